// What no push brought is read: one reader at a time.
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.LogStream;

namespace PlanDecomp.Api.Logs;

internal sealed partial class JobFeed
{
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
}
