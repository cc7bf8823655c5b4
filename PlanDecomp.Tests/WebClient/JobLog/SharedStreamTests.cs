using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Web.Client.JobLog;
using static PlanDecomp.Tests.WebClient.JobLog.Told;

namespace PlanDecomp.Tests.WebClient.JobLog;

/// <summary>One stream for all jobs of a tab, and what takes its place.</summary>
public sealed class SharedStreamTests : IAsyncLifetime
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
    public async Task Two_readers_of_one_job_share_what_is_loaded()
    {
        var job = _api.Add("a").Log(Messages(1, 3));
        using var one = _tab.Subscriptions.Open("a");
        using var two = _tab.Subscriptions.Open("a");
        await Eventually.TrueAsync(() => one.Connection == JobLogConnection.Streaming, "the stream is open");

        job.Log("line 4");
        await Eventually.TrueAsync(() => one.Lines.Count == 4, "the line is there");

        Assert.Equal(one.Numbers(), two.Numbers());
        Assert.Equal(["GET /api/jobs/a?logs=200", "GET /api/jobs/stream?ids=a"], _api.Requests);
    }

    [Fact]
    public async Task Jobs_share_one_stream_each_from_its_own_cursor()
    {
        var (a, b) = (_api.Add("a").Log(Messages(1, 3)), _api.Add("b").Log(Messages(1, 5)));
        using var first = _tab.Subscriptions.Open("a");
        await Eventually.TrueAsync(() => first.Connection == JobLogConnection.Streaming, "the stream is open");
        using var second = _tab.Subscriptions.Open("b");
        await _tab.RunUntilAsync(() => _api.Streams.Count == 2 && _api.OpenStreams == 1, "the one stream is opened anew");

        a.Log(Messages(4, 20));
        b.Log(Messages(6, 30));
        await Eventually.TrueAsync(() => first.Lines.Count == 20 && second.Lines.Count == 30, "the lines are there");

        Assert.Equal(UpTo(20), first.Numbers());
        Assert.Equal(UpTo(30), second.Numbers());
        Assert.Equal(["a", "b"], _api.Streams.Last().Ids);
        Assert.Equal("3,5", _api.Streams.Last().Cursors);
        Assert.Equal(JobLogConnection.Streaming, first.Connection);
    }

    [Fact]
    public async Task Whose_numbers_the_cursors_are_is_told_again_when_the_stream_is_opened_anew()
    {
        _api.Epoch = "one";
        _api.Add("a").Log(Messages(1, 3));
        using var reader = _tab.Subscriptions.Open("a");
        await Eventually.TrueAsync(() => reader.Connection == JobLogConnection.Streaming, "the stream is open");

        _api.CutAll();
        await _tab.RunUntilAsync(() => _api.Streams.Count == 2, "the stream is opened anew");

        Assert.Equal("GET /api/jobs/stream?ids=a&epoch=one", _api.Requests.Last());
    }

    [Fact]
    public async Task A_job_that_ends_does_not_disturb_the_others()
    {
        var (a, b) = (_api.Add("a").Log("line 1"), _api.Add("b").Log("line 1"));
        using var first = _tab.Subscriptions.Open("a");
        using var second = _tab.Subscriptions.Open("b");
        await _tab.RunUntilAsync(() => _api.Streams.LastOrDefault().Ids?.Count == 2 && _api.OpenStreams == 1, "the stream carries both");
        var opened = _api.Streams.Count;

        a.End();
        await Eventually.TrueAsync(() => first.Connection == JobLogConnection.Ended, "the job has ended");
        b.Log("line 2");
        await Eventually.TrueAsync(() => second.Lines.Count == 2, "the other goes on");

        Assert.Equal(opened, _api.Streams.Count);
    }

    [Fact]
    public async Task The_stream_is_closed_when_no_one_reads()
    {
        _api.Add("a").Log("line 1");
        var log = _tab.Subscriptions.Open("a");
        await Eventually.TrueAsync(() => _api.OpenStreams == 1, "the stream is open");

        log.Dispose();

        await _tab.RunUntilAsync(() => _api.OpenStreams == 0, "the stream is closed");
    }

    [Fact]
    public async Task Jobs_for_which_the_stream_has_no_room_are_polled()
    {
        var jobs = Enumerable.Range(1, 53).Select(n => _api.Add($"job{n}").Log("line 1")).ToList();
        var logs = jobs.ConvertAll(job => _tab.Subscriptions.Open(job.Id));
        await _tab.RunUntilAsync(() => _api.Streams.LastOrDefault().Ids?.Count == 50 && _api.OpenStreams == 1, "the stream carries 50 jobs");

        foreach (var job in jobs) job.Log("line 2");
        await _tab.RunUntilAsync(() => logs.TrueForAll(log => log.Lines.Count == 2), "every job goes on");
        foreach (var job in jobs) job.End();
        await _tab.RunUntilAsync(() => logs.TrueForAll(log => log.Connection == JobLogConnection.Ended), "every job has ended");

        foreach (var log in logs) log.Dispose();
    }

    [Fact]
    public async Task After_five_tries_in_vain_the_page_polls_and_later_returns_to_the_stream()
    {
        var job = _api.Add("a").Log(Messages(1, 3));
        _api.AnyStream = Refuse;
        using var log = _tab.Subscriptions.Open("a");

        await _tab.RunUntilAsync(() => log.Connection == JobLogConnection.Polling, "the page polls");
        Assert.Equal(6, _api.Streams.Count);

        job.Log(Messages(4, 6));
        await _tab.RunUntilAsync(() => log.Lines.Count == 6, "polling brings the lines");
        Assert.Equal(JobLogConnection.Polling, log.Connection);

        _api.AnyStream = stream => stream.FollowAsync();
        await _tab.RunUntilAsync(() => log.Connection == JobLogConnection.Streaming, "the stream is back");
        job.Log("line 7");
        await Eventually.TrueAsync(() => log.Lines.Count == 7, "the stream brings the line");
        Assert.Equal(UpTo(7), log.Numbers());
    }

    [Fact]
    public async Task A_job_that_ends_while_the_page_polls_has_all_its_lines()
    {
        var job = _api.Add("a").Log(Messages(1, 3));
        _api.AnyStream = Refuse;
        using var log = _tab.Subscriptions.Open("a");
        await _tab.RunUntilAsync(() => log.Connection == JobLogConnection.Polling, "the page polls");

        job.Log(Messages(4, 2_500)).End();
        await _tab.RunUntilAsync(() => log.Connection == JobLogConnection.Ended, "the job has ended");

        Assert.Equal(UpTo(2_501), log.Numbers());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stream_that_brings_nothing_is_given_up_for_polling(bool withHead)
    {
        var job = _api.Add("a").Log(Messages(1, 3));
        _api.AnyStream = async stream =>
        {
            if (withHead) await stream.BeginAsync();
            await stream.HoldAsync();
        };
        using var log = _tab.Subscriptions.Open("a");
        await Eventually.TrueAsync(() => _api.OpenStreams == 1, "the stream is asked for");

        _tab.Time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.NotEqual(JobLogConnection.Polling, log.Connection);
        _tab.Time.Advance(TimeSpan.FromSeconds(0.1));
        await Eventually.TrueAsync(() => log.Connection == JobLogConnection.Polling, "the page polls at once");
        job.Log("line 4");
        await _tab.RunUntilAsync(() => log.Lines.Count == 4, "polling brings the line");

        Assert.Single(_api.Streams);
    }

    [Fact]
    public async Task A_stream_that_falls_silent_is_opened_anew()
    {
        var job = _api.Add("a").Log(Messages(1, 3));
        _api.NextStreams.Enqueue(async stream =>
        {
            await stream.SnapshotAsync(job);
            await stream.HoldAsync();
        });
        using var log = _tab.Subscriptions.Open("a");
        await Eventually.TrueAsync(() => log.Connection == JobLogConnection.Streaming, "the stream is open");

        _tab.Time.Advance(TimeSpan.FromSeconds(39.9));
        Assert.True(_tab.Time.HasToGo(TimeSpan.FromSeconds(0.1)));
        Assert.Equal(JobLogConnection.Streaming, log.Connection);
        _tab.Time.Advance(TimeSpan.FromSeconds(0.1));
        await Eventually.TrueAsync(() => log.Connection == JobLogConnection.Reconnecting, "the silence is noticed");

        await _tab.RunUntilAsync(() => log.Connection == JobLogConnection.Streaming, "the stream is open again");
    }

    [Fact]
    public async Task When_nothing_can_be_had_the_page_says_so_and_goes_on_when_asked()
    {
        var job = _api.Add("a").Log(Messages(1, 3));
        using var log = _tab.Subscriptions.Open("a");
        await Eventually.TrueAsync(() => log.Connection == JobLogConnection.Streaming, "the stream is open");

        await GoDownAsync();
        await _tab.RunUntilAsync(() => log.Connection == JobLogConnection.ReadOnly, "the page gives up", secondsAStep: 1);
        Assert.Equal(UpTo(3), log.Numbers());
        Assert.NotNull(log.Failure);
        await Eventually.TrueAsync(() => _tab.Time.HasToGo(TimeSpan.FromSeconds(60)), "it waits for the next quiet probe");
        var asked = _api.Requests.Count;
        _tab.Time.Advance(TimeSpan.FromSeconds(45));
        Assert.True(_tab.Time.HasToGo(TimeSpan.FromSeconds(15)));
        Assert.Equal(asked, _api.Requests.Count);

        job.Log("line 4");
        (_api.DownWith, _api.AnyStream) = (null, stream => stream.FollowAsync());
        log.Retry();
        await Eventually.TrueAsync(() => log.Connection == JobLogConnection.Streaming && log.Lines.Count == 4, "the page goes on");
        Assert.Null(log.Failure);
    }

    [Fact]
    public async Task A_page_that_gave_up_goes_on_by_itself_when_the_server_is_back()
    {
        var job = _api.Add("a").Log(Messages(1, 3));
        using var log = _tab.Subscriptions.Open("a");
        await Eventually.TrueAsync(() => log.Connection == JobLogConnection.Streaming, "the stream is open");
        await GoDownAsync();
        await _tab.RunUntilAsync(() => log.Connection == JobLogConnection.ReadOnly, "the page gives up", secondsAStep: 1);

        // Still down at the first quiet probe: the page stays as it is.
        await _tab.RunUntilAsync(() => _api.Requests.Last().Contains("logs=0"), "the server is probed", secondsAStep: 1);
        var streams = _api.Streams.Count;
        Assert.Equal(JobLogConnection.ReadOnly, log.Connection);

        job.Log("line 4");
        (_api.DownWith, _api.AnyStream) = (null, stream => stream.FollowAsync());
        await _tab.RunUntilAsync(() => log.Connection == JobLogConnection.Streaming, "the next probe finds the server", secondsAStep: 1);
        await Eventually.TrueAsync(() => log.Lines.Count == 4, "the line is there");
        Assert.Equal(streams + 1, _api.Streams.Count);
    }

    [Fact]
    public async Task Another_request_that_is_answered_brings_the_stream_back()
    {
        _api.Add("a").Log(Messages(1, 3));
        using var log = _tab.Subscriptions.Open("a");
        await Eventually.TrueAsync(() => log.Connection == JobLogConnection.Streaming, "the stream is open");
        await GoDownAsync();
        await _tab.RunUntilAsync(() => log.Connection == JobLogConnection.ReadOnly, "the page gives up", secondsAStep: 1);

        (_api.DownWith, _api.AnyStream) = (null, stream => stream.FollowAsync());
        await _tab.Jobs.FindAsync("a", 0, TestContext.Current.CancellationToken);

        await Eventually.TrueAsync(() => log.Connection == JobLogConnection.Streaming, "the stream is back without waiting");
    }

    [Fact]
    public async Task A_job_that_cannot_be_read_at_first_is_tried_again()
    {
        _api.Add("a").Log(Messages(1, 3)).End();
        _api.DownWith = 502;
        using var log = _tab.Subscriptions.Open("a");
        await _tab.RunUntilAsync(() => _api.Requests.Count == 3, "it is tried again");
        Assert.Equal(JobLogConnection.Reconnecting, log.Connection);
        Assert.Null(log.Job);

        _api.DownWith = null;
        await _tab.RunUntilAsync(() => log.Connection == JobLogConnection.Ended, "the job is loaded");
        Assert.Equal(UpTo(4), log.Numbers());
    }

    [Fact]
    public async Task A_stream_without_a_ping_is_doubted_when_the_reader_comes_back()
    {
        var job = _api.Add("a").Log(Messages(1, 3));
        _api.NextStreams.Enqueue(async stream =>
        {
            await stream.SnapshotAsync(job);
            await stream.HoldAsync();
        });
        using var log = _tab.Subscriptions.Open("a");
        await Eventually.TrueAsync(() => log.Connection == JobLogConnection.Streaming, "the stream is open");

        _tab.Time.Advance(TimeSpan.FromSeconds(18));
        _tab.ComeBack();
        await Eventually.TrueAsync(() => _api.Streams.Count == 2, "the stream is opened anew");
    }

    private static Task Refuse(ScriptedStream stream)
    {
        stream.Http.Response.StatusCode = 502;
        return Task.CompletedTask;
    }

    /// <summary>The server dies under an open stream.</summary>
    private async Task GoDownAsync()
    {
        _api.DownWith = 502;
        _api.CutAll();
        await Eventually.TrueAsync(() => _api.OpenStreams == 0, "the stream is cut");
    }
}
