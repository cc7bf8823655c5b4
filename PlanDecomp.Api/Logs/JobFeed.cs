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
    string jobId, IJobStore store, JobLogStream stream, LogHistory history, RelayOptions options, ILogger<JobFeed> logger) : IAsyncDisposable
{
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
            _pushes++;
            foreach (var e in events)
            {
                if (e.HasLine)
                {
                    // Invariant: only the next number enters. Older ones were here before; greater ones are read, in order, with what is missing.
                    if (_ready && e.Seq == _ring.Last + 1) Append(SseFrames.Of(e));
                    else if (!_ready || e.Seq > _ring.Last) jumped = true;
                    _known = Math.Max(_known, e.Seq);
                }
                else if (e.Status.IsTerminal())
                {
                    endedWithoutLine = true;
                }
                else
                {
                    SetChange(SseFrames.Of(e));
                }
            }
        }

        if (jumped || endedWithoutLine) _ = ReadAsync(check: endedWithoutLine);
        Wake();
    }

    /// <summary>Runs one reader at a time; a wish during a read is met after it.</summary>
    private Task ReadAsync(bool check)
    {
        lock (_gate)
        {
            if (_closed) return Task.CompletedTask;
            _readWanted = true;
            _checkWanted |= check;

            // Invariant: _reading falls only under the lock that saw no wish left, so no wish is forgotten.
            return _reading ??= Task.Run(ReadWhileWantedAsync);
        }
    }

    private async Task ReadWhileWantedAsync()
    {
        while (true)
        {
            bool check;
            lock (_gate)
            {
                if (!_readWanted || _closed)
                {
                    _reading = null;
                    return;
                }

                check = _checkWanted;
                (_readWanted, _checkWanted) = (false, false);
            }

            try
            {
                await ReadMissingAsync(check);
            }
            catch (OperationCanceledException) when (_closing.IsCancellationRequested)
            {
                // Closed: the next turn of the loop ends it.
            }
            catch (Exception e)
            {
                // The next poll tries again.
                LogReadFailed(e, jobId);
            }
        }
    }

    private async Task ReadMissingAsync(bool check)
    {
        var ct = _closing.Token;
        if (IsOver)
        {
            await UnsubscribeAsync();
            return;
        }

        // Invariant: subscribed before the first read, so every line is either in what is read or pushed after it.
        _subscription ??= await stream.SubscribeAsync(jobId, OnPushed);

        if (check || !_ready)
        {
            long pushes;
            lock (_gate) pushes = _pushes;
            var job = await store.FindAsync(jobId, ct);
            Accept(job);
            if (job is not null)
            {
                await ReadUpToKnownAsync(ct);
                if (job.Status.IsTerminal()) EndWithoutLine(job);
                else ChangeWithoutPush(job, pushes);
            }
        }
        else
        {
            await ReadUpToKnownAsync(ct);
        }

        Wake();
        if (IsOver) await UnsubscribeAsync();
    }

    private void Accept(Job? job)
    {
        lock (_gate)
        {
            if (job is null)
            {
                _gone = true;
                return;
            }

            _known = Math.Max(_known, job.LastSeq);
            if (!_ready) _ring.StartAt(Math.Max(0, job.LastSeq - Math.Min(options.PageLines, options.RingLines)) + 1);
            _ready = true;
        }
    }

    private async Task ReadUpToKnownAsync(CancellationToken ct)
    {
        while (true)
        {
            long last, known;
            lock (_gate) (last, known) = (_ring.Last, _known);
            if (last >= known) return;

            var frames = await history.ReadAfterAsync(jobId, last, options.PageLines, ct);
            lock (_gate)
            {
                foreach (var frame in frames)
                {
                    if (frame.Seq <= _ring.Last) continue;
                    if (frame.Seq > _ring.Last + 1) _ring.StartAt(frame.Seq);
                    Append(frame);
                }

                // Invariant: a number is heard of after its line is in the store; what is not there was removed.
                if (frames.Count == 0 && _ring.Last < known) _ring.StartAt(known + 1);
            }

            Wake();
        }
    }

    /// <summary>The last line should have said the end. It could not when it was read before the end, or was removed.</summary>
    private void EndWithoutLine(Job job)
    {
        lock (_gate)
        {
            if (_ended || _ring.Last < job.LastSeq) return;
            var end = StreamedEvents.Create(new JobStreamEvent { JobId = jobId, Status = job.Status, Stats = job.Stats });
            SetChange(SseFrames.End(end, job.LastSeq));
            _ended = true;
        }
    }

    /// <summary>Figures and status as the store has them, when nothing was pushed for a whole check: Redis may be away.</summary>
    private void ChangeWithoutPush(Job job, long pushesBefore)
    {
        var stored = StreamedEvents.Create(new JobStreamEvent { JobId = jobId, Status = job.Status, Stats = job.Stats });
        lock (_gate)
        {
            // Invariant: what was pushed is never followed by something older; a push since the last check makes the store's word doubtful.
            var isNews = _stored is { } before && !before.AsSpan().SequenceEqual(stored.Data.Span);
            if (isNews && _pushesAtCheck == _pushes && pushesBefore == _pushes) SetChange(SseFrames.Of(stored));
            (_stored, _pushesAtCheck) = (stored.Data.ToArray(), _pushes);
        }
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
