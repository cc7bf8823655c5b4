using System.Net;
using AngleSharp.Dom;
using Bunit;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Results;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Web.Client.Language;
using static PlanDecomp.Tests.WebClient.PagesHouse;
using PlanPage = PlanDecomp.Web.Client.Plans.PlanPage;

namespace PlanDecomp.Tests.WebClient.Plans;

/// <summary>A plan's page before, while and after its tasks are worked on: "top" with "one" and "two" below it.</summary>
public class PlanExecutionTests(SharedApi shared)
{
    [Fact]
    public async Task An_execution_is_started_as_the_dialog_says_and_followed()
    {
        await using var house = new PagesHouse(shared);
        var (planId, _, _) = await PlanAsync(house);
        var page = Draw(house, planId);
        await StartDialogAsync(house, page);

        await house.Dialogs.InvokeAsync(() => Option(house, "Only what failed or was skipped").Change("1"));
        await house.Dialogs.InvokeAsync(() => Option(house, "Stop").Change("2"));
        await house.Dialogs.WriteAsync("Hint for the work", "in plain words");
        await house.Dialogs.WriteAsync("Tasks at the same time", "3");
        await house.Dialogs.InvokeAsync(() => house.Dialogs.Find("form").Submit());

        await UntilAsync(() => page.FindAll("aside .job-log").Count == 1 && page.FindAll(".growing").Count == 1, "the log is shown, the banner says that it waits");
        var job = (await house.Person.GetAsync(HttpStatusCode.OK, $"/jobs?plan_id={planId}")).GetProperty("jobs")[0];
        var asked = (await house.Person.GetAsync(HttpStatusCode.OK, $"/jobs/{job.GetProperty("job_id").GetString()}")).GetProperty("params");
        Assert.Equal(
            (true, false, "stop", "in plain words", 3),
            (asked.GetProperty("only_failed").GetBoolean(), asked.GetProperty("include_completed").GetBoolean(), asked.GetProperty("on_failure").GetString(), asked.GetProperty("hint").GetString(), asked.GetProperty("concurrency").GetInt32()));
    }

    [Fact]
    public async Task Each_way_to_go_on_after_a_failure_is_explained()
    {
        await using var house = new PagesHouse(shared);
        var (planId, _, _) = await PlanAsync(house);
        await StartDialogAsync(house, Draw(house, planId));

        foreach (var option in house.Dialogs.FindAll("input[type=radio]"))
        {
            var explanation = house.Dialogs.Find($"#{option.GetAttribute("aria-describedby")}").TextContent;
            Assert.EndsWith(".", explanation, StringComparison.Ordinal);
        }

        Assert.Equal(9, house.Dialogs.FindAll("input[type=radio]").Count);
        Assert.Equal(["Which tasks", "When a task fails", "What only people can do"], house.Dialogs.FindAll("fieldset").Where(set => set.QuerySelector(".option") is not null).Select(set => set.QuerySelector("legend")!.TextContent));
    }

    [Fact]
    public async Task What_the_server_refuses_stands_at_its_field()
    {
        await using var house = new PagesHouse(shared);
        var (planId, _, _) = await PlanAsync(house);
        await StartDialogAsync(house, Draw(house, planId));

        await house.Dialogs.WriteAsync("Tasks at the same time", "99");
        await house.Dialogs.InvokeAsync(() => house.Dialogs.Find("form").Submit());

        await UntilAsync(() => house.Dialogs.Text().Contains("From 1 to 16.", StringComparison.Ordinal), "the field says what is wrong");
        Assert.Equal("true", house.Dialogs.Field("Tasks at the same time").GetAttribute("aria-invalid"));
        Assert.Equal("true", house.Dialogs.Button("Advanced").GetAttribute("aria-expanded"));
    }

    [Fact]
    public async Task A_job_that_is_at_work_already_is_named_and_leads_to_its_log()
    {
        await using var house = new PagesHouse(shared);
        var (planId, _, _) = await PlanAsync(house);
        var page = Draw(house, planId);
        await WorkOnPlan.SubmitAsync(house, planId);
        await StartDialogAsync(house, page);

        await house.Dialogs.InvokeAsync(() => house.Dialogs.Find("form").Submit());
        await UntilAsync(() => house.Dialogs.Text().Contains("is at work here", StringComparison.Ordinal), "it says what is at work");
        await house.Dialogs.PressAsync("Show its log");

        await UntilAsync(() => page.Find("aside .job-log .title").TextContent == "Task decomposition log", "its log is shown");
    }

    [Fact]
    public async Task Tasks_change_as_they_are_worked_on_and_what_is_chosen_stays_so()
    {
        await using var house = new PagesHouse(shared);
        var (planId, one, two) = await PlanAsync(house);
        var work = await (await WorkOnPlan.SubmitExecutionAsync(house, planId)).ClaimAsync();
        var page = Draw(house, planId, $"?task={two}");
        await UntilAsync(() => page.Find("article h2").TextContent == "1.2 two" && page.FindAll(".growing").Count == 1, "the task is shown, the banner too");

        await work.MoveAsync(one, PlanTaskStatus.Running, "task.started");
        await UntilAsync(() => Statuses(page).SequenceEqual(["pending", "running", "pending"]), "one is running");
        await work.CompleteAsync(one, "done", stats: new JobStats { Done = 1, QueueRemaining = 2, Total = 3, EtaSeconds = 130 });
        await UntilAsync(() => Statuses(page).SequenceEqual(["pending", "completed", "pending"]), "one is completed");
        await UntilAsync(() => Banner(page) == "Executing: 1 of 3 tasks about 3 min left", "the banner counts");
        await work.MoveAsync(two, PlanTaskStatus.Failed, "task.failed", "The model's answer is empty.", new JobStats { Done = 2, QueueRemaining = 1, Total = 3, Failed = 1 });

        await UntilAsync(() => Statuses(page).SequenceEqual(["pending", "completed", "failed"]), "two has failed");
        await UntilAsync(() => Banner(page) == "Executing: 2 of 3 tasks 1 failed", "the banner says so");
        Assert.Contains("Failed: The model's answer is empty.", page.Find(".result").TextContent, StringComparison.Ordinal);
        Assert.Equal("two", page.Find("[role=treeitem][aria-selected=true] .title").TextContent);
        Assert.Equal("1.2 two", page.Find("article h2").TextContent);
    }

    [Fact]
    public async Task A_result_is_safe_markdown_and_says_honestly_who_wrote_it()
    {
        await using var house = new PagesHouse(shared);
        var (planId, one, two) = await PlanAsync(house);
        var work = await (await WorkOnPlan.SubmitExecutionAsync(house, planId)).ClaimAsync();
        await work.CompleteAsync(one, "## Draft\n\nIt is **bold** <script>alert(1)</script>");
        await work.CompleteAsync(two, "text", "llm", "test-model");

        var page = Draw(house, planId, $"?task={one}");

        await UntilAsync(() => page.Find(".result .markdown strong").TextContent == "bold", "the result is shown");
        Assert.Empty(page.FindAll(".result script"));
        Assert.Contains("offline rules: notes to begin the work with, not finished work", page.Find(".origin").TextContent, StringComparison.Ordinal);
        Assert.Equal($"/jobs/{work.JobId}", page.Find(".origin a").GetAttribute("href"));
        Assert.NotNull(page.Button("Copy the result"));
        Assert.Empty(page.FindAll(".versions"));

        await page.InvokeAsync(() => page.FindAll("[role=treeitem]")[2].Click());
        await UntilAsync(() => page.Find(".origin").TextContent.Contains("the language model test-model", StringComparison.Ordinal), "the other's writer is named");
        house.Localizer.Use(PageLanguage.Chinese);
        await UntilAsync(() => page.Find(".origin").TextContent.Contains("由语言模型 test-model 撰写", StringComparison.Ordinal), "and in Chinese");
    }

    [Fact]
    public async Task Earlier_versions_are_chosen_from_a_list_and_loaded_page_by_page()
    {
        await using var house = new PagesHouse(shared);
        var (planId, one, _) = await PlanAsync(house);
        var work = await (await WorkOnPlan.SubmitExecutionAsync(house, planId)).ClaimAsync();
        for (var version = 1; version <= 7; version++) await work.CompleteAsync(one, $"text {version}");
        var page = Draw(house, planId, $"?task={one}");
        await UntilAsync(() => Content(page) == "text 7", "the newest is shown");
        Assert.Equal(5, page.FindAll(".versions option").Count);

        await page.InvokeAsync(() => page.Find(".versions select").Change("4"));
        await UntilAsync(() => Content(page) == "text 4", "the chosen one is shown");
        await page.PressAsync("Load earlier versions");
        await UntilAsync(() => page.FindAll(".versions option").Count == 7, "the others are there");
        Assert.Equal("text 4", Content(page));
        await page.InvokeAsync(() => page.Find(".versions select").Change("1"));
        await UntilAsync(() => Content(page) == "text 1", "the first is shown");

        // Who reads an earlier version keeps it when another comes; who reads the newest gets the newer one.
        await work.CompleteAsync(one, "text 8");
        await UntilAsync(() => page.FindAll(".versions option").Count == 8, "the newer one is in the list");
        Assert.Equal("text 1", Content(page));
        await page.InvokeAsync(() => page.Find(".versions select").Change("8"));
        await UntilAsync(() => Content(page) == "text 8", "the newest is shown");
        await work.CompleteAsync(one, "text 9");
        await UntilAsync(() => Content(page) == "text 9", "the newer one is shown by itself");
    }

    [Fact]
    public async Task A_task_without_a_result_says_what_to_do_and_a_failed_one_is_executed_again()
    {
        await using var house = new PagesHouse(shared);
        var (planId, one, two) = await PlanAsync(house);
        var work = await (await WorkOnPlan.SubmitExecutionAsync(house, planId)).ClaimAsync();
        await work.MoveAsync(two, PlanTaskStatus.Skipped, "task.skipped", "It depends on \"one\", which failed.");
        await work.FinishAsync();
        var page = Draw(house, planId, $"?task={one}");
        await UntilAsync(() => page.Find(".result").TextContent.Contains("Execute the task to have it worked on", StringComparison.Ordinal), "it says what to do");

        await page.InvokeAsync(() => page.FindAll("[role=treeitem]")[2].Click());
        await UntilAsync(() => page.Find(".result").TextContent.Contains("Skipped: It depends on \"one\", which failed.", StringComparison.Ordinal), "it says why");
        _ = page.PressAsync("Execute again");
        await UntilAsync(() => house.Dialogs.Text().Contains("1.2 two", StringComparison.Ordinal), "the dialog is about it");
        await house.Dialogs.InvokeAsync(() => house.Dialogs.Find("form").Submit());

        await UntilAsync(() => page.FindAll("aside .job-log").Count == 1, "its log is shown");
        Assert.Contains($"POST /tasks/{two}/execute", house.Requests);
    }

    [Fact]
    public async Task What_is_completed_is_offered_to_be_done_again()
    {
        await using var house = new PagesHouse(shared);
        var (planId, one, _) = await PlanAsync(house);
        var work = await (await WorkOnPlan.SubmitExecutionAsync(house, planId)).ClaimAsync();
        await work.CompleteAsync(one, "text");
        await work.FinishAsync();
        var page = Draw(house, planId, $"?task={one}");
        await UntilAsync(() => Content(page) == "text", "the result is shown");

        _ = page.InvokeAsync(() => page.FindAll("article button").First(button => button.TextContent.Trim() == "Execute").Click());
        await UntilAsync(() => house.Dialogs.FindAll("form").Count == 1, "the dialog is open");

        Assert.True(Option(house, "Everything, completed tasks too").IsChecked());
    }

    [Fact]
    public async Task What_is_prepared_is_ticked_off_by_the_person_who_has_done_it()
    {
        await using var house = new PagesHouse(shared);
        var (planId, one, two) = await PlanAsync(house);
        var work = await (await WorkOnPlan.SubmitExecutionAsync(house, planId)).ClaimAsync();
        var page = Draw(house, planId, $"?task={one}");
        await UntilAsync(() => page.FindAll(".growing").Count == 1, "the page is drawn");
        await work.CompleteAsync(one, "Say this.", status: PlanTaskStatus.Prepared, incomplete: true);
        await work.CompleteAsync(two, "text");
        await work.FinishAsync();
        await UntilAsync(() => Statuses(page).SequenceEqual(["pending", "prepared", "completed"]), "it is prepared");
        Assert.Equal("Prepared", page.FindAll("[role=treeitem] .status")[1].GetAttribute("title"));
        await UntilAsync(() => page.Find(".result").TextContent.Contains("Prepared for a person, not the work itself", StringComparison.Ordinal), "the result says so");
        Assert.Contains("The end of this result is missing", page.Find(".result").TextContent, StringComparison.Ordinal);
        Assert.Contains("A person has still to do it.", page.Find("article .prepared").TextContent, StringComparison.Ordinal);

        await page.PressAsync("I have done it");

        await UntilAsync(() => Statuses(page).SequenceEqual(["pending", "completed", "completed"]), "it is done");
        Assert.Empty(page.FindAll("article .prepared"));
    }

    [Fact]
    public async Task What_is_out_of_date_says_why_and_is_offered_to_be_executed()
    {
        await using var house = new PagesHouse(shared);
        var (planId, one, two) = await PlanAsync(house);
        var work = await (await WorkOnPlan.SubmitExecutionAsync(house, planId)).ClaimAsync();
        await work.CompleteAsync(one, "text", madeFrom: new ResultSource("another hash", new Dictionary<long, string>()));
        await work.CompleteAsync(two, "text");
        await work.FinishAsync();

        var page = Draw(house, planId, $"?task={one}");

        await UntilAsync(() => page.FindAll("article .out-of-date").Count == 1, "it is told");
        Assert.StartsWith("Out of date: Its title or instruction has changed since.", page.Find("article .out-of-date .mud-alert-message").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal("Out of date: Its title or instruction has changed since.", page.Find("[role=treeitem] .stale").GetAttribute("title"));
        _ = page.PressAsync("Execute again");
        await UntilAsync(() => house.Dialogs.FindAll("form").Count == 1, "the dialog is open");
        Assert.True(Option(house, "Only what is out of date").IsChecked());
    }

    [Fact]
    public async Task A_part_that_waits_for_unfinished_tasks_elsewhere_asks_what_to_do_about_them()
    {
        await using var house = new PagesHouse(shared);
        var (planId, one, _) = await PlanAsync(house);
        var other = await house.Person.AddTaskAsync(planId, new { title = "other", depends_on = new[] { one } });
        var page = Draw(house, planId, $"?task={other}");
        await UntilAsync(() => page.FindAll("article h2").Count == 1, "the task is shown");
        _ = page.InvokeAsync(() => page.FindAll("article button").First(button => button.TextContent.Trim() == "Execute").Click());
        await UntilAsync(() => house.Dialogs.FindAll("form").Count == 1, "the dialog is open");
        Assert.Contains("Not done yet: 1.1 one", house.Dialogs.Text(), StringComparison.Ordinal);
        Assert.True(Option(house, "With what it needs").IsChecked());

        await house.Dialogs.InvokeAsync(() => Option(house, "Anyway").Change("1"));
        await house.Dialogs.InvokeAsync(() => house.Dialogs.Find("form").Submit());

        await UntilAsync(() => page.FindAll("aside .job-log").Count == 1, "its log is shown");
        var job = (await house.Person.GetAsync(HttpStatusCode.OK, $"/jobs?plan_id={planId}")).GetProperty("jobs")[0];
        var asked = (await house.Person.GetAsync(HttpStatusCode.OK, $"/jobs/{job.GetProperty("job_id").GetString()}")).GetProperty("params");
        Assert.Equal("ignore", asked.GetProperty("outside_dependencies").GetString());
    }

    [Fact]
    public async Task A_plan_without_tasks_cannot_be_executed()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("A plan");
        var page = Draw(house, planId);
        await UntilAsync(() => page.Button("Execute").HasAttribute("disabled"), "there is nothing to work on");
        Assert.Equal("There are no tasks to work on yet", page.Button("Execute").GetAttribute("title"));
    }

    private static async Task<(long PlanId, long One, long Two)> PlanAsync(PagesHouse house)
    {
        var planId = await house.Person.CreatePlanAsync("A plan");
        var top = await house.Person.AddTaskAsync(planId, new { title = "top" });
        var one = await house.Person.AddTaskAsync(planId, new { title = "one", parent_id = top });
        return (planId, one, await house.Person.AddTaskAsync(planId, new { title = "two", parent_id = top }));
    }

    private static IRenderedComponent<PlanPage> Draw(PagesHouse house, long planId, string query = "") =>
        house.Open<PlanPage>($"/plans/{planId}{query}", parameters => parameters.Add(page => page.PlanId, planId));

    private static async Task StartDialogAsync(PagesHouse house, IRenderedComponent<PlanPage> page)
    {
        await UntilAsync(() => page.FindAll("[role=treeitem]").Count > 0, "the page is drawn");
        _ = page.PressAsync("Execute");
        await UntilAsync(() => house.Dialogs.FindAll("form").Count == 1, "the dialog is open");
    }

    private static IElement Option(PagesHouse house, string name) =>
        house.Dialogs.FindAll("label.option").First(label => label.QuerySelector(".name")!.TextContent == name).QuerySelector("input")!;

    private static string[] Statuses(IRenderedComponent<PlanPage> page) =>
        [.. page.FindAll("[role=treeitem] .status").Select(status => status.ClassList.Single(name => name != "status"))];

    private static string Banner(IRenderedComponent<PlanPage> page) =>
        string.Join(' ', page.Find(".growing .words").ChildNodes.Select(node => node.TextContent.Trim()).Where(words => words.Length > 0));

    private static string Content(IRenderedComponent<PlanPage> page) => page.Find(".result .markdown").TextContent.Trim();
}
