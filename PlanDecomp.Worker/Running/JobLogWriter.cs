// Step 4 of a log line's way: lines are drained in batches, committed in one transaction, and only then published.
using System.Data.Common;
using System.Diagnostics;
using System.Threading.Channels;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Storage;

namespace PlanDecomp.Worker.Running;

/// <summary>The one pipe through which a run stores anything: its lines, figures, commits and end, in order, under its fence.</summary>
internal sealed class JobLogWriter
{
    private const int Capacity = 4_096;
    private const int MaxBatch = 512;
    private static readonly TimeSpan StoreRetryPause = TimeSpan.FromMilliseconds(200);

    private readonly Channel<Item> _items = Channel.CreateBounded<Item>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly IJobStore _store;
    private readonly JobLogPublisher _publisher;
    private readonly JobLogMirror _mirror;
    private readonly JobFence _fence;
    private readonly JobsOptions _options;
    private readonly WorkerOptions _worker;
    private readonly TimeProvider _time;
    private readonly Action _onCancelRequested;
    private long _lastSeq;
    private bool _fullSaid;
    private JobStats? _stats;
    private int _reportWaits;
    private Exception? _fault;

    public JobLogWriter(
        IJobStore store, JobLogPublisher publisher, JobLogMirror mirror, JobFence fence, long lastSeq, JobStats? stats,
        JobsOptions options, WorkerOptions worker, TimeProvider time, Action onCancelRequested)
    {
        (_store, _publisher, _mirror, _fence, _lastSeq, _stats) = (store, publisher, mirror, fence, lastSeq, stats);
        _fullSaid = lastSeq > options.MaxLogLines;
        (_options, _worker, _time, _onCancelRequested) = (options, worker, time, onCancelRequested);
        Completion = Task.Run(PumpAsync);
    }

    /// <summary>Ends when the writer has; faulted with <see cref="FenceLostException"/> when the claim is over, or with what the store refused.</summary>
    public Task Completion { get; }

    /// <summary>Why the store refused what is no handler's own work: nothing more is stored through this writer. Null while it takes what comes.</summary>
    public Exception? Fault => Volatile.Read(ref _fault);

    /// <summary>The figures that were set last, stored or not.</summary>
    public JobStats? Stats => Volatile.Read(ref _stats);

    /// <summary>Takes a line. Waits only while the pipe is full; a writer that has ended drops it.</summary>
    public void Log(NewLogLine line)
    {
        var item = new LineItem(line);
        while (!_items.Writer.TryWrite(item))
        {
            // The pump is a task of its own and calls no handler code, so a blocked caller does not keep it from making room.
            if (!_items.Writer.WaitToWriteAsync().AsTask().GetAwaiter().GetResult()) return;
        }
    }

    /// <summary>Sets the figures; they travel with the next line, or alone when none comes soon.</summary>
    public void Report(JobStats stats)
    {
        Volatile.Write(ref _stats, stats);
        if (Interlocked.Exchange(ref _reportWaits, 1) == 0) _ = ReportSoonAsync();
    }

    /// <summary>Stores the handler's own writes with the lines that tell of them, behind all lines before.</summary>
    /// <param name="work">The writes.</param>
    /// <param name="toLine">Makes a line of what the work tells.</param>
    /// <param name="checkpoint">Where a next attempt goes on.</param>
    /// <param name="isProgress">The job comes further by it.</param>
    /// <param name="ct">Cancels the wait.</param>
    public async Task<T> CommitAsync<T>(Func<RunTransaction, T> work, Func<WorkLine, NewLogLine> toLine, string? checkpoint, bool isProgress, CancellationToken ct)
    {
        T result = default!;
        var item = new WriteItem(new RunWrite { Checkpoint = checkpoint, IsProgress = isProgress, Work = [run => result = work(run)] }) { ToLine = toLine };
        await SendAsync(item, ct);
        await item.Done.Task.WaitAsync(ct);
        return result;
    }

    /// <summary>Ends the claim, the last line in the same transaction. Nothing can be stored after.</summary>
    /// <returns>The end it has come to.</returns>
    public async Task<RunEnd> EndAsync(RunEnd end, NewLogLine lastLine)
    {
        var item = new WriteItem(new RunWrite { Lines = [lastLine], End = end });
        await SendAsync(item, CancellationToken.None);
        var stored = await item.Done.Task;
        await Completion;
        return stored!;
    }

    /// <summary>Takes nothing more and returns once the writer has ended; what is left fails at the fence when the claim is another's.</summary>
    public async Task CloseAsync()
    {
        _items.Writer.TryComplete();
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task SendAsync(Item item, CancellationToken ct)
    {
        try
        {
            await _items.Writer.WriteAsync(item, ct);
        }
        catch (ChannelClosedException)
        {
            throw Closed();
        }
    }

    private async Task ReportSoonAsync()
    {
        await Task.Delay(_worker.ReportEvery, _time);
        _items.Writer.TryWrite(new ReportItem());
    }

    private async Task PumpAsync()
    {
        var lines = new List<NewLogLine>();
        try
        {
            while (await _items.Reader.WaitToReadAsync())
            {
                while (lines.Count < MaxBatch && _items.Reader.TryRead(out var item))
                {
                    if (item is LineItem { Line: var line }) _fullSaid = Keep(line, lines, lines.Count, _fullSaid);
                    if (item is not WriteItem write) continue;

                    if (await WriteAsync(lines, write)) return;
                    lines.Clear();
                }

                await WriteAsync(lines, null);
                lines.Clear();
            }
        }
        catch (Exception e) when (e is not FenceLostException)
        {
            Fail(e);
            throw;
        }
        finally
        {
            // After the end, a lost fence or a fault: nothing is stored any more, and whoever waits for a commit learns it.
            _items.Writer.TryComplete();
            while (_items.Reader.TryRead(out var item)) (item as WriteItem)?.Done.TrySetException(Closed());
        }
    }

    private void Fail(Exception e) => Volatile.Write(ref _fault, e);

    private Exception Closed() => Fault is { } fault ? new NotStoredException(fault) : new FenceLostException(_fence);

    /// <summary>Counts a line against the job's limit; the one that reaches it becomes the warning.</summary>
    /// <param name="line">The line.</param>
    /// <param name="lines">Where it goes.</param>
    /// <param name="waiting">Lines that have been kept and are not stored.</param>
    /// <param name="fullSaid">The warning has been given.</param>
    /// <returns>Whether the warning has been given by now.</returns>
    private bool Keep(NewLogLine line, List<NewLogLine> lines, int waiting, bool fullSaid)
    {
        if (_lastSeq + waiting < _options.MaxLogLines - 1)
        {
            lines.Add(line);
            return fullSaid;
        }

        if (!fullSaid) lines.Add(LifecycleLines.LogFull(line.Timestamp, _options.MaxLogLines));
        return true;
    }

    /// <summary>What a commit's work has told, as lines. It may be asked again for the same commit, when the store stumbles.</summary>
    private Func<RunTransaction, IReadOnlyList<NewLogLine>> Telling(Func<WorkLine, NewLogLine> toLine, int linesBefore) => run =>
    {
        var (told, fullSaid) = (new List<NewLogLine>(run.Told.Count), _fullSaid);
        foreach (var line in run.Told) fullSaid = Keep(toLine(line), told, linesBefore + told.Count, fullSaid);
        return told;
    };

    /// <returns>True when the claim has ended with this write.</returns>
    private async Task<bool> WriteAsync(List<NewLogLine> lines, WriteItem? item)
    {
        var reported = Interlocked.Exchange(ref _reportWaits, 0) == 1;
        if (lines.Count == 0 && item is null && !reported) return false;

        var write = (item?.Write ?? new RunWrite()) with { Stats = Stats, Lines = [.. lines, .. item?.Write.Lines ?? []] };
        if (item?.ToLine is { } toLine) write = write with { Telling = Telling(toLine, lines.Count) };
        try
        {
            var receipt = await StoreAsync(write);
            item?.Done.TrySetResult(receipt.End);
            return write.End is not null;
        }
        catch (Exception e) when (item is not null && e is not FenceLostException && item.Write.Work.Count > 0)
        {
            // The handler's own work failed and took the whole transaction back: the lines before it are stored without it.
            item.Done.TrySetException(e);
            if (lines.Count > 0) await StoreAsync(write with { Lines = [.. lines], Work = [], Telling = null, Checkpoint = null, IsProgress = false });
            return false;
        }
        catch (Exception e)
        {
            // First the fault: who waits asks for it as soon as the wait is over.
            if (e is not FenceLostException) Fail(e);
            item?.Done.TrySetException(e);
            throw;
        }
    }

    private async Task<RunReceipt> StoreAsync(RunWrite write)
    {
        var begun = Stopwatch.GetTimestamp();
        var receipt = await StoreWithPatienceAsync(write);
        JobMetrics.CommitTime.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds);
        JobMetrics.LogLines.Add(receipt.Entries.Count);

        // Durable before visible: only what is committed goes out.
        _lastSeq += receipt.Entries.Count;
        _fullSaid |= _lastSeq >= _options.MaxLogLines;
        await _publisher.PublishAsync(write, receipt);
        _mirror.Write(_fence.JobId, receipt.Entries);
        if (receipt.CancelRequested) _onCancelRequested();
        return receipt;
    }

    /// <summary>A store that is busy or full for a moment does not fail the job; the lease bounds the patience. What can only fail again fails at once.</summary>
    private async Task<RunReceipt> StoreWithPatienceAsync(RunWrite write)
    {
        var until = _time.GetUtcNow() + _options.Lease;
        while (true)
        {
            try
            {
                return await _store.WriteAsync(_fence, write, CancellationToken.None);
            }
            catch (DbException e) when (StoreErrors.IsTransient(e) && _time.GetUtcNow() < until)
            {
                await Task.Delay(StoreRetryPause, _time);
            }
        }
    }

    private abstract record Item;

    private sealed record LineItem(NewLogLine Line) : Item;

    private sealed record ReportItem : Item;

    private sealed record WriteItem(RunWrite Write) : Item
    {
        public Func<WorkLine, NewLogLine>? ToLine { get; init; }

        /// <summary>Stored, with the end the claim has come to by it.</summary>
        public TaskCompletionSource<RunEnd?> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>The store has refused a run's lines, figures or end, and would again.</summary>
internal sealed class NotStoredException(Exception fault) : Exception($"What the job has to say could not be stored: {fault.Message}", fault);
