using Dapper;
using Microsoft.Data.Sqlite;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.EndToEnd.Web;

/// <summary>The log as it comes, while what serves it is killed and restarted. The model waits in the middle until the test lets it go on.</summary>
[Collection("Browser beside")]
public sealed class LiveLogTests(ChromiumBrowser browser) : BrowserTest(browser), IAsyncLifetime
{
    private const string Wish = "Make a plan to build a house";

    /// <summary>Answers the model gives before it waits.</summary>
    private const int AnswersBeforeWait = 3;

    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebDeployment _deployment = new();
    private LlmServer _llm = null!;

    public async ValueTask InitializeAsync()
    {
        _llm = await LlmServer.StartAsync();
        _llm.Script = request => LlmServer.Breakdown(request.Title) with { Hold = request.Number > AnswersBeforeWait ? _goOn.Task : null };
        var settings = _deployment.App.Settings;
        settings["Llm__BaseUrl"] = _llm.BaseUrl.ToString();
        settings["Llm__ApiKey"] = "test-key-of-no-one";
        settings["Llm__Model"] = "test-model";
        settings["Chat__Reader"] = "rules";

        // Who serves the stream is read from the log of requests.
        settings["Logging__LogLevel__Microsoft.AspNetCore.Hosting.Diagnostics"] = "Information";
        await _deployment.StartAsync();
    }

    [Fact]
    public async Task The_Api_that_streams_is_killed_and_no_line_is_lost_or_drawn_twice()
    {
        var visitor = await NewVisitorAsync();
        visitor.Expect("Failed to load resource");
        await visitor.WatchLinesAsync();
        var (job, person) = await UntilInTheMiddleAsync(visitor);
        var streams = _deployment.App.Apis.Select(Streams).ToList();
        var serving = streams[0] > 0 ? 0 : 1;
        Assert.True(streams[serving] > 0, "No instance serves the stream.");

        await _deployment.App.Apis[serving].Process.KillAsync();
        await Eventually.TrueAsync(() => Streams(_deployment.App.Apis[1 - serving]) > streams[1 - serving], "the page comes to the other instance", TimeSpan.FromSeconds(60));
        _goOn.SetResult();

        await visitor.Panel().UntilAsync(JobStatus.Succeeded);
        var stored = StoredLines(job);
        await visitor.Panel().UntilLineAsync(stored[^1].Seq);
        Assert.Equal(Enumerable.Range(1, stored.Count).Select(n => (long)n), stored.Select(line => line.Seq));
        Assert.Equal(stored.Where(line => line.Level != "debug").Select(line => line.Seq), await visitor.WatchedLinesAsync());
        await visitor.Panel().ShowAllLevelsAsync();
        await visitor.Panel().ShowsAsync(stored.Select(line => line.Seq));
        Assert.Equal(stored.Count, (await person.LinesAsync(job.JobId, 1 - serving)).Count);
    }

    [Fact]
    public async Task Everything_is_stopped_the_page_says_so_and_goes_on_by_itself_when_all_is_back()
    {
        var visitor = await NewVisitorAsync();
        visitor.Expect("Failed to load resource");
        await visitor.WatchLinesAsync();
        var (job, _) = await UntilInTheMiddleAsync(visitor);
        var offline = visitor.Page.GetByText("No connection to the server.");

        await _deployment.StopWebAsync();
        await _deployment.App.StopServicesAsync();
        await visitor.SeesAsync(offline);
        _goOn.SetResult();
        _deployment.App.StartWorker();
        await _deployment.App.StartApiAsync();
        await _deployment.App.StartApiAsync();
        await _deployment.StartWebAsync();

        await visitor.Panel().UntilAsync(JobStatus.Succeeded);
        await visitor.SeesNoAsync(offline);
        var stored = StoredLines(job);
        await visitor.Panel().UntilLineAsync(stored[^1].Seq);
        Assert.Equal(stored.Where(line => line.Level != "debug").Select(line => line.Seq), await visitor.WatchedLinesAsync());

        await visitor.ReloadAsync();
        await visitor.SeesTextAsync(Wish);
        await visitor.Panel().OpenWholeAsync();
        await visitor.Panel().ShowsAsync(stored.Select(line => line.Seq));
    }

    protected override Task<WebDeployment> DeploymentAsync() => Task.FromResult(_deployment);

    protected override async ValueTask DisposeDeploymentAsync()
    {
        await _deployment.DisposeAsync();
        await _llm.DisposeAsync();
    }

    /// <summary>The panel is open, some lines are drawn, others are to come.</summary>
    private async Task<(JobSummary Job, Person Person)> UntilInTheMiddleAsync(Visitor visitor)
    {
        await visitor.OpenAsync();
        await visitor.SayAsync(Wish);
        await visitor.Panel().UntilAsync(JobStatus.Running);
        await Eventually.TrueAsync(() => _llm.Requests.Count > AnswersBeforeWait, "the model is asked for more");
        var (job, person) = (await visitor.NewestJobAsync(), await visitor.AsPersonAsync());
        long expanded = 0;
        await Eventually.TrueAsync(
            async () => (expanded = (await person.LinesAsync(job.JobId)).LastOrDefault(line => line.Metadata?.GetRawText().Contains("node.expanded", StringComparison.Ordinal) == true)?.Seq ?? 0) > 0,
            "a node is broken down");
        await visitor.Panel().UntilLineAsync(expanded);
        await visitor.Panel().ReadAsync();
        return (job, person);
    }

    /// <summary>Streams of jobs that the instance has been asked for.</summary>
    private static int Streams(ApiInstance api) => api.Process.Output.Split("/jobs/stream?").Length - 1;

    private List<(long Seq, string Level)> StoredLines(JobSummary job)
    {
        using var file = new SqliteConnection($"Data Source={_deployment.App.Data.Folder.Plan(job.PlanId!.Value)};Pooling=False");
        return [.. file.Query<(long, string)>("SELECT seq, level FROM decomposition_job_logs WHERE job_id = @JobId ORDER BY seq", new { job.JobId })];
    }
}
