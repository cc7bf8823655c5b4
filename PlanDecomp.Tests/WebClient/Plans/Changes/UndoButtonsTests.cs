using Bunit;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Web.Client.Language;
using PlanDecomp.Web.Client.Plans;
using PlanDecomp.Web.Client.Plans.Changes;
using static PlanDecomp.Tests.WebClient.PagesHouse;

namespace PlanDecomp.Tests.WebClient.Plans.Changes;

public class UndoButtonsTests(SharedApi shared)
{
    [Fact]
    public async Task Only_what_there_is_can_be_undone_and_the_button_says_what()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("A plan");
        var page = Open(house, planId);
        await UntilAsync(() => Title(page, "Undo") == "Nothing to undo", "there is nothing yet");
        Assert.True(page.Button("Undo").HasAttribute("disabled") && page.Button("Redo").HasAttribute("disabled"));

        var other = await house.Person.CreatePlanAsync("Another plan");
        await house.Person.AddTaskAsync(other, new { title = "Pack" });
        page.Render(parameters => parameters.Add(plan => plan.PlanId, other));

        await UntilAsync(() => Title(page, "Undo") == "Undo: Added “Pack”", "the change is offered");
        Assert.False(page.Button("Undo").HasAttribute("disabled"));
        house.Localizer.Use(PageLanguage.Chinese);
        await UntilAsync(() => Title(page, "撤销") == "撤销：新增了“Pack”", "in Chinese too");
    }

    [Fact]
    public async Task An_undo_shows_the_tree_as_it_was_and_offers_a_redo()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("A plan");
        await house.Person.AddTaskAsync(planId, new { title = "Pack" });
        await house.Person.AddTaskAsync(planId, new { title = "Book" });
        var page = Open(house, planId);
        await UntilAsync(() => Title(page, "Undo") == "Undo: Added “Book”", "the newest change is offered");

        await page.PressAsync("Undo");
        await UntilAsync(() => page.FindAll("[role=treeitem]").Count == 1, "the tree is as it was");
        Assert.Contains("Undone: Added “Book”", house.Snackbars.Text(), StringComparison.Ordinal);
        await UntilAsync(() => Title(page, "Undo") == "Undo: Added “Pack”" && Title(page, "Redo") == "Redo: Added “Book”", "both are offered");

        await house.Snackbars.PressAsync("Redo");
        await UntilAsync(() => page.FindAll("[role=treeitem]").Count == 2, "the task is back");
    }

    [Fact]
    public async Task The_keys_undo_and_redo()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("A plan");
        await house.Person.AddTaskAsync(planId, new { title = "Pack" });
        var page = Open(house, planId);
        await UntilAsync(() => Title(page, "Undo") == "Undo: Added “Pack”", "the change is offered");

        await page.FindComponent<UndoButtons>().Instance.OnShortcut(redo: false);
        await UntilAsync(() => page.FindAll("[role=treeitem]").Count == 0, "it is undone");
        await page.FindComponent<UndoButtons>().Instance.OnShortcut(redo: true);
        await UntilAsync(() => page.FindAll("[role=treeitem]").Count == 1, "it is done again");
    }

    [Fact]
    public async Task A_change_made_by_another_meanwhile_is_not_undone_unseen()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("A plan");
        await house.Person.AddTaskAsync(planId, new { title = "Pack" });
        var page = Open(house, planId);
        await UntilAsync(() => Title(page, "Undo") == "Undo: Added “Pack”", "the change is offered");
        await house.Person.AddTaskAsync(planId, new { title = "Book" });

        await page.PressAsync("Undo");

        await UntilAsync(() => house.Snackbars.Text().Contains("Someone has changed the plan since.", StringComparison.Ordinal), "it is refused in words");
        await UntilAsync(() => Title(page, "Undo") == "Undo: Added “Book”" && page.FindAll("[role=treeitem]").Count == 2, "the page shows what there is now");
    }

    [Fact]
    public async Task While_a_job_is_at_work_nothing_is_undone_and_the_job_is_named()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("A plan");
        await house.Person.AddTaskAsync(planId, new { title = "Pack" });
        var page = Open(house, planId);
        await UntilAsync(() => Title(page, "Undo") == "Undo: Added “Pack”", "the change is offered");
        var work = await WorkOnPlan.SubmitAsync(house, planId);

        await page.PressAsync("Undo");

        await UntilAsync(() => house.Snackbars.Text().Contains("A job is at work on this plan.", StringComparison.Ordinal), "it is refused in words");
        Assert.Single(page.FindAll("[role=treeitem]"));
        await house.Snackbars.PressAsync("Show the job");
        Assert.EndsWith($"/jobs/{work.JobId}", house.Navigation.Uri, StringComparison.Ordinal);
    }

    private static IRenderedComponent<PlanPage> Open(PagesHouse house, long planId) =>
        house.Open<PlanPage>($"/plans/{planId}", parameters => parameters.Add(page => page.PlanId, planId));

    private static string? Title(IRenderedComponent<PlanPage> page, string button) => page.Button(button).GetAttribute("title");
}
