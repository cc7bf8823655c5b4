using System.Net;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components.Web;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Web.Client.Language;
using PlanDecomp.Web.Client.Plans;
using static PlanDecomp.Tests.WebClient.PagesHouse;

namespace PlanDecomp.Tests.WebClient.Plans;

/// <summary>A plan with the tasks one (with four and five), two and three; three waits for two.</summary>
public class PlanPageTests(SharedApi shared)
{
    private const string Nasty = "<img src=x onerror=alert(1)><script>alert(2)</script>";

    [Fact]
    public async Task The_tree_is_one_to_assistive_technology()
    {
        await using var house = new PagesHouse(shared);
        var (page, _) = await OpenAsync(house);

        var rows = page.FindAll("[role=treeitem]");
        Assert.Equal(["1 one, Pending", "1.1 four, Pending", "1.2 five, Pending", "2 two, Pending", "3 three, Pending, Waits for 2"], Labels(page));
        Assert.Equal(["1", "2", "2", "1", "1"], rows.Select(row => row.GetAttribute("aria-level")));
        Assert.Equal(["3", "2", "2", "3", "3"], rows.Select(row => row.GetAttribute("aria-setsize")));
        Assert.Equal("true", rows[0].GetAttribute("aria-expanded"));
        Assert.False(rows[1].HasAttribute("aria-expanded"));
    }

    [Fact]
    public async Task Keys_walk_and_fold_the_tree_and_the_address_follows()
    {
        await using var house = new PagesHouse(shared);
        var (page, tasks) = await OpenAsync(house);

        await KeyAsync(page, "ArrowDown");
        Assert.Equal("1 one, Pending", Active(page));
        await KeyAsync(page, "ArrowLeft");
        Assert.Equal(["1 one, Pending", "2 two, Pending", "3 three, Pending, Waits for 2"], Labels(page));
        await KeyAsync(page, "ArrowRight");
        await KeyAsync(page, "ArrowRight");
        Assert.Equal("1.1 four, Pending", Active(page));
        await KeyAsync(page, "End");
        Assert.Equal("3 three, Pending, Waits for 2", Active(page));
        await KeyAsync(page, "Home");
        await KeyAsync(page, "ArrowDown");

        await UntilAsync(() => house.Navigation.Uri.EndsWith($"?task={tasks["four"]}", StringComparison.Ordinal), "the address names the task");
    }

    [Fact]
    public async Task An_address_that_names_a_task_shows_it()
    {
        await using var house = new PagesHouse(shared);
        var (planId, tasks) = await PlanAsync(house);

        var page = Draw(house, planId, $"?task={tasks["three"]}");

        await UntilAsync(() => page.Find("article h2").TextContent == "3 three", "the task's details are shown");
        Assert.Contains("2 two", page.Find("article").TextContent, StringComparison.Ordinal);
        await page.InvokeAsync(() => house.Navigation.NavigateTo(page.FindAll("article a").First(link => link.TextContent == "2 two").GetAttribute("href")!));
        await UntilAsync(() => page.Find("article h2").TextContent == "2 two", "a dependency's link leads to it");
    }

    [Fact]
    public async Task An_address_that_names_a_deleted_task_says_so()
    {
        await using var house = new PagesHouse(shared);
        var (planId, _) = await PlanAsync(house);

        var page = Draw(house, planId, "?task=9999");

        await UntilAsync(() => page.Find("aside").TextContent.Contains("The task was deleted.", StringComparison.Ordinal), "it says that the task is gone");
    }

    [Fact]
    public async Task A_plan_that_is_not_there_has_a_page_that_says_so()
    {
        await using var house = new PagesHouse(shared);

        var page = Draw(house, 4711, "");

        await UntilAsync(() => page.Find("h1").TextContent == "This plan does not exist (any more).", "the page says so");
        house.Localizer.Use(PageLanguage.Chinese);
        await UntilAsync(() => page.Find("h1").TextContent == "此计划不存在或已被删除。", "and in Chinese");
    }

    [Fact]
    public async Task A_plan_that_cannot_be_had_is_tried_again()
    {
        await using var house = new PagesHouse(shared);
        var (planId, _) = await PlanAsync(house);
        house.Fault = _ => new HttpResponseMessage(HttpStatusCode.BadGateway);
        var page = Draw(house, planId, "");
        await UntilAsync(() => page.Find("[role=alert]").TextContent.Contains("not available right now", StringComparison.Ordinal), "it says why");

        house.Fault = _ => null;
        await page.PressAsync("Try again");

        await UntilAsync(() => Labels(page).Length == 5, "the tree is shown");
    }

    [Fact]
    public async Task Titles_and_instructions_are_text_whatever_they_hold()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync(Nasty);
        var taskId = await house.Person.AddTaskAsync(planId, new { title = Nasty, instruction = Nasty });

        var page = Draw(house, planId, $"?task={taskId}");

        await UntilAsync(() => page.Find(".instruction").TextContent == Nasty, "the instruction is shown as it was written");
        Assert.Equal(Nasty, page.Find("h1").TextContent);
        Assert.Empty(page.FindAll("img, script"));
    }

    [Fact]
    public async Task Keys_move_a_task_and_the_choice_goes_with_it()
    {
        await using var house = new PagesHouse(shared);
        var (page, _) = await OpenAsync(house);
        await ChooseAsync(page, "1 one");

        await KeyAsync(page, "ArrowDown", move: true);
        await UntilAsync(() => Active(page) == "2 one, Pending", "it has moved down");
        Assert.Equal("Moved to 2.", page.Find(".announcement").TextContent);

        await KeyAsync(page, "ArrowRight", move: true);
        await UntilAsync(() => Active(page) == "1.1 one, Pending", "it has moved below the task before it");
        Assert.Equal(["1 two, Pending", "1.1 one, Pending", "1.1.1 four, Pending", "1.1.2 five, Pending", "2 three, Pending, Waits for 1"], Labels(page));

        await KeyAsync(page, "ArrowLeft", move: true);
        await UntilAsync(() => Active(page) == "2 one, Pending", "it has moved out again");
    }

    [Fact]
    public async Task A_move_that_the_rules_forbid_is_refused_in_words()
    {
        await using var house = new PagesHouse(shared);
        var (page, _) = await OpenAsync(house);
        await ChooseAsync(page, "3 three");

        await KeyAsync(page, "ArrowRight", move: true);

        await UntilAsync(() => house.Snackbars.Text().Contains("There the task would wait for something that waits for it.", StringComparison.Ordinal), "it says why");
        Assert.Equal("3 three, Pending, Waits for 2", Active(page));
    }

    [Fact]
    public async Task A_task_that_another_has_deleted_meanwhile_is_told_of_and_goes()
    {
        await using var house = new PagesHouse(shared);
        var (page, tasks) = await OpenAsync(house);
        await ChooseAsync(page, "2 two");
        var planId = house.Navigation.Uri.Split('/').Last().Split('?')[0];
        await house.Person.SendAsync(HttpStatusCode.NoContent, HttpMethod.Delete, $"/plans/{planId}/tasks/{tasks["two"]}");

        await KeyAsync(page, "ArrowUp", move: true);

        await UntilAsync(() => house.Snackbars.Text().Contains("The task was deleted.", StringComparison.Ordinal), "it says what happened");
        await UntilAsync(() => Labels(page).SequenceEqual(["1 one, Pending", "1.1 four, Pending", "1.2 five, Pending", "2 three, Pending"]), "the tree is as it is now");
    }

    [Fact]
    public async Task A_task_is_added_after_the_chosen_one()
    {
        await using var house = new PagesHouse(shared);
        var (page, _) = await OpenAsync(house);
        await ChooseAsync(page, "1.1 four");

        await KeyAsync(page, "Insert", waits: false);
        await UntilAsync(() => house.Dialogs.FindAll("form").Count == 1, "the dialog is open");
        await house.Dialogs.WriteAsync("Title", "between");
        await house.Dialogs.InvokeAsync(() => house.Dialogs.Find("form").Submit());

        await UntilAsync(() => Active(page) == "1.2 between, Pending", "it is in the tree, and chosen");
        Assert.Contains("1.3 five, Pending", Labels(page));
    }

    [Fact]
    public async Task A_dependency_that_closes_a_circle_is_refused_at_its_field()
    {
        await using var house = new PagesHouse(shared);
        var (page, tasks) = await OpenAsync(house);
        await ChooseAsync(page, "2 two");
        await KeyAsync(page, "F2", waits: false);
        await UntilAsync(() => house.Dialogs.FindAll("form").Count == 1, "the dialog is open");

        await house.Dialogs.InvokeAsync(() => house.Dialogs.FindComponent<PlanDecomp.Web.Client.Plans.Dialogs.TaskPicker>().Instance
            .ValueChanged.InvokeAsync(house.Dialogs.FindComponent<PlanDecomp.Web.Client.Plans.Dialogs.TaskDialog>().Instance.Tree.Find(tasks["three"])));
        await house.Dialogs.InvokeAsync(() => house.Dialogs.Find("form").Submit());

        await UntilAsync(() => house.Dialogs.Text().Contains("The tasks would wait for each other in a circle.", StringComparison.Ordinal), "the field says why");
        house.Localizer.Use(PageLanguage.Chinese);
        await UntilAsync(() => house.Dialogs.Text().Contains("任务之间会形成循环等待。", StringComparison.Ordinal), "and in Chinese");
    }

    [Fact]
    public async Task An_edit_sends_only_what_was_changed()
    {
        await using var house = new PagesHouse(shared);
        var (page, tasks) = await OpenAsync(house);
        await ChooseAsync(page, "2 two");
        await KeyAsync(page, "F2", waits: false);
        await UntilAsync(() => house.Dialogs.FindAll("form").Count == 1, "the dialog is open");
        var planId = house.Navigation.Uri.Split('/').Last().Split('?')[0];
        await house.Person.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, $"/plans/{planId}/tasks/{tasks["two"]}", new { instruction = "another's words" });

        await house.Dialogs.WriteAsync("Title", "two, renamed");
        await house.Dialogs.InvokeAsync(() => house.Dialogs.Find("form").Submit());

        await UntilAsync(() => Active(page) == "2 two, renamed, Pending", "the new title is shown");
        Assert.Equal("another's words", page.Find(".instruction").TextContent);
    }

    [Fact]
    public async Task Deleting_a_task_says_first_how_much_goes_with_it()
    {
        await using var house = new PagesHouse(shared);
        var (page, _) = await OpenAsync(house);
        await ChooseAsync(page, "1 one");

        await KeyAsync(page, "Delete", waits: false);
        await UntilAsync(() => house.Dialogs.Text().Contains("Its 2 subtasks go with it.", StringComparison.Ordinal), "it says what goes");
        await house.Dialogs.PressAsync("Delete task");

        await UntilAsync(() => Labels(page).SequenceEqual(["1 two, Pending", "2 three, Pending, Waits for 1"]), "the subtree is gone");
        await UntilAsync(() => Active(page) == "1 two, Pending", "the task after it is chosen");
    }

    [Fact]
    public async Task The_title_is_edited_in_place()
    {
        await using var house = new PagesHouse(shared);
        var (page, _) = await OpenAsync(house);

        await page.PressAsync("Edit title and description");
        await page.WriteAsync("Title", " ");
        await page.InvokeAsync(() => page.Find("header form").Submit());
        await UntilAsync(() => page.Find("header").TextContent.Contains("Please fill this in.", StringComparison.Ordinal), "a blank title is refused at the field");

        await page.WriteAsync("Title", "A better title");
        await page.InvokeAsync(() => page.Find("header form").Submit());
        await UntilAsync(() => page.Find("h1").TextContent == "A better title", "the new title is shown");
    }

    [Fact]
    public async Task An_empty_plan_says_what_to_do_in_both_languages()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("empty");

        var page = Draw(house, planId, "");

        await UntilAsync(() => page.Text().Contains("Have the plan broken down, or add the first task yourself.", StringComparison.Ordinal), "it says what to do");
        house.Localizer.Use(PageLanguage.Chinese);
        await UntilAsync(() => page.Text().Contains("可以让系统拆分计划，也可以自己添加第一个任务。", StringComparison.Ordinal), "and in Chinese");
    }

    private static IRenderedComponent<PlanPage> Draw(PagesHouse house, long planId, string query) =>
        house.Open<PlanPage>($"/plans/{planId}{query}", parameters => parameters.Add(page => page.PlanId, planId));

    private static async Task<(IRenderedComponent<PlanPage> Page, Dictionary<string, long> Tasks)> OpenAsync(PagesHouse house)
    {
        var (planId, tasks) = await PlanAsync(house);
        var page = Draw(house, planId, "");
        await UntilAsync(() => Labels(page).Length == 5, "the tree is shown");
        return (page, tasks);
    }

    private static async Task<(long PlanId, Dictionary<string, long> Tasks)> PlanAsync(PagesHouse house)
    {
        var planId = await house.Person.CreatePlanAsync("A plan");
        var tasks = new Dictionary<string, long>();
        foreach (var title in (string[])["one", "two"]) tasks[title] = await house.Person.AddTaskAsync(planId, new { title });
        tasks["three"] = await house.Person.AddTaskAsync(planId, new { title = "three", depends_on = new[] { tasks["two"] } });
        foreach (var title in (string[])["four", "five"]) tasks[title] = await house.Person.AddTaskAsync(planId, new { title, parent_id = tasks["one"] });
        return (planId, tasks);
    }

    private static string[] Labels(IRenderedComponent<PlanPage> page) => [.. page.FindAll("[role=treeitem]").Select(NameOf)];

    private static string? Active(IRenderedComponent<PlanPage> page) =>
        page.FindAll("[role=treeitem]").Where(row => row.Id == page.Find("[role=tree]").GetAttribute("aria-activedescendant")).Select(NameOf).SingleOrDefault();

    /// <summary>What a screen reader says of a row: its words without those that are hidden from it.</summary>
    private static string NameOf(IElement row)
    {
        var spoken = (IElement)row.Clone();
        foreach (var hidden in spoken.QuerySelectorAll("[aria-hidden=true]")) hidden.Remove();
        return string.Join(' ', spoken.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(" ,", ",", StringComparison.Ordinal);
    }

    private static Task ChooseAsync(IRenderedComponent<PlanPage> page, string start) => page.InvokeAsync(() =>
        page.FindAll("[role=treeitem]").First(row => NameOf(row).StartsWith(start, StringComparison.Ordinal)).Click());

    /// <summary>Presses a key in the tree.</summary>
    /// <param name="page">The page.</param>
    /// <param name="key">The key.</param>
    /// <param name="move">With Alt and Shift.</param>
    /// <param name="waits">False for a key that opens a dialog: it is done only when that closes.</param>
    private static async Task KeyAsync(IRenderedComponent<PlanPage> page, string key, bool move = false, bool waits = true)
    {
        var done = page.InvokeAsync(() => page.Find("[role=tree]").KeyDownAsync(new KeyboardEventArgs { Key = key, AltKey = move, ShiftKey = move }));
        if (waits) await done;
    }
}
