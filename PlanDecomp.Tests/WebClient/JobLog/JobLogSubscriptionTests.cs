using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Web.Client.JobLog;
using static PlanDecomp.Tests.WebClient.JobLog.Told;

namespace PlanDecomp.Tests.WebClient.JobLog;

/// <summary>What a reader of a job gets, whatever the network does.</summary>
public sealed class JobLogSubscriptionTests : IAsyncLifetime
{
    private ScriptedApi _api = null!;
    private Tab _tab = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await ScriptedApi.StartAsync();
        _tab = new Tab(_api.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _tab.DisposeAsync();
        await _api.DisposeAsync();
    }

    [Fact]
    public async Task A_finished_job_with_all_its_lines_opens_no_stream()
    {
        _api.Add("a").Log(Messages(1, 5)).End();
        using var log = _tab.Subscriptions.Open("a");

        await Eventually.TrueAsync(() => log.Connection == JobLogConnection.Ended, "the job is loaded");

        Assert.Equal(UpTo(6), log.Numbers());
        Assert.Equal(JobStatus.Succeeded, log.Status);
        Assert.Equal(["GET /api/jobs/a?logs=200"], _api.Requests);
    }

    [Fact]
    public async Task Lines_come_after_those_of_the_snapshot_and_end_with_the_result()
    {
        var job = _api.Add("a").Log(Messages(1, 3));
        using var log = _tab.Subscriptions.Open("a");
        var arrived = log.Record();
        await Eventually.TrueAsync(() => log.Connection == JobLogConnection.Streaming, "the stream is open");

        job.Log(Messages(4, 50));
        job.End(result: new DecomposeResult { Planner = "offline", StopReason = "completed", ExpandedNodes = 9 });
        await Eventually.TrueAsync(() => log.Connection == JobLogConnection.Ended, "the job has ended");

        Assert.Equal(UpTo(51), log.Numbers());
        Assert.Equal(UpTo(51)[3..], arrived);
        Assert.NotNull(log.Job?.Result);
        Assert.NotNull(log.Job?.FinishedAt);
        Assert.Equal("3", Assert.Single(_api.Streams).Cursors);
    }

    [Fact]
    public async Task A_stream_that_is_cut_goes_on_where_it_was()
    {
        var job = _api.Add("a").Log(Messages(1, 3));
        JobLogSubscription? log = null;
        for (var i = 0; i < 4; i++)
        {
            _api.NextStreams.Enqueue(async stream =>
            {
                await stream.FollowAsync(lines: 7);
                await Eventually.TrueAsync(() => log!.Lines[^1].Seq == stream.Cursors[0], "the lines are read");
                stream.Cut();
            });
        }

        log = _tab.Subscriptions.Open("a");
        var arrived = log.Record();
        await Eventually.TrueAsync(() => log.Lines.Count == 3, "the job is loaded");
        job.Log(Messages(4, 40)).End();
        await _tab.RunUntilAsync(() => log.Connection == JobLogConnection.Ended, "the job has ended");

        Assert.Equal(UpTo(41), log.Numbers());
        Assert.Equal(UpTo(41)[3..], arrived);
        Assert.Equal(["3", "10", "17", "24", "31"], _api.Streams.Select(stream => stream.Cursors));
        log.Dispose();
    }

    [Fact]
    public async Task A_cut_stream_waits_as_long_as_the_server_asks()
    {
        _api.Add("a").Log(Messages(1, 3));
        _api.NextStreams.Enqueue(async stream =>
        {
            await stream.WriteAsync("retry: 4000\n\nevent: ping\ndata: {}\n\n");
        });
        using var log = _tab.Subscriptions.Open("a");
        await Eventually.TrueAsync(() => log.Connection == JobLogConnection.Reconnecting && _tab.Time.HasToGo(TimeSpan.FromSeconds(4)), "the stream is cut");

        _tab.Time.Advance(TimeSpan.FromSeconds(3.9));
        Assert.True(_tab.Time.HasToGo(TimeSpan.FromSeconds(0.1)));
        Assert.Single(_api.Streams);

        await _tab.RunUntilAsync(() => _api.Streams.Count == 2, "the stream is opened again");
    }

    [Fact]
    public async Task A_jump_in_the_numbers_is_filled_from_the_log()
    {
        var job = _api.Add("a").Log(Messages(1, 3));
        _api.NextStreams.Enqueue(async stream =>
        {
            await stream.SnapshotAsync(job);
            job.Log(Messages(4, 9));
            await stream.LineAsync(job, 4);
            await stream.LineAsync(job, 9);
            await stream.HoldAsync();
        });
        using var log = _tab.Subscriptions.Open("a");
        var arrived = log.Record();

        await Eventually.TrueAsync(() => log.Lines.Count == 9, "the jump is filled");

        Assert.Equal(UpTo(9), log.Numbers());
        Assert.Equal([4, 5, 6, 7, 8, 9], arrived);
    }

    [Fact]
    public async Task A_line_that_comes_again_is_taken_once()
    {
        var job = _api.Add("a").Log(Messages(1, 3));
        _api.NextStreams.Enqueue(async stream =>
        {
            await stream.SnapshotAsync(job);
            job.Log(Messages(4, 5));
            foreach (var seq in (long[])[3, 4, 4, 2, 5, 5, 1]) await stream.LineAsync(job, seq);
            job.Log("line 6");
            await stream.LineAsync(job, 6);
            await stream.HoldAsync();
        });
        using var log = _tab.Subscriptions.Open("a");
        var arrived = log.Record();

        await Eventually.TrueAsync(() => log.Lines.Count == 6, "the last line is there");

        Assert.Equal(UpTo(6), log.Numbers());
        Assert.Equal([4, 5, 6], arrived);
    }

    [Fact]
    public async Task A_reset_throws_the_lines_away_and_takes_the_replay()
    {
        var job = _api.Add("a").Log(Messages(1, 8));
        _api.NextStreams.Enqueue(async stream =>
        {
            await stream.SnapshotAsync(job);
            await stream.WriteAsync("event: reset\ndata: {\"job_id\":\"a\",\"reason\":\"lines_removed\",\"after\":5}\n\n");
            for (var seq = 6; seq <= 8; seq++) await stream.LineAsync(job, seq);
            await stream.HoldAsync();
        });
        using var log = _tab.Subscriptions.Open("a");

        await Eventually.TrueAsync(() => log.Lines is [{ Seq: 6 }, .., { Seq: 8 }], "the replay is there");

        Assert.Equal([6, 7, 8], log.Numbers());
        Assert.False(log.HasOlder);
    }

    [Fact]
    public async Task A_job_that_is_not_there_is_missing()
    {
        using var log = _tab.Subscriptions.Open("none");

        await Eventually.TrueAsync(() => log.Missing, "the job is missing");

        Assert.Equal(JobLogConnection.Ended, log.Connection);
        Assert.Empty(_api.Streams);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_that_is_removed_while_it_is_followed_is_missing(bool stillOpen)
    {
        _api.Add("a").Log(Messages(1, 3));
        _api.NextStreams.Enqueue(async stream =>
        {
            await stream.WriteAsync("event: ping\ndata: {}\n\n");
            _api.Remove("a");
            if (stillOpen) await stream.WriteAsync("event: gone\ndata: {\"job_id\":\"a\"}\n\n");
        });
        using var log = _tab.Subscriptions.Open("a");

        await _tab.RunUntilAsync(() => log.Missing, "the job is missing");

        Assert.Equal(JobLogConnection.Ended, log.Connection);
    }

    [Fact]
    public async Task A_job_of_another_type_is_not_followed()
    {
        _api.Add("a").Log(Messages(1, 3)).With(job => job with { JobType = JobType.PlanExecute });
        using var wrong = _tab.Subscriptions.Open("a", JobType.PlanDecompose);
        await Eventually.TrueAsync(() => wrong.TypeMismatch, "the type is told from the one expected");
        Assert.Equal(JobLogConnection.Ended, wrong.Connection);
        Assert.Empty(_api.Streams);

        // A reader who takes any type has the job followed, beside the one who does not.
        using var any = _tab.Subscriptions.Open("a");
        await Eventually.TrueAsync(() => any.Connection == JobLogConnection.Streaming, "the other reader's stream is open");
        Assert.Equal(JobLogConnection.Ended, wrong.Connection);
    }

    [Fact]
    public async Task An_end_that_the_stream_did_not_tell_is_found()
    {
        var job = _api.Add("a").Log(Messages(1, 3));
        _api.NextStreams.Enqueue(async stream =>
        {
            await stream.SnapshotAsync(job);
            stream.Cut();
            job.End();
        });
        using var log = _tab.Subscriptions.Open("a");

        await _tab.RunUntilAsync(() => log.Connection == JobLogConnection.Ended, "the job has ended");

        Assert.Equal(JobStatus.Succeeded, log.Status);
        Assert.Equal(UpTo(4), log.Numbers());
    }

    [Fact]
    public async Task A_hole_on_the_server_is_not_papered_over()
    {
        var job = _api.Add("a").Log(Messages(1, 3));
        _api.NextStreams.Enqueue(async stream =>
        {
            await stream.SnapshotAsync(job);
            job.Log(Messages(4, 12));
            job.Remove(line => line.Seq <= 9);
            await stream.LineAsync(job, 12);
            await stream.HoldAsync();
        });
        using var log = _tab.Subscriptions.Open("a");

        await Eventually.TrueAsync(() => log.Lines is [.., { Seq: 12 }], "the newest line is there");

        Assert.Equal([10, 11, 12], log.Numbers());
    }

    [Fact]
    public async Task Lines_that_the_server_lost_are_thrown_away()
    {
        var job = _api.Add("a").Log(Messages(1, 9));
        _api.AnyStream = stream => stream.HoldAsync();
        using var log = _tab.Subscriptions.Open("a");
        await Eventually.TrueAsync(() => log.Lines.Count == 9, "the job is loaded");

        // A backup was restored.
        job.Remove(line => line.Seq > 4);
        await log.RefreshAsync(TestContext.Current.CancellationToken);

        Assert.Equal(UpTo(4), log.Numbers());
    }

    [Fact]
    public async Task Older_lines_are_put_in_front()
    {
        _api.Add("a").Log(Messages(1, 1_499)).End();
        using var log = _tab.Subscriptions.Open("a");
        await Eventually.TrueAsync(() => log.Connection == JobLogConnection.Ended, "the job is loaded");
        Assert.Equal(UpTo(1_500)[1_300..], log.Numbers());

        Assert.True(await log.LoadOlderAsync(300, TestContext.Current.CancellationToken));
        Assert.Equal(UpTo(1_500)[1_000..], log.Numbers());
        Assert.True(await log.LoadOlderAsync(5_000, TestContext.Current.CancellationToken));
        Assert.Equal(UpTo(1_500), log.Numbers());
        Assert.False(log.HasOlder);
        Assert.False(await log.LoadOlderAsync(300, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Changes_are_told_at_most_every_tenth_of_a_second()
    {
        var job = _api.Add("a").Log("line 1");
        using var log = _tab.Subscriptions.Open("a");
        await Eventually.TrueAsync(() => log.Connection == JobLogConnection.Streaming, "the stream is open");
        _tab.Time.Advance(TimeSpan.FromSeconds(1));
        var told = 0;
        log.Changed += () => Interlocked.Increment(ref told);

        job.Log(Messages(2, 300));
        await Eventually.TrueAsync(() => log.Lines.Count == 300, "the lines are there");
        Assert.InRange(told, 0, 1);
        _tab.Time.Advance(TimeSpan.FromMilliseconds(99));
        Assert.InRange(told, 0, 1);
        _tab.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.InRange(told, 1, 2);
    }
}
