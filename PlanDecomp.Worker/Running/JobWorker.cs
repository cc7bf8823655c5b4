// Step 2 of a job's way: the worker takes entries from the queue while it has room, and runs their jobs.
using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.Queue;
using StackExchange.Redis;

namespace PlanDecomp.Worker.Running;

/// <summary>Takes jobs and runs up to <see cref="WorkerOptions.Concurrency"/> of them at once. Stopping, it takes none and releases what it runs.</summary>
internal sealed partial class JobWorker(
    IJobStore store, JobQueue queue, JobRunner runner, RunningJobs running, WorkerIdentity identity, IHostApplicationLifetime lifetime,
    IOptions<WorkerOptions> options, TimeProvider time, ILogger<JobWorker> logger) : BackgroundService
{
    private readonly SemaphoreSlim _slots = new(options.Value.Concurrency);
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly ConcurrentDictionary<Task, byte> _runs = [];
    private readonly Dictionary<string, bool> _confirming = [];

    // Jobs that hold a place, by owner.
    private readonly ConcurrentDictionary<string, int> _ofOwner = [];
    private IAsyncDisposable? _listening;
    private long _lastRound;

    /// <summary>False while the last talk with the queue failed.</summary>
    public bool RedisAnswers { get; private set; } = true;

    /// <summary>How long ago it last looked for jobs, with or without finding the queue; null before the first time.</summary>
    public TimeSpan? SinceLastRound => Interlocked.Read(ref _lastRound) is > 0 and var at ? time.GetElapsedTime(at) : null;

    /// <summary>False while it runs as many jobs as it may.</summary>
    public bool HasRoom => _slots.CurrentCount > 0;

    /// <summary>Runs a job that was found without the queue, if there is room.</summary>
    public bool TryStart(string owner, string jobId, string? traceParent)
    {
        if (running.Contains(jobId) || OfOwner(owner) >= options.Value.MostOfOwner || !_slots.Wait(0, CancellationToken.None)) return false;
        Start(new QueueEntry(RedisValue.Null, owner, jobId, traceParent), lifetime.ApplicationStopping);
        return true;
    }

    /// <summary>Jobs of an owner that hold a place here.</summary>
    public int OfOwner(string owner) => _ofOwner.GetValueOrDefault(owner);

    public override void Dispose()
    {
        _slots.Dispose();
        _wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        LogStarted(identity.Name, options.Value.Concurrency);

        // The host's word, not only this service's own: its turn to stop comes after the server's, which may wait for requests,
        // and jobs need the time to be released.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        var stopping = stop.Token;
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                await TakeAsync(stopping);
                Interlocked.Exchange(ref _lastRound, time.GetTimestamp());
                await _wake.WaitAsync(options.Value.PollEvery, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }

        // The runs hear of the stop by the same token: they commit what they have and go back to the queue.
        await Task.WhenAll(_runs.Keys);
        await LeaveAsync();
    }

    private async Task TakeAsync(CancellationToken stopping)
    {
        try
        {
            _listening ??= await queue.ListenAsync(onBell: Wake, onCancellation: ConfirmCancellation);
            while (_slots.CurrentCount is > 0 and var free)
            {
                // Never more than can be run now: what this worker does not take, another may.
                var entries = await queue.TakeAsync(identity.Name, free, options.Value.MostOfOwner, OfOwner);
                foreach (var entry in entries)
                {
                    await _slots.WaitAsync(stopping);
                    Start(entry, stopping);
                }

                if (entries.Count == 0) break;
            }

            if (!RedisAnswers) LogRedisBack();
            RedisAnswers = true;
        }
        catch (Exception e) when (e.IsOfRedis())
        {
            // The sweeper hands over jobs straight from the store until Redis is back.
            if (RedisAnswers) LogRedisAway(e.InBrief());
            RedisAnswers = false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // It says nothing about Redis: what was not taken stays in the queue for the next look.
            LogNotTaken(e);
        }
    }

    private void Start(QueueEntry entry, CancellationToken stopping)
    {
        Count(entry.Owner, 1);
        Track(RunAsync(entry, stopping));
    }

    private void Count(string owner, int more)
    {
        // One that has none is not kept: owners come and go.
        if (_ofOwner.AddOrUpdate(owner, more, (_, jobs) => jobs + more) <= 0) _ofOwner.TryRemove(new(owner, 0));
    }

    /// <summary>Whoever reaches Redis can ring this bell: the wish itself is in the store, or it is none.</summary>
    private void ConfirmCancellation(string jobId)
    {
        if (!running.Contains(jobId)) return;
        lock (_confirming)
        {
            // Invariant: one look at a time for a job, and one more when the bell rang during it: no ringing is missed, and none costs more.
            if (!_confirming.TryAdd(jobId, false))
            {
                _confirming[jobId] = true;
                return;
            }
        }

        _ = Task.Run(() => ConfirmCancellationAsync(jobId));
    }

    private async Task ConfirmCancellationAsync(string jobId)
    {
        while (true)
        {
            try
            {
                if (await store.FindAsync(jobId, lifetime.ApplicationStopping) is { CancelRequestedAt: not null }) running.Cancel(jobId);
            }
            catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
            {
            }
            catch (Exception e)
            {
                // The next renewal of the lease finds the wish.
                LogNotConfirmed(e, jobId);
            }

            lock (_confirming)
            {
                if (!_confirming[jobId])
                {
                    _confirming.Remove(jobId);
                    return;
                }

                _confirming[jobId] = false;
            }
        }
    }

    private async Task RunAsync(QueueEntry entry, CancellationToken stopping)
    {
        await Task.Yield();
        using var place = new WorkerPlace(_slots, onLeave: () => Leave(entry.Owner), onReturn: () => Count(entry.Owner, 1));
        try
        {
            var result = await runner.RunAsync(entry.JobId, entry.TraceParent, place, stopping);
            await SettleAsync(entry, result);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped before the claim: the entry stays with this consumer, and the sweeper finds the job claimable.
        }
        catch (Exception e)
        {
            // Nothing awaits this task but the worker's end: the fault must be said here. A lease that is still held runs out.
            LogRunBroken(e, entry.JobId);
        }
    }

    /// <summary>Steps 5 and 1 again: an ended job's entry goes, a released job gets a new one.</summary>
    private async Task SettleAsync(QueueEntry entry, RunResult result)
    {
        try
        {
            if (result == RunResult.Released) await queue.EnqueueAsync(entry.Owner, entry.JobId, entry.TraceParent);
            if (!entry.Id.IsNull) await queue.RemoveAsync(entry);
        }
        catch (Exception e) when (e.IsOfRedis())
        {
            LogNotSettled(entry.JobId, e.InBrief());
        }
    }

    private async Task LeaveAsync()
    {
        try
        {
            if (_listening is not null) await _listening.DisposeAsync();
            await queue.ForgetConsumerAsync(identity.Name);
        }
        catch (Exception e) when (e.IsOfRedis())
        {
            LogNotLeft(e.InBrief());
        }
    }

    private void Leave(string owner)
    {
        Count(owner, -1);
        Wake();
    }

    private void Track(Task run)
    {
        _runs[run] = 0;
        _ = run.ContinueWith(done => _runs.TryRemove(done, out _), TaskScheduler.Default);
    }

    private void Wake()
    {
        try
        {
            if (_wake.CurrentCount == 0) _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // Someone else woke it in between.
        }
        catch (ObjectDisposedException)
        {
            // A bell that rings after the end.
        }
    }

    [LoggerMessage(LogLevel.Information, "Worker {Name} takes up to {Concurrency} jobs at once.")]
    private partial void LogStarted(string name, int concurrency);

    [LoggerMessage(LogLevel.Warning, "Redis does not answer; jobs are taken from the store until it does: {Reason}")]
    private partial void LogRedisAway(string reason);

    [LoggerMessage(LogLevel.Error, "Jobs could not be taken from the queue; the next look tries again.")]
    private partial void LogNotTaken(Exception e);

    [LoggerMessage(LogLevel.Information, "Redis answers again.")]
    private partial void LogRedisBack();

    [LoggerMessage(LogLevel.Error, "The run of job {JobId} broke; its lease will run out and another attempt follow.")]
    private partial void LogRunBroken(Exception e, string jobId);

    [LoggerMessage(LogLevel.Warning, "The queue could not be told about job {JobId}; the sweeper will: {Reason}")]
    private partial void LogNotSettled(string jobId, string reason);

    [LoggerMessage(LogLevel.Warning, "Whether job {JobId} is to be cancelled could not be read.")]
    private partial void LogNotConfirmed(Exception e, string jobId);

    [LoggerMessage(LogLevel.Information, "The queue could not be told that this worker leaves: {Reason}")]
    private partial void LogNotLeft(string reason);
}
