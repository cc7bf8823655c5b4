// Step 5 of a log line's way: one job's live lines, taken from Redis once and read by any number of subscribers.
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.LogStream;

namespace PlanDecomp.Api.Logs;

/// <summary>The live edge of one job in this instance: one subscription, one ring, however many subscribers.</summary>
/// <remarks>
/// Three ways bring a line: the push (at once), a jump in the pushed numbers (read what is missing), the poll (what no push told of).
/// All three meet in one rule: a line enters the ring if and only if its number is the next.
/// </remarks>
internal sealed partial class JobFeed(
    string jobId, IJobStore store, JobLogStream stream, LogHistory history, RelayOptions options, DateTimeOffset begun, ILogger<JobFeed> logger) : IAsyncDisposable
{
    /// <summary>How old a change may be when it comes: publishers' clocks and Redis' queues.</summary>
    private static readonly TimeSpan Lateness = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly FrameRing _ring = new(options.RingLines, options.RingBytes);
    private readonly HashSet<WakeUp> _subscribers = [];
    private readonly CancellationTokenSource _closing = new();

    private WakeUp[]? _toWake;
    private bool _ready;
    private bool _ended;
    private bool _gone;
    private bool _closed;

    // The newest change without a line, or the end that no line says. A line that comes after it supersedes it.
    private SseFrame? _change;
    private long _changes;

    // Of the newest change. Someone may publish an old one once more, whose seal holds.
    private long _lastMoment = JobLogStream.MomentOf(begun - Lateness);

    // The greatest number heard of.
    private long _known;

    // What the last check found, to tell a change that no push told of.
    private byte[]? _stored;
    private long _pushes;
    private long _pushesAtCheck;

    private bool _readWanted;
    private bool _checkWanted;
    private Task? _reading;
    private IAsyncDisposable? _subscription;

    public string JobId => jobId;

    /// <summary>The oldest line in the ring; where it is empty, the next to come.</summary>
    public long First
    {
        get { lock (_gate) return _ring.First; }
    }

    /// <summary>Nothing more will come: the end is in the ring, or the job is gone.</summary>
    public bool IsOver
    {
        get { lock (_gate) return _ended || _gone; }
    }

    /// <summary>Rings <paramref name="subscriber"/> whenever there is something new.</summary>
    public void Add(WakeUp subscriber)
    {
        lock (_gate)
        {
            _subscribers.Add(subscriber);
            _toWake = null;
        }
    }

    public void Remove(WakeUp subscriber)
    {
        lock (_gate)
        {
            _subscribers.Remove(subscriber);
            _toWake = null;
        }
    }

    /// <summary>Collects what comes after the cursor, up to about <paramref name="bytes"/>. The caller moves the cursor as it writes.</summary>
    public FeedTake Take(FeedCursor cursor, int bytes, List<SseFrame> frames)
    {
        lock (_gate)
        {
            if (_gone) return FeedTake.Gone;
            if (!_ready) return FeedTake.Current;
            if (cursor.After < _ring.First - 1) return FeedTake.Behind;
            if (!_ring.CopyAfter(cursor.After, bytes, frames)) return FeedTake.More;

            if (_change is { } change && cursor.Change != _changes)
            {
                frames.Add(change);
                cursor.Change = _changes;
            }

            return frames.Count == 0 && _ended ? FeedTake.Ended : FeedTake.Current;
        }
    }

    /// <summary>Tells what a subscriber read from the store, which may be ahead of Redis.</summary>
    public void Learn(Job job)
    {
        lock (_gate)
        {
            _known = Math.Max(_known, job.LastSeq);
            if (!_ready || _ended || (_known <= _ring.Last && !job.Status.IsTerminal())) return;
        }

        _ = CheckAsync();
    }

    /// <summary>Starts the feed; after that, asks the store for what no push brought. Never fails: the next check tries again.</summary>
    public Task CheckAsync() => ReadAsync(check: true);

    /// <summary>Ends the feed's work and its subscription. Returns when both are over.</summary>
    public async ValueTask DisposeAsync()
    {
        Task? reading;
        lock (_gate)
        {
            _closed = true;
            reading = _reading;
        }

        await _closing.CancelAsync();
        if (reading is not null) await reading;
        await UnsubscribeAsync();
        _closing.Dispose();
    }

    private void OnPushed(IReadOnlyList<StreamedEvent> events)
    {
        var jumped = false;
        var endedWithoutLine = false;
        lock (_gate)
        {
            if (_closed || _ended) return;
            var isNews = false;
            foreach (var e in events)
            {
                if (e.HasLine)
                {
                    // Invariant: only the next number enters. Older ones were here before; greater ones are read, in order, with what is missing.
                    isNews |= !_ready || e.Seq > _ring.Last;
                    if (_ready && e.Seq == _ring.Last + 1) Append(SseFrames.Of(e));
                    else if (!_ready || e.Seq > _ring.Last) jumped = true;
                    _known = Math.Max(_known, e.Seq);
                }
                else if (e.Status.IsTerminal())
                {
                    isNews = endedWithoutLine = true;
                }
                else if (e.Moment > _lastMoment)
                {
                    (_lastMoment, isNews) = (e.Moment, true);
                    SetChange(SseFrames.Of(e));
                }
            }

            // What is published once more says nothing about how the store's word stands to what was pushed.
            if (isNews) _pushes++;
        }

        if (jumped || endedWithoutLine) _ = ReadAsync(check: endedWithoutLine);
        Wake();
    }

    private void Append(in SseFrame frame)
    {
        _ring.Append(frame);
        _change = null;
        if (!frame.Status.IsTerminal()) return;
        _ended = true;

        // One more turn of the reader, which gives the subscription back.
        _readWanted = true;
        if (!_closed) _reading ??= Task.Run(ReadWhileWantedAsync);
    }

    private void SetChange(in SseFrame frame)
    {
        if (_change is { } same && same.Bytes.AsSpan().SequenceEqual(frame.Bytes)) return;
        _change = frame;
        _changes++;
    }

    private void Wake()
    {
        WakeUp[] all;
        lock (_gate) all = _toWake ??= [.. _subscribers];
        foreach (var subscriber in all) subscriber.Ring();
    }

    private async Task UnsubscribeAsync()
    {
        if (_subscription is not { } subscription) return;
        _subscription = null;
        await subscription.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reading the log of job {JobId} failed; the next poll tries again")]
    private partial void LogReadFailed(Exception exception, string jobId);
}
