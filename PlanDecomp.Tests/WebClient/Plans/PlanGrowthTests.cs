using System.Net;
using Bunit;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Web.Client.Jobs;
using PlanDecomp.Web.Client.Plans;
using static PlanDecomp.Tests.WebClient.PagesHouse;

namespace PlanDecomp.Tests.WebClient.Plans;

/// <summary>A plan's page while a decomposition works on it.</summary>
public class PlanGrowthTests(SharedApi shared)
{
    [Fact]
    public async Task The_tree_grows_and_keeps_what_is_chosen_and_folded()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("A plan");
        var one = await house.Person.AddTaskAsync(planId, new { title = "one" });
        await house.Person.AddTaskAsync(planId, new { title = "below", parent_id = one });
        var two = await house.Person.AddTaskAsync(planId, new { title = "two" });
        var work = await (await WorkOnPlan.SubmitAsync(house, planId)).ClaimAsync();
        var page = Draw(house, planId);
        await UntilAsync(() => Titles(page).Length == 3, "the tree is shown");
        await page.InvokeAsync(() => page.Find("[role=treeitem] .fold").Click());
        await page.InvokeAsync(() => page.FindAll("[role=treeitem]")[1].Click());
        Assert.Equal(["one", "two"], Titles(page));

        await work.ExpandAsync(two, "new a", "new b");

        await UntilAsync(() => Titles(page).SequenceEqual(["one", "two", "new a", "new b"]), "the new tasks are in the tree, what was folded is still");
        Assert.Equal("two", page.Find("[role=treeitem][aria-selected=true] .title").TextContent);
        Assert.Equal(["new a", "new b"], page.FindAll(".fresh .title").Select(title => title.TextContent));
        await UntilAsync(() => page.FindAll(".fresh").Count == 0, "they are new no longer");
    }

    [Fact]
    public async Task Its_end_is_said_and_the_banner_goes()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("A plan");
        var work = await (await WorkOnPlan.SubmitAsync(house, planId)).ClaimAsync();
        var page = Draw(house, planId);
        await UntilAsync(() => page.Find(".growing").TextContent.Contains("Breaking down", StringComparison.Ordinal), "the banner says that a job is at work");

        await work.ExpandAsync(null, "only");
        await work.FinishAsync();

        await UntilAsync(() => page.Find(".announcement").TextContent == "Decomposition: Succeeded", "the end is said");
        await UntilAsync(() => page.FindAll(".growing").Count == 0 && Titles(page).SequenceEqual(["only"]), "the banner is gone, the task is there");
    }

    [Fact]
    public async Task A_decomposition_is_started_from_the_page_and_followed()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("A plan");
        var page = Draw(house, planId);
        await UntilAsync(() => page.Find("h1").TextContent == "A plan", "the page is drawn");

        await StartDialogAsync(house, page);
        await house.Dialogs.InvokeAsync(() => house.Dialogs.Find("form").Submit());

        await UntilAsync(() => page.FindAll("aside .job-log").Count == 1, "the log is shown");
        Assert.Equal("true", page.Find("#tab-jobs").GetAttribute("aria-selected"));
        var jobId = (await house.Person.GetAsync(HttpStatusCode.OK, $"/jobs?plan_id={planId}")).GetProperty("jobs")[0].GetProperty("job_id").GetString()!;
        var work = await WorkOnPlan.Of(house, planId, jobId).ClaimAsync();
        await work.ExpandAsync(null, "grown");
        await UntilAsync(() => Titles(page).SequenceEqual(["grown"]), "its tasks come into the tree");
    }

    [Fact]
    public async Task A_budget_out_of_range_is_refused_at_its_field()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("A plan");
        var page = Draw(house, planId);
        await UntilAsync(() => page.Find("h1").TextContent == "A plan", "the page is drawn");
        await StartDialogAsync(house, page);

        await house.Dialogs.WriteAsync("Levels", "99");
        await house.Dialogs.WriteAsync("Seconds at most", "0");
        await house.Dialogs.InvokeAsync(() => house.Dialogs.Find("form").Submit());

        await UntilAsync(() => house.Dialogs.Text().Contains("From 1 to 20.", StringComparison.Ordinal), "the field says what is wrong");
        Assert.Contains("More than 0 and at most 86400.", house.Dialogs.Text(), StringComparison.Ordinal);
        Assert.Equal("true", house.Dialogs.Field("Levels").GetAttribute("aria-invalid"));
        Assert.Equal("true", house.Dialogs.Button("Advanced").GetAttribute("aria-expanded"));
    }

    [Fact]
    public async Task What_is_being_broken_down_already_leads_to_that_job()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("A plan");
        var page = Draw(house, planId);
        await UntilAsync(() => page.Find("h1").TextContent == "A plan", "the page is drawn");
        await WorkOnPlan.SubmitAsync(house, planId);
        await StartDialogAsync(house, page);

        await house.Dialogs.InvokeAsync(() => house.Dialogs.Find("form").Submit());
        await UntilAsync(() => house.Dialogs.Text().Contains("is at work here", StringComparison.Ordinal), "it says why");
        await house.Dialogs.PressAsync("Show its log");

        await UntilAsync(() => page.FindAll("aside .job-log").Count == 1 && page.FindAll(".growing").Count == 1, "that job is followed");
    }

    [Fact]
    public async Task A_job_that_was_started_elsewhere_is_followed_too()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("A plan");
        var page = Draw(house, planId);
        await UntilAsync(() => page.Find("h1").TextContent == "A plan", "the page is drawn");
        house.Service<JobsWatch>().Start();

        var work = await (await WorkOnPlan.SubmitAsync(house, planId)).ClaimAsync();
        house.Service<JobsWatch>().Look();
        await UntilAsync(() => page.FindAll(".growing").Count == 1, "the banner says that a job is at work");
        await work.ExpandAsync(null, "from elsewhere");

        await UntilAsync(() => Titles(page).SequenceEqual(["from elsewhere"]), "its tasks come into the tree");
    }

    [Fact]
    public async Task The_history_names_what_each_job_was_for()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("A plan");
        var task = await house.Person.AddTaskAsync(planId, new { title = "one" });
        await (await (await WorkOnPlan.SubmitAsync(house, planId)).ClaimAsync()).FinishAsync(JobStatus.Failed);
        await (await (await WorkOnPlan.SubmitAsync(house, planId, task)).ClaimAsync()).FinishAsync();

        var page = Draw(house, planId);

        await UntilAsync(() => page.FindAll(".plan-jobs .job").Count == 2, "both jobs are listed");
        Assert.Equal(["1 one", "Whole plan"], page.FindAll(".plan-jobs .what").Select(what => what.TextContent));
        Assert.Contains("Failed", page.FindAll(".plan-jobs .job")[1].TextContent, StringComparison.Ordinal);
    }

    private static IRenderedComponent<PlanPage> Draw(PagesHouse house, long planId) =>
        house.Open<PlanPage>($"/plans/{planId}", parameters => parameters.Add(page => page.PlanId, planId));

    private static async Task StartDialogAsync(PagesHouse house, IRenderedComponent<PlanPage> page)
    {
        _ = page.PressAsync("Break down");
        await UntilAsync(() => house.Dialogs.FindAll("form").Count == 1, "the dialog is open");
    }

    private static string[] Titles(IRenderedComponent<PlanPage> page) => [.. page.FindAll("[role=treeitem] .title").Select(title => title.TextContent)];
}
