using System.Net;
using AngleSharp.Dom;
using Bunit;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Web.Client.Language;
using PlanDecomp.Web.Client.Plans;
using PlanDecomp.Web.Client.Plans.Proposals;
using static PlanDecomp.Tests.WebClient.PagesHouse;

namespace PlanDecomp.Tests.WebClient.Plans.Proposals;

/// <summary>Drafts of a plan with the tasks one (with four and five), two and three; three waits for two.</summary>
public class ProposalPageTests(SharedApi shared)
{
    private const string Nasty = "<img src=x onerror=alert(1)>";

    [Fact]
    public async Task A_draft_is_drawn_on_the_tree_with_old_and_new_words()
    {
        await using var house = new PagesHouse(shared);
        var (plan, tasks) = await PlanAsync(house);
        var id = await house.ProposeAsync(
            plan, new(tasks["one"]) { Title = "one by one", Reason = "clearer" }, new(tasks["five"]) { Remove = true },
            new(-1) { Title = "new", Instruction = Nasty, Place = new(tasks["one"], 1), DependsOn = [tasks["four"]] }, new(tasks["three"]) { DependsOn = [], EffortHours = 2 });

        var page = await OpenAsync(house, plan, id);

        Assert.Equal(
            ["Changed: 1 one by one", "Removed: 1.2 five", "New: 1.2 new", "Changed: 3 three"],
            page.FindAll("article").Select(item => item.GetAttribute("aria-label")));
        Assert.Equal([" by one"], page.FindAll("article ins").Where(mark => mark.Closest(".title") is not null).Select(mark => mark.TextContent));
        Assert.Contains("clearer", Item(page, "Changed: 1 one by one").TextContent, StringComparison.Ordinal);
        Assert.Contains("1.1 four", Item(page, "New: 1.2 new").QuerySelector("ins")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("2 two", Item(page, "Changed: 3 three").QuerySelector("del")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("2 h", Item(page, "Changed: 3 three").TextContent, StringComparison.Ordinal);
        Assert.Equal(Nasty, Item(page, "New: 1.2 new").QuerySelector(".instruction")!.TextContent);
        Assert.Empty(page.FindAll("img"));
        house.Localizer.Use(PageLanguage.Chinese);
        await UntilAsync(() => page.FindAll("article").Any(item => item.GetAttribute("aria-label") == "新增: 1.2 new"), "it is drawn in Chinese");
    }

    [Fact]
    public async Task What_is_chosen_is_accepted_and_taken_back_to_the_byte()
    {
        await using var house = new PagesHouse(shared);
        var (plan, tasks) = await PlanAsync(house);
        var before = await TreeAsync(house, plan);
        var id = await house.ProposeAsync(
            plan, new(-1) { Title = "stage", Place = new(null, 0) }, new(-2) { Title = "step", Place = new(-1, 0) }, new(-3) { Title = "other", Place = new(null, 1) },
            new(tasks["two"]) { Title = "TWO" });
        var page = await OpenAsync(house, plan, id);

        await ChooseAsync(page, "New: 1 stage", false);
        Assert.Contains("1 task below it goes along.", page.Text(), StringComparison.Ordinal);
        await ChooseAsync(page, "New: 1.1 step", true);
        Assert.Contains("“stage” comes along", page.Text(), StringComparison.Ordinal);
        await ChooseAsync(page, "New: 2 other", false);
        Assert.Contains("3 of 4 chosen · What is not chosen is rejected.", Words(page.Find(".chosen")), StringComparison.Ordinal);
        await page.PressAsync("Accept 3 chosen");

        await UntilAsync(() => page.Text().Contains("You accepted 3 of 4 changes", StringComparison.Ordinal), "it says what was accepted");
        Assert.Contains("not accepted", page.FindAll("article").Single(item => item.TextContent.Contains("other", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("input[type=checkbox]"));
        Assert.Equal(["stage", "one", "TWO", "three"], await TopAsync(house, plan));

        await page.PressAsync("Undo");
        await UntilAsync(() => page.Text().Contains("Taken back: the plan is as it was before.", StringComparison.Ordinal), "it is taken back");
        Assert.Equal(before, await TreeAsync(house, plan));
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Trim() == "Undo");
    }

    [Fact]
    public async Task A_proposed_task_is_edited_before_it_is_accepted_and_a_rule_it_breaks_is_said()
    {
        await using var house = new PagesHouse(shared);
        var (plan, _) = await PlanAsync(house);
        var id = await house.ProposeAsync(plan, new TaskEdit(-1) { Title = "first", Place = new(null, 0) }, new TaskEdit(-2) { Title = "second", Place = new(null, 1), DependsOn = [-1] });
        var page = await OpenAsync(house, plan, id);

        await ChooseAsync(page, "New: 2 second", false);
        PressLater(page, "Edit 1 first");
        await UntilAsync(() => house.Dialogs.FindAll("form").Count == 1, "the dialog is open");
        await house.Dialogs.InvokeAsync(() => house.Dialogs.FindComponent<PlanDecomp.Web.Client.Plans.Dialogs.TaskPicker>().Instance
            .ValueChanged.InvokeAsync(house.Dialogs.FindComponent<EditProposedDialog>().Instance.Tree.Find(-2)));
        await house.Dialogs.InvokeAsync(() => house.Dialogs.Find("form").Submit());
        await UntilAsync(() => house.Dialogs.Text().Contains("These would wait for each other", StringComparison.Ordinal), "the dialog says why");
        await house.Dialogs.PressAsync("No longer wait for 2");
        await house.Dialogs.WriteAsync("Title", "first of all");
        await house.Dialogs.InvokeAsync(() => house.Dialogs.Find("form").Submit());

        await UntilAsync(() => page.FindAll("article").Any(item => item.GetAttribute("aria-label") == "New: 1 first of all"), "the new title is shown");
        Assert.Contains("edited", Item(page, "New: 1 first of all").TextContent, StringComparison.Ordinal);
        Assert.Contains("1 of 2 chosen", page.Find(".chosen").TextContent, StringComparison.Ordinal);
        await page.PressAsync("Accept 1 chosen");
        await UntilAsync(() => page.Text().Contains("You accepted 1 of 2 changes", StringComparison.Ordinal), "it is accepted");
        Assert.Equal(["first of all", "one", "two", "three"], await TopAsync(house, plan));
    }

    [Fact]
    public async Task A_draft_of_another_tree_says_what_has_changed_and_is_brought_up_to_date()
    {
        await using var house = new PagesHouse(shared);
        var (plan, tasks) = await PlanAsync(house);
        var id = await house.ProposeAsync(plan, new(tasks["two"]) { Title = "TWO" }, new(tasks["five"]) { Title = "FIVE" }, new TaskEdit(-1) { Title = "new", Place = new(null, 3) });
        await house.Person.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, $"/plans/{plan}/tasks/{tasks["two"]}", new { instruction = "another's words" });
        await house.Person.SendAsync(HttpStatusCode.NoContent, HttpMethod.Delete, $"/plans/{plan}/tasks/{tasks["five"]}");

        var page = await OpenAsync(house, plan, id);
        Assert.Contains("“two” was changed, “five” was removed.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Contains("Accept", StringComparison.Ordinal));
        await page.PressAsync("Bring up to date");

        await UntilAsync(() => page.Text().Contains("The draft is up to date.", StringComparison.Ordinal), "it is brought up to date");
        Assert.Contains("five – the task does not exist any more", page.Text(), StringComparison.Ordinal);
        Assert.Contains("Changed by someone meanwhile", Item(page, "Changed: 2 TWO").TextContent, StringComparison.Ordinal);
        await page.PressAsync("Accept all");
        await UntilAsync(() => page.Text().Contains("You accepted all 2 changes", StringComparison.Ordinal), "it is accepted");
        Assert.Equal(["one", "TWO", "three", "new"], await TopAsync(house, plan));
    }

    [Fact]
    public async Task While_another_job_is_at_work_the_page_says_so_and_leads_to_it()
    {
        await using var house = new PagesHouse(shared);
        var (plan, tasks) = await PlanAsync(house);
        var id = await house.ProposeAsync(plan, new TaskEdit(tasks["two"]) { Title = "TWO" });
        var page = await OpenAsync(house, plan, id);
        var job = await house.Person.SendAsync(HttpStatusCode.Accepted, HttpMethod.Post, $"/plans/{plan}/execute", new { });

        await page.PressAsync("Accept all");

        await UntilAsync(() => page.Text().Contains("A job is at work on this plan.", StringComparison.Ordinal), "it says so");
        Assert.Equal("Show the job", page.Find($"[role=alert] a[href='/jobs/{job.GetProperty("job_id").GetString()}']").TextContent);
        Assert.Equal(["one", "two", "three"], await TopAsync(house, plan));
    }

    [Fact]
    public async Task Who_comes_second_sees_what_was_decided()
    {
        await using var house = new PagesHouse(shared);
        var (plan, tasks) = await PlanAsync(house);
        var id = await house.ProposeAsync(plan, new TaskEdit(tasks["two"]) { Title = "TWO" });
        var page = await OpenAsync(house, plan, id);
        await house.Person.SendAsync(HttpStatusCode.OK, HttpMethod.Post, $"/plans/{plan}/drafts/{id}/reject");

        await page.PressAsync("Accept all");

        await UntilAsync(() => page.Text().Contains("Someone has decided about this draft meanwhile.", StringComparison.Ordinal), "it says so");
        Assert.Contains("You rejected this draft", page.Text(), StringComparison.Ordinal);
        Assert.Equal(["one", "two", "three"], await TopAsync(house, plan));
    }

    [Fact]
    public async Task A_draft_is_rejected_after_a_question()
    {
        await using var house = new PagesHouse(shared);
        var (plan, tasks) = await PlanAsync(house);
        var id = await house.ProposeAsync(plan, new TaskEdit(tasks["two"]) { Title = "TWO" });
        var page = await OpenAsync(house, plan, id);

        PressLater(page, "Reject");
        await UntilAsync(() => house.Dialogs.Text().Contains("The plan stays as it is.", StringComparison.Ordinal), "it asks first");
        await house.Dialogs.PressAsync("Reject");

        await UntilAsync(() => page.Text().Contains("You rejected this draft", StringComparison.Ordinal), "it is rejected");
        Assert.Empty(page.FindAll(".decide"));
    }

    [Fact]
    public async Task While_its_job_is_at_work_a_draft_can_be_read_only()
    {
        await using var house = new PagesHouse(shared);
        var (plan, tasks) = await PlanAsync(house);
        var (id, endAsync) = await house.BeginProposalAsync(plan, new TaskEdit(tasks["two"]) { Title = "TWO" });
        var page = await OpenAsync(house, plan, id);
        Assert.Contains("The job is still at work on this draft.", page.Text(), StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".decide"));

        await endAsync();

        await UntilAsync(() => page.FindAll(".decide").Count == 1, "it can be decided when the job has ended");
    }

    [Fact]
    public async Task A_draft_that_goes_with_its_plan_says_so()
    {
        await using var house = new PagesHouse(shared);
        var (plan, tasks) = await PlanAsync(house);
        var id = await house.ProposeAsync(plan, new TaskEdit(tasks["two"]) { Title = "TWO" });
        var page = await OpenAsync(house, plan, id);
        await house.Person.SendAsync(HttpStatusCode.NoContent, HttpMethod.Delete, $"/plans/{plan}");

        await page.PressAsync("Accept all");

        await UntilAsync(() => page.Find("h1").TextContent == "This draft does not exist (any more).", "the page says so");
    }

    [Fact]
    public async Task The_list_shows_what_waits_before_what_is_done_with()
    {
        await using var house = new PagesHouse(shared);
        var (plan, tasks) = await PlanAsync(house);
        var old = await house.ProposeAsync(plan, new TaskEdit(tasks["two"]) { Title = "TWO" });
        await house.Person.SendAsync(HttpStatusCode.OK, HttpMethod.Post, $"/plans/{plan}/drafts/{old}/reject");
        var open = await house.ProposeAsync(plan, new TaskEdit(tasks["two"]) { Title = "2" }, new TaskEdit(tasks["one"]) { Title = "1" });

        var page = house.Open<ProposalsPage>($"/plans/{plan}/drafts", parameters => parameters.Add(list => list.PlanId, plan));

        await UntilAsync(() => page.FindAll("section li").Count == 2, "the drafts are listed");
        Assert.Equal([$"/plans/{plan}/drafts/{open}", $"/plans/{plan}/drafts/{old}"], page.FindAll("section li a").Select(link => link.GetAttribute("href")));
        Assert.Contains("2 changes", page.FindAll("section li")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Rejected", page.FindAll("section li")[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_without_drafts_says_how_one_comes_about_in_both_languages()
    {
        await using var house = new PagesHouse(shared);
        var (plan, _) = await PlanAsync(house);

        var page = house.Open<ProposalsPage>($"/plans/{plan}/drafts", parameters => parameters.Add(list => list.PlanId, plan));

        await UntilAsync(() => page.Text().Contains("Show me a draft first", StringComparison.Ordinal), "it says how");
        house.Localizer.Use(PageLanguage.Chinese);
        await UntilAsync(() => page.Text().Contains("先看草稿", StringComparison.Ordinal), "and in Chinese");
    }

    [Fact]
    public async Task The_plans_page_says_that_a_draft_waits_and_leads_to_it()
    {
        await using var house = new PagesHouse(shared);
        var (plan, tasks) = await PlanAsync(house);
        var id = await house.ProposeAsync(plan, new TaskEdit(tasks["two"]) { Title = "TWO" });

        var page = house.Open<PlanPage>($"/plans/{plan}", parameters => parameters.Add(one => one.PlanId, plan));

        await UntilAsync(() => page.Find(".banner").TextContent.Contains("1 draft waits for you.", StringComparison.Ordinal), "the banner is shown");
        Assert.Equal($"/plans/{plan}/drafts/{id}", page.Find(".banner a").GetAttribute("href"));
    }

    private static async Task<IRenderedComponent<ProposalPage>> OpenAsync(PagesHouse house, long plan, long id)
    {
        var page = house.Open<ProposalPage>($"/plans/{plan}/drafts/{id}", parameters => parameters.Add(one => one.PlanId, plan).Add(one => one.ProposalId, id));
        await UntilAsync(() => page.FindAll("article").Count > 0, "the draft is drawn");
        return page;
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

    private static async Task<string> TreeAsync(PagesHouse house, long plan) => (await house.Person.GetAsync(HttpStatusCode.OK, $"/plans/{plan}/tree")).GetRawText();

    private static async Task<IEnumerable<string?>> TopAsync(PagesHouse house, long plan) =>
        [.. (await house.Person.GetAsync(HttpStatusCode.OK, $"/plans/{plan}/tree")).GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("title").GetString())];

    private static IElement Item(IRenderedComponent<ProposalPage> page, string name) => page.FindAll("article").Single(item => item.GetAttribute("aria-label") == name);

    private static Task ChooseAsync(IRenderedComponent<ProposalPage> page, string name, bool chosen) =>
        page.InvokeAsync(() => Item(page, name).QuerySelector("input")!.Change(chosen));

    private static string Words(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Presses a button that opens a dialog: the press is over only when that closes.</summary>
    private static void PressLater(IRenderedComponent<ProposalPage> page, string name) => _ = page.InvokeAsync(() => page.Button(name).ClickAsync(new()));
}
