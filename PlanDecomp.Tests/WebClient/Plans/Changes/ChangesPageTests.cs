using System.Net;
using Bunit;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Web.Client.Language;
using PlanDecomp.Web.Client.Plans.Changes;
using static PlanDecomp.Tests.WebClient.PagesHouse;

namespace PlanDecomp.Tests.WebClient.Plans.Changes;

public class ChangesPageTests(SharedApi shared)
{
    private const string Nasty = "<img src=x onerror=alert(1)>";

    [Fact]
    public async Task Changes_are_listed_newest_first_in_words_of_both_languages()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("A plan");
        var pack = await house.Person.AddTaskAsync(planId, new { title = "Pack" });
        await house.Person.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, $"/plans/{planId}/tasks/{pack}", new { title = Nasty, effort_hours = 2.5 });
        await house.Person.AddTaskAsync(planId, new { title = "Socks", parent_id = pack });
        await house.Person.SendAsync(HttpStatusCode.NoContent, HttpMethod.Delete, $"/plans/{planId}/tasks/{pack}");
        await house.Person.PostAsync(HttpStatusCode.OK, $"/plans/{planId}/undo", new { });

        var page = Open(house, planId);

        await UntilAsync(() => Words(page).Length == 5, "all are listed");
        Assert.Equal(
            [$"Undo: Deleted “{Nasty}” with 1 below it", $"Deleted “{Nasty}” with 1 below it", "Added “Socks”", $"Changed “{Nasty}”: title, hours of work", "Added “Pack”"],
            Words(page));
        Assert.Equal("Undone", page.Find("li.undone .mark").TextContent);
        Assert.Contains("Deleted", page.Find("li.undone").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("img"));
        house.Localizer.Use(PageLanguage.Chinese);
        await UntilAsync(() => Words(page)[3] == $"修改了“{Nasty}”：标题、工时", "in Chinese too");
    }

    [Fact]
    public async Task What_a_job_has_changed_leads_to_the_job()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("A plan");
        await house.Person.AddTaskAsync(planId, new { title = "Pack" });
        PlanData.Execute(house.Folder.Plan(planId), "UPDATE change_sets SET job_id = 'abc'");

        var page = Open(house, planId);

        await UntilAsync(() => page.Find("li.change a").GetAttribute("href") == "/jobs/abc", "the job is linked");
    }

    [Fact]
    public async Task A_change_unfolds_to_what_it_did_to_each_task()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("A plan");
        var pack = await house.Person.AddTaskAsync(planId, new { title = "Pack" });
        var book = await house.Person.AddTaskAsync(planId, new { title = "Book" });
        await house.Person.SendAsync(
            HttpStatusCode.OK, HttpMethod.Patch, $"/plans/{planId}/tasks/{book}", new { title = "Book early", status = "completed", depends_on = new[] { pack }, effort_hours = 2.5 });
        var page = Open(house, planId);
        await UntilAsync(() => Words(page).Length == 3, "all are listed");

        await page.InvokeAsync(() => page.FindAll("li.change button")[0].Click());

        await UntilAsync(() => page.FindAll("li.change dl > div").Count == 4, "the fields are shown");
        var fields = page.FindAll("li.change dl > div").Select(field => (field.QuerySelector("dt")!.TextContent, field.QuerySelector("ins")!.LastChild!.TextContent)).ToList();
        Assert.Contains(("title", "Book early"), fields);
        Assert.Contains(("status", "Completed"), fields);
        Assert.Contains(("hours of work", "2.5 h"), fields);
        Assert.Contains(("dependencies", "Pack"), fields);
    }

    [Fact]
    public async Task Undo_from_the_list_marks_what_is_undone()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("A plan");
        await house.Person.AddTaskAsync(planId, new { title = "Pack" });
        var page = Open(house, planId);
        await UntilAsync(() => !page.Button("Undo").HasAttribute("disabled"), "it can be undone");

        await page.PressAsync("Undo");

        await UntilAsync(() => Words(page).SequenceEqual(["Undo: Added “Pack”", "Added “Pack”"]) && page.FindAll("li.undone").Count == 1, "the undo is a change itself");
    }

    [Fact]
    public async Task Older_changes_are_loaded_on_demand_and_an_empty_history_says_so()
    {
        await using var house = new PagesHouse(shared);
        var empty = await house.Person.CreatePlanAsync("Empty");
        var planId = await house.Person.CreatePlanAsync("A plan");
        for (var i = 0; i < 53; i++) await house.Person.AddTaskAsync(planId, new { title = $"t{i}" });
        var page = Open(house, planId);
        await UntilAsync(() => Words(page).Length == 50, "the newest are shown");

        await page.PressAsync("Older changes");
        await UntilAsync(() => Words(page).Length == 53 && Words(page)[^1] == "Added “t0”", "all are shown");

        page.Render(parameters => parameters.Add(changes => changes.PlanId, empty));
        await UntilAsync(() => page.Text().Contains("No changes yet", StringComparison.Ordinal), "there are none");
    }

    [Fact]
    public async Task A_plan_that_is_not_there_has_no_history()
    {
        await using var house = new PagesHouse(shared);

        var page = Open(house, 4711);

        await UntilAsync(() => page.Find("h1").TextContent == "This plan does not exist (any more).", "it says so");
    }

    private static IRenderedComponent<ChangesPage> Open(PagesHouse house, long planId) =>
        house.Open<ChangesPage>($"/plans/{planId}/changes", parameters => parameters.Add(page => page.PlanId, planId));

    private static string[] Words(IRenderedComponent<ChangesPage> page) => [.. page.FindAll("li.change .said").Select(words => words.TextContent)];
}
