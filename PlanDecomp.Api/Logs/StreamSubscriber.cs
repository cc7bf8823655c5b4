// Step 5 of a log line's way: one open response, which takes frames from its jobs' feeds to the browser.
using System.IO.Pipelines;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Api.Logs;

/// <summary>One open stream over one job or several.</summary>
/// <param name="relay">The feeds, and the word to stop.</param>
/// <param name="pages">Lines behind the feeds' rings.</param>
/// <param name="metrics">The figures.</param>
/// <param name="options">How long a reader may stall.</param>
/// <param name="starts">The jobs, in the order of the cursors.</param>
/// <param name="vector">True for a stream over several jobs: <c>id:</c> carries all cursors.</param>
internal sealed class StreamSubscriber(
    JobLogRelay relay, ReplayPages pages, RelayMetrics metrics, IOptions<RelayOptions> options, IReadOnlyList<StreamStart> starts, bool vector) : IDisposable
{
    private const int SliceBytes = 64 << 10;
    private static readonly TimeSpan StopPatience = TimeSpan.FromMilliseconds(500);

    private readonly WakeUp _wakeUp = new();
    private readonly List<SseFrame> _taken = [];
    private readonly CancellationTokenSource _letGo = CancellationTokenSource.CreateLinkedTokenSource(relay.Stopping);
    private readonly FeedCursor[] _cursors = new FeedCursor[starts.Count];
    private PipeWriter _body = null!;
    private CancellationToken _aborted;
    private long _lastPing = relay.Now;
    private volatile bool _pingDue;
    private int _unflushed;

    /// <summary>Asks for a ping when the last one was <paramref name="interval"/> ago.</summary>
    public void PingIfDue(long now, long interval)
    {
        if (now - _lastPing < interval) return;
        _lastPing = now;
        _pingDue = true;
        _wakeUp.Ring();
    }

    public void Wake() => _wakeUp.Ring();

    public void Dispose() => _letGo.Dispose();

    /// <summary>Writes the stream until its jobs end, the reader leaves or the instance stops.</summary>
    public async Task RunAsync(HttpContext http)
    {
        _body = http.Response.BodyWriter;
        _aborted = http.RequestAborted;
        await using var onAbort = _aborted.UnsafeRegister(static me => ((StreamSubscriber)me!).Wake(), this);
        try
        {
            Begin();
            while (await RoundAsync()) await _wakeUp.WaitAsync();
            if (relay.Stopping.IsCancellationRequested) await SayFarewellAsync();
            else await _body.FlushAsync(_aborted);
        }
        catch (OperationCanceledException) when (_aborted.IsCancellationRequested)
        {
            // The reader left.
        }
        catch (OperationCanceledException) when (_letGo.IsCancellationRequested)
        {
            // It does not read, so it cannot be told; it comes back with its cursor.
            http.Abort();
        }
        finally
        {
            foreach (var cursor in _cursors) Leave(cursor);
        }
    }

    private void Begin()
    {
        SseFrames.WriteRetry(_body, TimeSpan.FromMilliseconds(Random.Shared.Next(1_000, 3_000)));
        for (var i = 0; i < _cursors.Length; i++)
        {
            var start = starts[i];
            _cursors[i] = new FeedCursor(start.JobId, start.After)
            {
                ReplayUntil = start.Job?.LastSeq ?? 0,
                Ended = start.Job is null || start.IsAtEnd,
            };
            if (start.Job is not { } job)
            {
                SseFrames.WriteGone(_body, new JobStreamGone(start.JobId));
                continue;
            }

            if (!job.Status.IsTerminal()) Write(_cursors[i], SseFrames.Snapshot(job));
            if (start.ResetReason is { } reason) Reset(_cursors[i], reason, start.After, job.LogRemoved?.At);
            if (!_cursors[i].Ended) _cursors[i].Feed = relay.Join(job, _wakeUp);
        }

        _unflushed = 1;
    }

    /// <summary>Writes all there is. Returns false when the stream is over.</summary>
    private async ValueTask<bool> RoundAsync()
    {
        var open = true;
        for (var more = true; more && open;)
        {
            (more, open) = (false, false);
            foreach (var cursor in _cursors)
            {
                // In slices, so that a long replay of one job does not hold up the others.
                if (!cursor.Ended) more |= await WriteSliceAsync(cursor);
                if (cursor.Ended) Leave(cursor);
                else open = true;
                _aborted.ThrowIfCancellationRequested();
                if (relay.Stopping.IsCancellationRequested) return false;
            }
        }

        if (!open) return false;
        if (_pingDue)
        {
            _pingDue = false;
            Write(SseFrames.Ping);
        }

        if (_unflushed > 0) await FlushAsync();
        return true;
    }

    /// <summary>Writes some of what one job has. Returns true when there is more.</summary>
    private async ValueTask<bool> WriteSliceAsync(FeedCursor cursor)
    {
        var take = cursor.Feed!.Take(cursor, SliceBytes, _taken);
        switch (take)
        {
            case FeedTake.Behind:
                await ReplayAsync(cursor);
                return !cursor.Ended;
            case FeedTake.Gone:
                SseFrames.WriteGone(_body, new JobStreamGone(cursor.JobId));
                (cursor.Ended, _unflushed) = (true, _unflushed + 1);
                return false;
            case FeedTake.Ended:
                cursor.Ended = true;
                return false;
            default:
                await WriteAsync(cursor, _taken);
                _taken.Clear();
                return take == FeedTake.More && !cursor.Ended;
        }
    }

    private async ValueTask ReplayAsync(FeedCursor cursor)
    {
        var frames = await pages.ReadAfterAsync(cursor.JobId, cursor.After, _aborted);

        // Nothing left before the ring: the hole reaches up to it.
        var next = frames.Count > 0 ? frames[0].Seq : cursor.Feed!.First;
        if (next > cursor.After + 1) Reset(cursor, "lines_removed", next - 1);
        await WriteAsync(cursor, frames);
    }

    private async ValueTask WriteAsync(FeedCursor cursor, IReadOnlyList<SseFrame> frames)
    {
        if (frames.Count == 0) return;
        var replayed = 0;
        foreach (var frame in frames)
        {
            if (frame.Seq > 0 && frame.Seq <= cursor.ReplayUntil) replayed++;
            Write(cursor, frame);
            if (_unflushed >= SliceBytes) await FlushAsync();
            if (cursor.Ended) break;
        }

        metrics.Delivered(frames.Count, replayed);
    }

    private void Write(FeedCursor cursor, in SseFrame frame)
    {
        // Invariant: the cursor moves with the bytes, in order; where a reader is cut off, the last id it got is where it goes on.
        cursor.After = Math.Max(cursor.After, frame.Seq);
        cursor.Ended |= frame.Status.IsTerminal();
        if (!vector || frame.IdLength == 0)
        {
            Write(frame.Bytes);
            return;
        }

        Span<long> cursors = stackalloc long[_cursors.Length];
        for (var i = 0; i < cursors.Length; i++) cursors[i] = _cursors[i].After;
        SseFrames.WriteVectorId(_body, cursors);
        Write(frame.Data);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_body.GetSpan(bytes.Length));
        _body.Advance(bytes.Length);
        _unflushed += bytes.Length;
    }

    private void Reset(FeedCursor cursor, string reason, long after, DateTimeOffset? removedAt = null)
    {
        cursor.After = after;
        SseFrames.WriteReset(_body, new JobStreamReset(cursor.JobId, reason, after, removedAt));
        _unflushed++;
        metrics.Reset(reason);
    }

    private void Leave(FeedCursor? cursor)
    {
        if (cursor?.Feed is not { } feed) return;
        cursor.Feed = null;
        relay.Leave(feed, _wakeUp);
    }

    private async ValueTask FlushAsync()
    {
        _unflushed = 0;

        // Waits while the reader does not read: that is all the back pressure there is.
        var flush = _body.FlushAsync(_letGo.Token);
        if (!flush.IsCompleted)
        {
            _letGo.CancelAfter(options.Value.StallLimit);
            await flush;
            _letGo.CancelAfter(Timeout.InfiniteTimeSpan);
        }

        _aborted.ThrowIfCancellationRequested();
    }

    private async Task SayFarewellAsync()
    {
        // Spread, so that the other instances are not met by all at once.
        SseFrames.WriteRetry(_body, TimeSpan.FromMilliseconds(Random.Shared.Next(300, 3_000)));
        using var patience = new CancellationTokenSource(StopPatience);
        await _body.FlushAsync(patience.Token);
    }
}
