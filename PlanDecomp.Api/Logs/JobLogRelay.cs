// Step 5 of a log line's way: all feeds and all open streams of this instance.
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.LogStream;

namespace PlanDecomp.Api.Logs;

/// <summary>One feed for each job someone here watches, one timer for all pings, one for all polls.</summary>
internal sealed class JobLogRelay : IAsyncDisposable
{
    private const int PollsAtOnce = 8;
    private static readonly TimeSpan MaxPingTick = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Watched> _feeds = [];
    private readonly HashSet<StreamSubscriber> _streams = [];
    private readonly Dictionary<string, int> _streamsByOwner = [];
    private readonly IJobStore _store;
    private readonly JobLogStream _stream;
    private readonly LogHistory _history;
    private readonly RelayOptions _options;
    private readonly RelayMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<JobFeed> _feedLogger;
    private readonly CancellationTokenRegistration _onStopping;
    private readonly ITimer _pings;
    private readonly ITimer _polls;
    private Task _polling = Task.CompletedTask;

    public JobLogRelay(
        IJobStore store, JobLogStream stream, LogHistory history, IOptions<RelayOptions> options, RelayMetrics metrics,
        TimeProvider time, IHostApplicationLifetime lifetime, ILogger<JobFeed> feedLogger)
    {
        (_store, _stream, _history, _options, _metrics, _time, _feedLogger) = (store, stream, history, options.Value, metrics, time, feedLogger);
        Stopping = lifetime.ApplicationStopping;
        _onStopping = Stopping.Register(WakeAll);
        var pingTick = _options.Heartbeat < MaxPingTick ? _options.Heartbeat : MaxPingTick;
        _pings = time.CreateTimer(_ => Ping(), null, pingTick, pingTick);
        _polls = time.CreateTimer(_ => Poll(), null, _options.Poll, _options.Poll);
    }

    /// <summary>Cancelled when the instance stops: every stream says goodbye at once.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Feeds alive now.</summary>
    public int FeedCount
    {
        get { lock (_gate) return _feeds.Count; }
    }

    /// <summary>Streams that an account has open here.</summary>
    public int CountOf(string owner)
    {
        lock (_gate) return _streamsByOwner.GetValueOrDefault(owner);
    }

    /// <summary>Streams open here, by account.</summary>
    public IReadOnlyDictionary<string, int> CountByOwner()
    {
        lock (_gate) return new Dictionary<string, int>(_streamsByOwner);
    }

    /// <summary>Counts a stream in, unless the instance or the owner has too many.</summary>
    public StreamAdmission Admit(StreamSubscriber stream, string owner)
    {
        lock (_gate)
        {
            if (Stopping.IsCancellationRequested) return StreamAdmission.Stopping;
            if (_streams.Count >= _options.MaxStreams) return StreamAdmission.InstanceFull;
            var ofOwner = _streamsByOwner.GetValueOrDefault(owner);
            if (ofOwner >= _options.MaxStreamsPerOwner) return StreamAdmission.OwnerFull;
            _streamsByOwner[owner] = ofOwner + 1;
            _streams.Add(stream);
        }

        _metrics.StreamOpened();
        return StreamAdmission.Admitted;
    }

    /// <summary>Counts an admitted stream out.</summary>
    public void Dismiss(StreamSubscriber stream, string owner)
    {
        lock (_gate)
        {
            _streams.Remove(stream);
            if (--_streamsByOwner[owner] == 0) _streamsByOwner.Remove(owner);
        }

        _metrics.StreamClosed();
    }

    public long Now => _time.GetTimestamp();

    /// <summary>The job's feed, begun if it is the first. It rings <paramref name="subscriber"/> until <see cref="Leave"/>.</summary>
    public JobFeed Join(Job job, WakeUp subscriber)
    {
        Watched? watched;
        bool isNew;
        lock (_gate)
        {
            // Invariant: a feed leaves the table under this lock and only without subscribers, so one found here is alive and stays so.
            isNew = !_feeds.TryGetValue(job.JobId, out watched);
            watched ??= _feeds[job.JobId] = new Watched(new JobFeed(job.JobId, _store, _stream, _history, _options, _time.GetUtcNow(), _feedLogger));
            watched.Subscribers++;
            watched.Feed.Add(subscriber);
        }

        if (isNew) _ = watched.Feed.CheckAsync();
        else watched.Feed.Learn(job);
        return watched.Feed;
    }

    public void Leave(JobFeed feed, WakeUp subscriber)
    {
        lock (_gate)
        {
            feed.Remove(subscriber);
            var watched = _feeds[feed.JobId];
            if (--watched.Subscribers == 0) watched.IdleSince = _time.GetTimestamp();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _onStopping.DisposeAsync();
        await _pings.DisposeAsync();
        await _polls.DisposeAsync();
        await _polling;
        List<JobFeed> feeds;
        lock (_gate)
        {
            feeds = [.. _feeds.Values.Select(watched => watched.Feed)];
            _feeds.Clear();
        }

        await Task.WhenAll(feeds.Select(feed => feed.DisposeAsync().AsTask()));
    }

    private void WakeAll()
    {
        StreamSubscriber[] streams;
        lock (_gate) streams = [.. _streams];
        foreach (var stream in streams) stream.Wake();
    }

    private void Ping()
    {
        var now = _time.GetTimestamp();
        var interval = (long)(_options.Heartbeat.TotalSeconds * _time.TimestampFrequency);
        StreamSubscriber[] streams;
        lock (_gate) streams = [.. _streams];
        foreach (var stream in streams) stream.PingIfDue(now, interval);
    }

    private void Poll()
    {
        lock (_gate)
        {
            // A pass that takes longer than the interval is not joined by a second one.
            if (_polling.IsCompleted) _polling = Task.Run(PollAsync);
        }
    }

    private async Task PollAsync()
    {
        List<JobFeed> idle = [];
        List<JobFeed> active = [];
        lock (_gate)
        {
            foreach (var (jobId, watched) in _feeds)
            {
                var isOver = watched.Feed.IsOver;
                if (watched.Subscribers == 0 && (isOver || _time.GetElapsedTime(watched.IdleSince) >= _options.Linger))
                {
                    _feeds.Remove(jobId);
                    idle.Add(watched.Feed);
                }
                else if (!isOver)
                {
                    active.Add(watched.Feed);
                }
            }
        }

        foreach (var feed in idle) _ = feed.DisposeAsync().AsTask();
        await Parallel.ForEachAsync(active, new ParallelOptions { MaxDegreeOfParallelism = PollsAtOnce }, async (feed, _) =>

            // A feed that needs longer goes on by itself and does not hold up the others.
            await feed.CheckAsync().WaitAsync(_options.Poll, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing));
    }

    private sealed class Watched(JobFeed feed)
    {
        public JobFeed Feed { get; } = feed;
        public int Subscribers { get; set; }
        public long IdleSince { get; set; }
    }
}

/// <summary>Whether one more stream may be opened.</summary>
internal enum StreamAdmission
{
    Admitted,
    OwnerFull,
    InstanceFull,
    Stopping,
}
