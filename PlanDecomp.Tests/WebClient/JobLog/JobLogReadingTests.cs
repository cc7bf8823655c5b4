using Bunit;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.JobLog.Parts;
using PlanDecomp.Web.Client.Language;
using static PlanDecomp.Tests.WebClient.JobLog.Told;

namespace PlanDecomp.Tests.WebClient.JobLog;

/// <summary>What the reader of a panel does with the lines.</summary>
public sealed class JobLogReadingTests : IAsyncLifetime
{
    private PanelHouse _house = null!;

    private ScriptedApi Api => _house.Api;

    public async ValueTask InitializeAsync() => _house = await PanelHouse.StartAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_reader_who_scrolls_up_is_not_moved_and_is_told_of_new_lines()
    {
        var job = Api.Add("a").Log(Messages(1, 3));
        _house.Draw("a");
        await _house.UntilAsync(() => _house.Lines.Length == 3, "the lines are drawn");

        await _house.ReleaseAsync();
        job.Log(Messages(4, 50));
        await _house.UntilSaysAsync("New lines (47)");
        Assert.Equal(UpTo(3), _house.Lines);

        await _house.ClickAsync(".newest");
        Assert.Equal(UpTo(50), _house.Lines);
        Assert.Empty(_house.Panel.FindAll(".newest"));
    }

    [Fact]
    public async Task At_most_200_lines_are_drawn_until_older_ones_are_asked_for()
    {
        Api.Add("a").Log(Messages(1, 1_049)).End();
        _house.Draw("a", parameters => parameters.Add(panel => panel.KeepOpen, true));
        await _house.UntilAsync(() => _house.Lines.Length == 200, "the newest lines are drawn");
        Assert.Equal(1_050, _house.Lines[^1]);

        foreach (var first in (long[])[751, 651, 551, 451, 351, 251, 151, 51, 1])
        {
            await _house.ClickAsync(".load-older");
            await _house.UntilAsync(() => _house.Lines[0] == first, $"line {first} is drawn");
            Assert.InRange(_house.Lines.Length, 1, 400);
            Assert.Equal([.. Enumerable.Range(0, _house.Lines.Length).Select(n => first + n)], _house.Lines);
        }

        Assert.Empty(_house.Panel.FindAll(".load-older"));
    }

    [Fact]
    public async Task A_reader_who_walks_on_from_an_old_line_reaches_the_newest_without_a_gap()
    {
        Api.Add("a").Log(Messages(1, 999)).End();
        _house.Draw("a", parameters => parameters.Add(panel => panel.HighlightSeq, 300));
        await _house.UntilAsync(() => _house.Panel.FindAll(".marked").Count == 1, "the line is shown");
        Assert.Contains("To the newest line", _house.Text);

        HashSet<long> seen = [.. _house.Lines];
        for (var pages = 0; _house.Lines[^1] < 1_000; pages++)
        {
            Assert.InRange(pages, 0, 20);
            await _house.Panel.InvokeAsync(() => _house.Panel.FindComponent<LogLines>().Instance.LoadNewerAsync());
            Assert.InRange(_house.Lines.Length, 1, 400);
            seen.UnionWith(_house.Lines);
        }

        Assert.Equal(UpTo(1_000)[(int)(seen.Min() - 1)..], seen.Order());
    }

    [Fact]
    public async Task Debug_lines_are_left_out_until_they_are_asked_for()
    {
        Api.Add("a").Log("line 1")
            .Log(JobLogLevel.Debug, "node.started", "a detail").Log(JobLogLevel.Warning, "llm.retry", "a warning").Log(JobLogLevel.Error, "node.failed", "an error");
        _house.Draw("a");
        await _house.UntilAsync(() => _house.Lines is [1, 3, 4], "info and graver are drawn");

        await ChooseLevelAsync("error");
        await _house.UntilAsync(() => _house.Lines is [4], "errors are drawn");
        await ChooseLevelAsync("debug");
        await _house.UntilAsync(() => _house.Lines.Length == 4, "all lines are drawn");
    }

    [Fact]
    public async Task A_word_is_found_in_a_line_that_is_not_loaded_and_shown_in_its_context()
    {
        Api.Add("a").Log(Messages(1, 40)).Log("a needle <i>here</i>").Log(Messages(42, 3_000)).End();
        _house.Draw("a", parameters => parameters.Add(panel => panel.KeepOpen, true));
        await _house.UntilAsync(() => _house.Lines.Length == 200, "the newest lines are drawn");

        await _house.SearchAsync("NEEDLE");
        await _house.UntilAsync(() => _house.Panel.FindAll(".found").Count == 1, "the line is found");
        Assert.Equal("needle", _house.Find("mark").TextContent);

        await _house.ClickAsync(".found");
        await _house.UntilAsync(() => _house.Panel.FindAll(".marked").Count == 1, "the line is shown");
        Assert.Equal("41", _house.Find(".marked").GetAttribute("data-seq"));
        Assert.Contains(40, _house.Lines);
        Assert.Contains(42, _house.Lines);
        Assert.DoesNotContain(3_000, _house.Lines);

        await _house.ClickAsync(".context button");
        Assert.Single(_house.Panel.FindAll(".found"));
    }

    [Fact]
    public async Task A_search_takes_in_the_lines_that_come_and_ends_with_its_text()
    {
        var job = Api.Add("a").Log("needle 1", "straw");
        _house.Draw("a");
        await _house.UntilAsync(() => _house.Lines.Length == 2, "the lines are drawn");
        await _house.SearchAsync("needle");
        await _house.UntilAsync(() => _house.Panel.FindAll(".found").Count == 1, "the line is found");

        job.Log("straw", "needle 2");
        await _house.UntilAsync(() => _house.Panel.FindAll(".found").Count == 2, "the new line is found");
        await _house.SearchAsync("");
        await _house.UntilAsync(() => _house.Lines is [1, 2, 3, 4], "the lines are back");
    }

    [Fact]
    public async Task A_link_to_a_line_shows_it_even_below_the_level()
    {
        Api.Add("a").Log(Messages(1, 50)).Log(JobLogLevel.Debug, "node.started", "a detail").Log(Messages(52, 900)).End();
        _house.Draw("a", parameters => parameters.Add(panel => panel.HighlightSeq, 51));

        await _house.UntilAsync(() => _house.Panel.FindAll(".marked").Count == 1, "the line is shown");
        Assert.Equal("51", _house.Find(".marked").GetAttribute("data-seq"));
        Assert.Equal("debug", _house.Find("select").GetAttribute("value"));
    }

    [Fact]
    public async Task A_link_to_a_line_that_is_gone_says_so()
    {
        Api.Add("a").Log(Messages(1, 5)).End();
        _house.Draw("a", parameters => parameters.Add(panel => panel.HighlightSeq, 77));
        await _house.UntilSaysAsync("Line 77 is not there (any more).");
    }

    [Fact]
    public async Task Details_of_a_line_are_as_it_was_stored()
    {
        Api.Add("a").Log(JobLogLevel.Info, "node.expanded", "\"Draft\" has 3 new tasks.", """{"task_id":4,"title":"Draft","children":3,"titles":"文献; <b>b</b>"}""");
        _house.Localizer.Use(PageLanguage.Chinese);
        _house.Draw("a");
        await _house.UntilSaysAsync("“Draft”新增 3 个任务。");

        await _house.ClickAsync(".line-toggle");
        var details = _house.Find(".details");
        Assert.Equal("true", _house.Find(".line-toggle").GetAttribute("aria-expanded"));
        Assert.Contains("\"Draft\" has 3 new tasks.", details.TextContent);
        Assert.Contains("\"titles\": \"文献; <b>b</b>\"", details.QuerySelector("pre")!.TextContent);
        Assert.Empty(details.QuerySelectorAll("b"));
    }

    [Fact]
    public async Task Lines_of_an_execution_are_grouped_by_task_and_each_group_says_how_it_went()
    {
        Api.Add("a").With(job => job with { JobType = JobType.PlanExecute, Mode = JobMode.Plan })
            .Log(JobLogLevel.Info, "execute.started", "Executing.", """{"task_id":null,"title":"the plan"}""")
            .Log(JobLogLevel.Debug, "task.started", "begins", """{"task_id":1,"title":"one"}""")
            .Log(JobLogLevel.Debug, "task.started", "begins", """{"task_id":2,"title":"two"}""")
            .Log(JobLogLevel.Error, "task.failed", "two failed", """{"task_id":2,"title":"two","error":"why"}""")
            .Log(JobLogLevel.Info, "task.completed", "one done", """{"task_id":1,"title":"one"}""")
            .Log(JobLogLevel.Warning, "task.skipped", "three is skipped", """{"task_id":3,"title":"three"}""")
            .Log(JobLogLevel.Warning, "parent.left_open", "top stays open", """{"task_id":4,"title":"top","status":"failed"}""");
        _house.Draw("a");
        await _house.UntilAsync(() => _house.Lines.Length > 0, "the lines are drawn");
        await _house.Panel.InvokeAsync(() => _house.Panel.Find("select").Change("debug"));

        await _house.ClickAsync("[aria-label='Group by task']");

        await _house.UntilAsync(() => _house.Panel.FindAll(".group").Count == 5, "the groups are drawn");
        Assert.Equal(
            ["The job as a whole: no state, 1 line", "one: done, 2 lines", "two: failed, 2 lines", "three: skipped, 1 line", "top: failed, 1 line"],
            _house.Panel.FindAll(".group-head").Select(head =>
                $"{head.QuerySelector(".title")!.TextContent}: {head.QuerySelector(".state")!.GetAttribute("aria-label")}, {head.QuerySelector(".count")!.TextContent}"));
    }

    [Fact]
    public async Task Lines_are_grouped_by_the_task_they_are_about()
    {
        Api.Add("a").Log("queued")
            .Log(JobLogLevel.Debug, "node.started", "s", """{"task_id":1,"title":"One"}""")
            .Log(JobLogLevel.Debug, "node.started", "s", """{"task_id":2,"title":"Two"}""")
            .Log(JobLogLevel.Warning, "llm.retry", "again", """{"task_id":1,"title":"One"}""")
            .Log(JobLogLevel.Info, "node.expanded", "e", """{"task_id":1,"title":"One"}""")
            .Log(JobLogLevel.Error, "node.failed", "f", """{"task_id":2,"title":"Two"}""");
        _house.Draw("a");
        await _house.UntilAsync(() => _house.Lines.Length == 4, "the lines are drawn");

        await _house.ClickAsync("button[aria-pressed]");
        await _house.UntilAsync(() => _house.Panel.FindAll(".group").Count == 3, "the groups are drawn");
        var heads = _house.Panel.FindAll(".group-head");
        Assert.Equal(["The job as a whole", "One", "Two"], heads.Select(head => head.QuerySelector(".title")!.TextContent));
        Assert.Contains("2 lines", heads[1].TextContent);
        Assert.Contains("Warning", heads[1].TextContent);
        Assert.Contains("Error", heads[2].TextContent);
        Assert.Empty(_house.Lines);

        await _house.Panel.InvokeAsync(() => _house.Panel.FindAll(".group-head")[1].Click());
        Assert.Equal([4, 5], _house.Lines);
    }

    [Fact]
    public async Task What_people_and_models_wrote_is_shown_as_text()
    {
        const string Attack = "<img src=x onerror=alert(1)><script>alert(2)</script>";
        Api.Add("a").Log(Attack)
            .Log(JobLogLevel.Warning, "node.expanded", Attack, $$"""{"task_id":1,"title":"{{Attack}}","children":1}""")
            .End(JobStatus.Failed, Attack, error: Attack);
        _house.Draw("a", parameters => parameters.Add(panel => panel.KeepOpen, true));
        await _house.UntilAsync(() => _house.Lines.Length == 3, "the lines are drawn");

        await _house.SearchAsync("<img");
        await _house.UntilAsync(() => _house.Panel.FindAll(".found").Count == 3, "the lines are found");
        Assert.Empty(_house.Panel.FindAll("img, script"));
        await _house.SearchAsync("");
        await _house.ClickAsync("button[aria-pressed]");
        await _house.UntilAsync(() => _house.Panel.FindAll(".group").Count == 2, "the groups are drawn");
        await _house.Panel.InvokeAsync(() => _house.Panel.FindAll(".group-head")[1].Click());
        await _house.ClickAsync(".line-toggle");

        Assert.Empty(_house.Panel.FindAll("img, script"));
        Assert.Contains(Attack, _house.Find(".outcome").TextContent);
        Assert.Contains(Attack, _house.Find(".details").TextContent);
    }

    private Task ChooseLevelAsync(string level) => _house.Panel.InvokeAsync(() => _house.Find("select").Change(level));
}
