using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.EndToEnd.Web;

/// <summary>A plan is worked on from its page, by real workers with the offline rules.</summary>
public sealed class ExecutionStoryTests(ChromiumBrowser browser, SharedWebDeployment shared) : SharedBrowserTest(browser, shared)
{
    private static readonly string[] Leaves = ["Choose the books", "Book a room", "Invite colleagues", "Write minutes"];

    [Fact]
    public async Task A_plan_is_executed_from_its_page_and_every_task_keeps_what_came_of_it()
    {
        var visitor = await NewVisitorAsync();
        await visitor.WatchLinesAsync();
        var planId = await DrawPlanAsync(await visitor.AsPersonAsync());
        await visitor.OpenAsync($"/plans/{planId}");
        await visitor.SeesAsync(Row(visitor, "Write minutes", "Pending"));
        await Row(visitor, "Prepare").ClickAsync();

        // The dialog, its log in order, and the tree beside it: nobody reloads anything.
        await visitor.Main.Locator(".plan-head").GetByRole(AriaRole.Button, new() { Name = "Execute", Exact = true }).ClickAsync();
        await visitor.SeesAsync(visitor.Page.GetByRole(AriaRole.Dialog));
        await visitor.Page.GetByRole(AriaRole.Dialog).GetByText("Go on with everything").ClickAsync();
        await visitor.AssertAccessibleAsync();
        await visitor.Button("Start").ClickAsync();
        await visitor.SeesTextAsync("4 tasks prepared for people, 2 parents summed up.");
        foreach (var leaf in Leaves) await visitor.SeesAsync(Row(visitor, leaf, "Prepared"));
        await visitor.SeesAsync(Row(visitor, "Hold it", "Prepared"));
        Assert.Equal("true", await Row(visitor, "Prepare").GetAttributeAsync("aria-selected"));
        var job = await visitor.NewestJobAsync();
        Assert.Equal((JobType.PlanExecute, JobStatus.Succeeded), (job.JobType, job.Status));
        var panel = visitor.Panel();
        await panel.OpenWholeAsync();
        await panel.UntilLineAsync((await (await visitor.AsPersonAsync()).GetJobAsync(job.JobId)).LastSeq);
        var drawn = await panel.NumbersAsync();
        Assert.Equal(drawn.Order(), drawn);
        Assert.Equal(drawn.Count, drawn.Distinct().Count());

        // Each leaf has its result, each parent its summary.
        foreach (var leaf in Leaves)
        {
            await Row(visitor, leaf).ClickAsync();
            await visitor.SeesAsync(Article(visitor, leaf).Locator(".result .markdown").GetByText("Offline note."));
            await visitor.SeesAsync(Article(visitor, leaf).GetByText("notes to begin the work with, not finished work"));
        }

        await Row(visitor, "Prepare").ClickAsync();
        await visitor.SeesAsync(Article(visitor, "Prepare").GetByRole(AriaRole.Heading, new() { Name = "Summary of what is below" }));
        await visitor.SeesAsync(Article(visitor, "Prepare").Locator(".result .markdown").GetByText("Book a room").First);
        await visitor.AssertAccessibleAsync();

        // One task once more: the first version stays.
        await Row(visitor, "Book a room").ClickAsync();
        await Article(visitor, "Book a room").GetByRole(AriaRole.Button, new() { Name = "Execute", Exact = true }).ClickAsync();
        await visitor.Button("Start").ClickAsync();
        await visitor.SeesTextAsync("1 task prepared for a person.");
        await Row(visitor, "Book a room").ClickAsync();
        var versions = Article(visitor, "Book a room").GetByLabel("Version");
        await Assertions.Expect(versions.Locator("option")).ToHaveCountAsync(2);
        await versions.SelectOptionAsync("1");
        await visitor.SeesAsync(Article(visitor, "Book a room").Locator($".origin a[href='/jobs/{job.JobId}']"));

        await visitor.ReloadAsync();
        await visitor.SeesAsync(Row(visitor, "Hold it", "Prepared"));
        await Assertions.Expect(Article(visitor, "Book a room").GetByLabel("Version").Locator("option")).ToHaveCountAsync(2);
        await visitor.Page.GetByRole(AriaRole.Tab, new() { Name = "Jobs (2)" }).ClickAsync();
        Assert.Equal(2, await visitor.Page.Locator(".plan-jobs .job").CountAsync());
    }

    private static async Task<long> DrawPlanAsync(Person person)
    {
        var plan = await person.CreatePlanAsync("Run a reading club");
        var prepare = await AddTaskAsync(person, plan.PlanId, new { title = "Prepare" });
        var choose = await AddTaskAsync(person, plan.PlanId, new { title = Leaves[0], parent_id = prepare });
        await AddTaskAsync(person, plan.PlanId, new { title = Leaves[1], parent_id = prepare, depends_on = new[] { choose } });
        var hold = await AddTaskAsync(person, plan.PlanId, new { title = "Hold it", depends_on = new[] { prepare } });
        await AddTaskAsync(person, plan.PlanId, new { title = Leaves[2], parent_id = hold });
        await AddTaskAsync(person, plan.PlanId, new { title = Leaves[3], parent_id = hold });
        return plan.PlanId;
    }

    private static ILocator Row(Visitor visitor, string title, string status = "") =>
        visitor.Page.GetByRole(AriaRole.Treeitem, new() { NameRegex = new Regex($"{title} ?, {status}") });

    private static ILocator Article(Visitor visitor, string title) =>
        visitor.Page.Locator("article.task").Filter(new() { Has = visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 2, Name = title }) });

    private static async Task<long> AddTaskAsync(Person person, long planId, object task)
    {
        using var response = await person.SendAsync(HttpMethod.Post, $"/plans/{planId}/tasks", task);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync(ContractsJson.Default.PlanTask, Ct))!.TaskId;
    }
}
