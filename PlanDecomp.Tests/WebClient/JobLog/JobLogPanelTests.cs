using Bunit;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.Language;
using static PlanDecomp.Tests.WebClient.JobLog.Told;

namespace PlanDecomp.Tests.WebClient.JobLog;

/// <summary>How a job stands, as its panel shows it.</summary>
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
            // The window has lost the focus, the log in it has not: no event of the page would say so.
            _house.Js.SetupModule("./browser.js").Setup<bool>("holdsFocus", _ => true).SetResult(true);
        }
        else if (how == "scrolled")
        {
            await _house.ReleaseAsync();
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

    [Theory]
    [InlineData(PageLanguage.English, true, "The log (3 lines) was removed on 1 Feb 2027 by the retention policy. The result stays.")]
    [InlineData(PageLanguage.Chinese, true, "日志（共 3 行）已于 2027年2月1日 按保留策略清除，结果仍保留。")]
    [InlineData(PageLanguage.English, false, "Lines 1 to 2 were removed on 1 Feb 2027 by the retention policy.")]
    [InlineData(PageLanguage.Chinese, false, "第 1 至 2 行已于 2027年2月1日 按保留策略清除。")]
    public async Task Lines_that_the_retention_policy_removed_are_said_with_the_date(PageLanguage language, bool all, string words)
    {
        _house.Localizer.Use(language);
        Api.Add("a").Log("line 1", "line 2").End().With(job => job with { LogRemoved = new LogRemoval(all ? 3 : 2, new DateTimeOffset(2027, 2, 1, 12, 0, 0, TimeSpan.Zero)) })
            .Remove(line => all || line.Seq < 3);
        _house.Draw("a");
        await _house.UntilAsync(() => _house.Panel.FindAll(".unfold").Count == 1, "the panel is drawn");
        await _house.ClickAsync(".unfold");

        await _house.UntilSaysAsync(words);
        Assert.Equal(all ? 0 : 1, _house.Lines.Length);
        Assert.Empty(_house.Panel.FindAll(".load-older"));
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

    [Theory]
    [InlineData("http://127.0.0.1:18888/traces/detail/{trace_id}", "4bf92f3577b34da6a3ce929d0e0e4736", "http://127.0.0.1:18888/traces/detail/4bf92f3577b34da6a3ce929d0e0e4736")]
    [InlineData("http://127.0.0.1:18888/traces/detail/{trace_id}", null, null)]
    [InlineData(null, "4bf92f3577b34da6a3ce929d0e0e4736", null)]
    public async Task The_menu_leads_to_the_jobs_trace_where_traces_can_be_seen(string? template, string? traceId, string? address)
    {
        _house.Trace.Use(template);
        _house.Localizer.Use(PageLanguage.Chinese);
        Api.Add("a").Log("line 1").With(job => job with { TraceId = traceId });
        _house.Draw("a");
        await _house.UntilAsync(() => _house.Lines.Length == 1, "the line is drawn");

        await _house.ClickAsync(".toolbar .mud-menu button");
        await _house.UntilAsync(() => _house.Popovers.FindAll("[role=menuitem]").Count > 0, "the menu is open");

        var link = _house.Popovers.FindAll("[role=menuitem]").SingleOrDefault(item => item.TextContent.Trim() == "链路");
        Assert.Equal(address, link?.GetAttribute("href"));
    }

    [Fact]
    public async Task A_job_that_ended_before_its_work_was_done_is_gone_on_with_by_a_new_one()
    {
        _house.Localizer.Use(PageLanguage.Chinese);
        Api.Add("a").Log("line 1").With(job => job with { CanContinue = true }).End(JobStatus.Cancelled);
        _house.Draw("a", parameters => parameters.Add(panel => panel.KeepOpen, true));
        await _house.UntilAsync(() => _house.Panel.FindAll(".continue-job").Count == 1, "the button is there");
        Assert.Equal("继续执行", _house.Find(".continue-job").TextContent.Trim());

        await _house.ClickAsync(".continue-job");

        await _house.UntilSaysAsync("新作业已开始。");
        Assert.Equal("/jobs/new", _house.Find("span.other a").GetAttribute("href"));
        Assert.Contains("POST /api/jobs/a/continue", Api.Requests);
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
}
