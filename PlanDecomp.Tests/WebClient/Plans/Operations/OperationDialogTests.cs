using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using Bunit;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Web.Client.Language;
using PlanDecomp.Web.Client.Plans;
using PlanDecomp.Web.Client.Plans.Dialogs;
using static PlanDecomp.Tests.WebClient.PagesHouse;

namespace PlanDecomp.Tests.WebClient.Plans.Operations;

/// <summary>Operations asked for on the page of a plan with the tasks one (with two and three) and four.</summary>
public class OperationDialogTests(SharedApi shared)
{
    [Fact]
    public async Task The_menu_offers_what_fits()
    {
        await using var house = new PagesHouse(shared);
        var (plan, tasks) = await PlanAsync(house);
        var page = await OpenAsync(house, plan, tasks["one"]);

        Assert.Equal(
            ["Redo the breakdown …", "Rewrite …", "Translate …", "Estimate effort …", "Prioritise …", "Repair dependencies …", "Summarise …", "Check quality …"],
            await OfferedAsync(house, page, "header"));
        Assert.Equal(
            ["Redo the breakdown …", "Merge with siblings …", "Split into several …", "Rewrite …", "Translate …", "Estimate effort …", "Prioritise …", "Repair dependencies …", "Summarise …", "Check quality …"],
            await OfferedAsync(house, page, "article"));
    }

    [Fact]
    public async Task A_leaf_is_not_offered_what_needs_subtasks()
    {
        await using var house = new PagesHouse(shared);
        var (plan, tasks) = await PlanAsync(house);
        var page = await OpenAsync(house, plan, tasks["two"]);

        Assert.Equal(
            ["Merge with siblings …", "Split into several …", "Rewrite …", "Translate …", "Estimate effort …", "Summarise …", "Check quality …"],
            await OfferedAsync(house, page, "article"));
    }

    [Fact]
    public async Task A_redo_sends_hint_kept_tasks_and_the_wish_for_a_draft_and_shows_the_log()
    {
        await using var house = new PagesHouse(shared);
        var (plan, tasks) = await PlanAsync(house);
        var page = await OpenAsync(house, plan, tasks["one"]);
        await PickAsync(house, page, "Redo the breakdown …");
        Assert.Contains("its subtasks are replaced, except those you keep", house.Dialogs.Text(), StringComparison.Ordinal);

        await house.Dialogs.WriteAsync("Hint", "no paper");
        var picker = house.Dialogs.FindComponent<TaskPicker>().Instance;
        Assert.Equal(["two", "three"], picker.From.Select(entry => entry.Task.Title));
        await house.Dialogs.InvokeAsync(() => picker.ValueChanged.InvokeAsync(picker.From.Last()));
        await DraftFirstAsync(house);
        await house.Dialogs.PressAsync("Start");

        await UntilAsync(() => page.FindAll(".plan-jobs .job-log").Count == 1, "the log is shown");
        var sent = await NewestAsync(house);
        Assert.Equal(("rebreak", "review", "no paper", tasks["three"]), (
            sent.GetProperty("operation").GetString(), sent.GetProperty("commit").GetString(), sent.GetProperty("hint").GetString(), sent.GetProperty("locked")[0].GetInt64()));
    }

    [Fact]
    public async Task A_merge_needs_a_sibling()
    {
        await using var house = new PagesHouse(shared);
        var (plan, tasks) = await PlanAsync(house);
        var page = await OpenAsync(house, plan, tasks["two"]);
        await PickAsync(house, page, "Merge with siblings …");
        Assert.True(house.Dialogs.Button("Start").HasAttribute("disabled"));
        Assert.Equal(["1.2 three"], house.Dialogs.FindAll("fieldset label:not(.option)").Select(label => label.TextContent.Trim()));

        await house.Dialogs.InvokeAsync(() => house.Dialogs.Find("fieldset input").Change(true));
        await house.Dialogs.PressAsync("Start");

        await UntilAsync(() => page.FindAll(".plan-jobs .job-log").Count == 1, "the log is shown");
        var sent = await NewestAsync(house);
        Assert.Equal(("merge", "apply", tasks["three"]), (sent.GetProperty("operation").GetString(), sent.GetProperty("commit").GetString(), sent.GetProperty("task_ids")[0].GetInt64()));
    }

    [Theory]
    [InlineData("Rewrite …", "Please fill this in.", "请填写此项。")]
    [InlineData("Translate …", "Please fill this in.", "请填写此项。")]
    public async Task What_is_missing_is_said_at_its_field(string operation, string english, string chinese)
    {
        await using var house = new PagesHouse(shared);
        var (plan, tasks) = await PlanAsync(house);
        var page = await OpenAsync(house, plan, tasks["one"]);
        await PickAsync(house, page, operation);

        await house.Dialogs.PressAsync("Start");

        await UntilAsync(() => house.Dialogs.FindAll(".mud-input-helper-text.mud-input-error").Any(text => text.TextContent.Contains(english, StringComparison.Ordinal)), "the field says what is missing");
        Assert.Empty(house.Dialogs.FindAll("[role=alert].mud-alert"));
        house.Localizer.Use(PageLanguage.Chinese);
        await UntilAsync(() => house.Dialogs.Text().Contains(chinese, StringComparison.Ordinal), "and in Chinese");
    }

    [Fact]
    public async Task A_wrong_number_behind_the_fold_opens_it()
    {
        await using var house = new PagesHouse(shared);
        var (plan, tasks) = await PlanAsync(house);
        var page = await OpenAsync(house, plan, tasks["one"]);
        await PickAsync(house, page, "Redo the breakdown …");
        await house.Dialogs.WriteAsync("Most subtasks of a task", "99");

        await house.Dialogs.PressAsync("Start");

        await UntilAsync(() => house.Dialogs.Text().Contains("From 1 to 50.", StringComparison.Ordinal), "the field says what is wrong");
        Assert.False(house.Dialogs.Find(".limits").HasAttribute("hidden"));
    }

    [Fact]
    public async Task What_is_at_work_already_is_named_and_shown()
    {
        await using var house = new PagesHouse(shared);
        var (plan, tasks) = await PlanAsync(house);
        var work = await WorkOnPlan.SubmitAsync(house, plan);
        var page = await OpenAsync(house, plan, tasks["one"]);
        await PickAsync(house, page, "Estimate effort …", "header");

        await house.Dialogs.PressAsync("Start");
        await UntilAsync(() => house.Dialogs.Text().Contains("“Decomposition” is at work here (Queued).", StringComparison.Ordinal), "the job at work is named");
        await house.Dialogs.PressAsync("Show its log");

        await UntilAsync(() => page.FindAll(".plan-jobs .job-log").Count == 1, "its log is shown");
        Assert.Contains(house.Requests, request => request.Contains(work.JobId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_breakdown_can_be_shown_as_a_draft_first()
    {
        await using var house = new PagesHouse(shared);
        var (plan, tasks) = await PlanAsync(house);
        var page = await OpenAsync(house, plan, tasks["one"]);
        _ = page.InvokeAsync(() => page.FindAll("article button").First(button => button.TextContent.Trim() == "Break down").ClickAsync(new()));
        await UntilAsync(() => house.Dialogs.FindAll("form").Count == 1, "the dialog is open");

        await DraftFirstAsync(house);
        await house.Dialogs.InvokeAsync(() => house.Dialogs.Find("form").Submit());

        await UntilAsync(() => page.FindAll(".plan-jobs .job-log").Count == 1, "the log is shown");
        Assert.Equal("review", (await NewestAsync(house)).GetProperty("commit").GetString());
    }

    [Fact]
    public async Task Every_operation_has_a_dialog_that_says_what_will_happen_in_both_languages()
    {
        await using var house = new PagesHouse(shared);
        var (plan, tasks) = await PlanAsync(house);
        var page = await OpenAsync(house, plan, tasks["one"]);

        foreach (var operation in TaskOperations.All)
        {
            var help = operation.Words.HelpFor(ofTask: true);
            await PickAsync(house, page, $"{operation.Words.Title.English} …");
            Assert.Contains(help.English, house.Dialogs.Text(), StringComparison.Ordinal);
            Assert.NotEqual(help.English, help.Chinese);
            Assert.Equal(operation.Name is not ("check_quality" or "summarise"), house.Dialogs.FindComponents<CommitChoice>().Count > 0);
            await house.Dialogs.PressAsync("Cancel");
            await UntilAsync(() => house.Dialogs.FindAll(".mud-dialog").Count == 0, "the dialog is closed");
        }
    }

    private static async Task<IRenderedComponent<PlanPage>> OpenAsync(PagesHouse house, long plan, long task)
    {
        var page = house.Open<PlanPage>($"/plans/{plan}?task={task}", parameters => parameters.Add(one => one.PlanId, plan));
        await UntilAsync(() => page.FindAll("article").Count == 1, "the task is shown");
        return page;
    }

    private static async Task<(long PlanId, Dictionary<string, long> Tasks)> PlanAsync(PagesHouse house)
    {
        var planId = await house.Person.CreatePlanAsync("A plan");
        var tasks = new Dictionary<string, long> { ["one"] = await house.Person.AddTaskAsync(planId, new { title = "one" }) };
        foreach (var title in (string[])["two", "three"]) tasks[title] = await house.Person.AddTaskAsync(planId, new { title, parent_id = tasks["one"] });
        tasks["four"] = await house.Person.AddTaskAsync(planId, new { title = "four" });
        return (planId, tasks);
    }

    private static async Task<string[]> OfferedAsync(PagesHouse house, IRenderedComponent<PlanPage> page, string where)
    {
        await OpenMenuAsync(house, page, where);
        string[] offered = [.. house.Popovers.FindAll("[role=menuitem]").Select(item => item.TextContent.Trim())];
        await page.InvokeAsync(() => MenuButton(page, where).Click());
        await UntilAsync(() => house.Popovers.FindAll("[role=menuitem]").Count == 0, "the menu is closed");
        return offered;
    }

    private static async Task PickAsync(PagesHouse house, IRenderedComponent<PlanPage> page, string operation, string where = "article")
    {
        await OpenMenuAsync(house, page, where);
        await house.Popovers.InvokeAsync(() => house.Popovers.FindAll("[role=menuitem]").Single(item => item.TextContent.Trim() == operation).Click());
        await UntilAsync(() => house.Dialogs.FindAll(".mud-dialog").Count == 1, "the dialog is open");
    }

    private static async Task OpenMenuAsync(PagesHouse house, IRenderedComponent<PlanPage> page, string where)
    {
        await page.InvokeAsync(() => MenuButton(page, where).Click());
        await UntilAsync(() => house.Popovers.FindAll("[role=menuitem]").Count > 0, "the menu is open");
    }

    private static IElement MenuButton(IRenderedComponent<PlanPage> page, string where) =>
        page.FindAll($"{where} button").Single(button => button.TextContent.Trim() == "Improve");

    private static Task DraftFirstAsync(PagesHouse house) =>
        house.Dialogs.InvokeAsync(() => house.Dialogs.FindComponent<CommitChoice>().Instance.ValueChanged.InvokeAsync("review"));

    /// <summary>The settled parameters of the newest job.</summary>
    private static async Task<JsonElement> NewestAsync(PagesHouse house)
    {
        var jobs = await house.Person.GetAsync(HttpStatusCode.OK, "/jobs");
        return (await house.Person.GetAsync(HttpStatusCode.OK, $"/jobs/{jobs.GetProperty("jobs")[0].GetProperty("job_id").GetString()}")).GetProperty("params");
    }
}
