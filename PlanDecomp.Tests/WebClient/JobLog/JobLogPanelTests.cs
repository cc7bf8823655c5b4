using Bunit;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.JobLog.Parts;
using PlanDecomp.Web.Client.Language;
using static PlanDecomp.Tests.WebClient.JobLog.Told;

namespace PlanDecomp.Tests.WebClient.JobLog;

/// <summary>What the reader of a job log panel sees and can do.</summary>
public sealed class JobLogPanelTests : IAsyncLifetime
{
    private PanelHouse _house = null!;

    private ScriptedApi Api => _house.Api;

    public async ValueTask InitializeAsync() => _house = await PanelHouse.StartAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_running_job_is_open_and_its_lines_come_as_they_are_written()
    {
        var job = Api.Add("a").Log(Messages(1, 3)).With(job => job with { Stats = new JobStats { Done = 12, QueueRemaining = 28, LlmCalls = 5, TotalTokens = 1_234, Created = 30 } });
        _house.Draw("a");
        await _house.UntilAsync(() => _house.Lines is [1, 2, 3], "the first lines are drawn");

        Assert.Equal("Task decomposition log", _house.Find(".title").TextContent);
        Assert.Contains("Running", _house.Find(".head").TextContent);
        Assert.Equal("30", _house.Find("[role=progressbar]").GetAttribute("aria-valuenow"));
        Assert.Contains("12 of 40 nodes", _house.Text);
        Assert.Contains("1,234 tokens", _house.Text);

        job.Log("and <b>more</b>");
        await _house.UntilSaysAsync("and <b>more</b>");
        Assert.Equal(UpTo(4), _house.Lines);
    }

    [Theory]
    [InlineData(JobType.PlanDecompose, "info", "Task decomposition log", "任务拆分日志")]
    [InlineData(JobType.PlanExecute, "success", "Plan execution log", "计划执行日志")]
    [InlineData(JobType.TaskOperation, "warning", "Operation log", "动作执行日志")]
    [InlineData("something_new", "warning", "Operation log", "动作执行日志")]
    public async Task Each_type_of_job_has_its_title_and_colour(string type, string colour, string english, string chinese)
    {
        Api.Add("a").Log("line 1").With(job => job with { JobType = type });
        _house.Draw("a");
        await _house.UntilAsync(() => _house.Find(".title").TextContent == english, "the title is English");
        Assert.Contains(colour, _house.Find(".job-log").ClassList);

        await _house.Panel.InvokeAsync(() => _house.Localizer.Use(PageLanguage.Chinese));
        Assert.Equal(chinese, _house.Find(".title").TextContent);
    }

    [Fact]
    public async Task A_job_that_ends_folds_itself_to_its_summary()
    {
        Job? told = null;
        var job = Api.Add("a").Log(Messages(1, 3));
        _house.Draw("a", parameters => parameters.Add(panel => panel.OnEnded, ended => told = ended));
        await _house.UntilAsync(() => _house.Lines.Length == 3, "the lines are drawn");

        job.End(result: new DecomposeResult { Planner = "offline", StopReason = "node_budget", CreatedTaskIds = [1, 2, 3], ExpandedNodes = 2 });
        await _house.UntilAsync(() => !_house.IsOpen, "the panel has folded itself");

        Assert.Contains("3 tasks created; the budget of tasks is used up.", _house.Text);
        Assert.Contains("Planned by offline rules", _house.Text);
        Assert.Equal("false", _house.Find(".fold").GetAttribute("aria-expanded"));
        Assert.NotNull(told?.Result);

        await _house.ClickAsync(".unfold");
        Assert.Equal(UpTo(4), _house.Lines);
        Assert.Equal("true", _house.Find(".fold").GetAttribute("aria-expanded"));
    }

    [Theory]
    [InlineData("opened")]
    [InlineData("focus")]
    [InlineData("scrolled")]
    [InlineData("kept")]
    public async Task A_job_that_ends_under_its_readers_eyes_stays_open(string how)
    {
        var job = Api.Add("a").Log(Messages(1, 3));
        _house.Draw("a", parameters => parameters.Add(panel => panel.KeepOpen, how == "kept"));
        await _house.UntilAsync(() => _house.Lines.Length == 3, "the lines are drawn");
        if (how == "opened")
        {
            await _house.ClickAsync(".fold");
            await _house.ClickAsync(".fold");
        }
        else if (how == "focus")
        {
            await _house.Panel.InvokeAsync(() => _house.Find(".job-log").TriggerEvent("onfocusin", EventArgs.Empty));
        }
        else if (how == "scrolled")
        {
            await ReleaseAsync();
        }

        job.End();
        await _house.UntilSaysAsync("Finished.");
        await _house.UntilAsync(() => _house.Panel.FindAll(".newest").Count > 0 || _house.Lines.Length == 4, "the end is there");

        Assert.True(_house.IsOpen);
    }

    [Fact]
    public async Task A_job_that_has_ended_comes_folded_and_says_why_it_failed()
    {
        Api.Add("a").Log("line 1").End(JobStatus.Failed, error: "The plan does not exist any more.");
        _house.Draw("a");
        await _house.UntilSaysAsync("Failed: The plan does not exist any more.");

        Assert.False(_house.IsOpen);
        await _house.Panel.InvokeAsync(() => _house.Localizer.Use(PageLanguage.Chinese));
        Assert.Contains("失败：计划已不存在。", _house.Text);
    }

    [Fact]
    public async Task A_reader_who_scrolls_up_is_not_moved_and_is_told_of_new_lines()
    {
        var job = Api.Add("a").Log(Messages(1, 3));
        _house.Draw("a");
        await _house.UntilAsync(() => _house.Lines.Length == 3, "the lines are drawn");

        await ReleaseAsync();
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

        await SearchAsync("NEEDLE");
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
        await SearchAsync("needle");
        await _house.UntilAsync(() => _house.Panel.FindAll(".found").Count == 1, "the line is found");

        job.Log("straw", "needle 2");
        await _house.UntilAsync(() => _house.Panel.FindAll(".found").Count == 2, "the new line is found");
        await SearchAsync("");
        await _house.UntilAsync(() => _house.Lines is [1, 2, 3, 4], "the lines are back");
    }

    [Fact]
    public async Task A_link_to_a_line_shows_it_even_below_the_level()
    {
        Api.Add("a").Log(Messages(1, 50)).Log(JobLogLevel.Debug, "node.started", "a detail").Log(Messages(52, 900)).End();
        _house.Draw("a", parameters => parameters.Add(panel => panel.HighlightSeq, 51));

        await _house.UntilAsync(() => _house.Panel.FindAll(".marked").Count == 1, "the line is shown");
        Assert.Equal("51", _house.Find(".marked").GetAttribute("data-seq"));
        Assert.Equal("debug", _house.Find("option[selected]").GetAttribute("value"));
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

        await SearchAsync("<img");
        await _house.UntilAsync(() => _house.Panel.FindAll(".found").Count == 3, "the lines are found");
        Assert.Empty(_house.Panel.FindAll("img, script"));
        await SearchAsync("");
        await _house.ClickAsync("button[aria-pressed]");
        await _house.UntilAsync(() => _house.Panel.FindAll(".group").Count == 2, "the groups are drawn");
        await _house.Panel.InvokeAsync(() => _house.Panel.FindAll(".group-head")[1].Click());
        await _house.ClickAsync(".line-toggle");

        Assert.Empty(_house.Panel.FindAll("img, script"));
        Assert.Contains(Attack, _house.Find(".outcome").TextContent);
        Assert.Contains(Attack, _house.Find(".details").TextContent);
    }

    [Theory]
    [InlineData(PageLanguage.English, "This log was removed, or was never there.")]
    [InlineData(PageLanguage.Chinese, "记录已被清理或不存在")]
    public async Task A_missing_job_is_said_to_be_missing(PageLanguage language, string words)
    {
        _house.Localizer.Use(language);
        _house.Draw("none");
        await _house.UntilSaysAsync(words);
        Assert.Empty(_house.Panel.FindAll(".fold"));
    }

    [Fact]
    public async Task A_job_of_another_type_is_said_to_be_one()
    {
        Api.Add("a").Log("line 1").With(job => job with { JobType = JobType.PlanExecute });
        _house.Draw("a", parameters => parameters.Add(panel => panel.ExpectType, JobType.PlanDecompose));
        await _house.UntilSaysAsync("This log is of another type than expected");
        Assert.Contains("Expected: Decomposition. Found: Execution.", _house.Text);
        Assert.Empty(_house.Lines);
        Assert.Empty(Api.Streams);
    }

    [Fact]
    public async Task The_list_is_silent_for_screen_readers_and_one_status_speaks_for_it()
    {
        var job = Api.Add("a").Log("line 1").With(job => job with { Stats = new JobStats { Done = 1, QueueRemaining = 9 } });
        _house.Draw("a");
        await _house.UntilAsync(() => _house.Lines.Length == 1, "the line is drawn");
        Assert.Equal("off", _house.Find("[role=log]").GetAttribute("aria-live"));
        Assert.Equal("0", _house.Find("[role=log]").GetAttribute("tabindex"));
        Assert.Equal("", Said());

        job.With(job => job with { Stats = new JobStats { Done = 2, QueueRemaining = 8 } }).Log("line 2");
        await _house.UntilAsync(() => Said() == "Decomposition: Running, 2 of 10", "progress is announced");
        job.End();
        await _house.UntilAsync(() => Said() == "Decomposition: Finished.", "the end is announced");

        string Said() => _house.Find(".job-log-status").TextContent;
    }

    [Fact]
    public async Task A_lost_connection_is_said_in_words_with_a_way_on()
    {
        Api.Add("a").Log("line 1");
        Api.AnyStream = stream =>
        {
            stream.Http.Response.StatusCode = 502;
            return Task.CompletedTask;
        };
        _house.Draw("a");
        await _house.UntilSaysAsync("it is being opened again");
        await _house.UntilSaysAsync("No live connection");
        Api.DownWith = 503;
        await _house.UntilSaysAsync("No connection: the log stops here for now.");
        Assert.Equal(UpTo(1), _house.Lines);

        (Api.DownWith, Api.AnyStream) = (null, stream => stream.FollowAsync());
        await _house.ClickAsync(".connection .retry");
        await _house.UntilSaysAsync("Live");
        Assert.Empty(_house.Panel.FindAll(".connection .retry"));
    }

    [Fact]
    public async Task A_job_is_cancelled_only_after_a_second_word()
    {
        Api.Add("a").Log("line 1");
        _house.Draw("a");
        await _house.UntilAsync(() => _house.Lines.Length == 1, "the line is drawn");

        await _house.ClickAsync(".cancel-job");
        await _house.UntilAsync(() => _house.Dialogs.Markup.Contains("What is done already is kept."), "the dialog asks");
        Assert.DoesNotContain(Api.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
        await _house.Dialogs.InvokeAsync(() => _house.Dialogs.FindAll("button").Single(button => button.TextContent.Contains("Cancel the job")).Click());

        await _house.UntilSaysAsync("Cancelling");
        Assert.Contains("POST /api/jobs/a/cancel", Api.Requests);
    }

    [Fact]
    public async Task A_failed_job_is_run_again_with_what_it_was_asked()
    {
        string? retried = null;
        Api.Add("a").Log("line 1").With(job => job with { Params = System.Text.Json.JsonElement.Parse("""{"expand_depth":3,"node_budget":17,"hint":"short"}""") }).End(JobStatus.Failed);
        _house.Draw("a", parameters =>
        {
            parameters.Add(panel => panel.KeepOpen, true);
            parameters.Add(panel => panel.OnRetried, id => retried = id);
        });
        await _house.UntilAsync(() => _house.Panel.FindAll(".run-again").Count == 1, "the button is there");

        Api.ConflictWith = "other";
        await _house.ClickAsync(".run-again");
        await _house.UntilSaysAsync("A job is at work on this already.");
        Assert.Equal("/jobs/other", _house.Find("span.other a").GetAttribute("href"));
        Assert.Null(retried);

        Api.ConflictWith = null;
        await _house.ClickAsync(".run-again");
        await _house.UntilAsync(() => retried == "new", "the new job is told");
        Assert.Contains("\"node_budget\":17", Api.LastDecompose);
        Assert.Contains("\"hint\":\"short\"", Api.LastDecompose);
    }

    private Task ReleaseAsync() => _house.Panel.InvokeAsync(async () =>
    {
        // As job-log.js tells it.
        var lines = _house.Panel.FindComponent<LogLines>().Instance;
        await lines.ReleaseAsync();
    });

    private Task ChooseLevelAsync(string level) => _house.Panel.InvokeAsync(() => _house.Find("select").Change(level));

    private async Task SearchAsync(string text)
    {
        await _house.Panel.InvokeAsync(() => _house.Find("input[type=search]").Input(text));
        _house.Time.Advance(TimeSpan.FromMilliseconds(300));
    }
}
