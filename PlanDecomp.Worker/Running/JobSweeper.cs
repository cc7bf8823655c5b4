using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.Queue;
using PlanDecomp.Jobs.Submission;

namespace PlanDecomp.Worker.Running;

/// <summary>Finds jobs that no one works on and no queue entry announces: lost workers, lost Redis data, crashes between two steps.</summary>
/// <remarks>With Redis, one worker at a time sweeps for all and re-enqueues. Without, each worker takes what it has room for from the store.</remarks>
internal sealed partial class JobSweeper : PeriodicWork
{
    private const int LeftBehindPage = 100;
    /// <summary>So many rounds, and a worker sweeps whoever is said to do it, and starts what the queue does not bring: both are only Redis' word.</summary>
    private const int MostRounds = 6;

    private static readonly TimeSpan ForgetConsumersAfter = TimeSpan.FromHours(1);

    private readonly IJobStore _store;
    private readonly JobSubmission _submission;
    private readonly JobQueue _queue;
    private readonly JobWorker _worker;
    private readonly WorkerIdentity _identity;
    private readonly WorkerOptions _options;
    private readonly JobsOptions _jobs;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<string, long> _claimableSince = [];
    private Round? _last;
    private long _lastRound;

    public JobSweeper(
        IJobStore store, JobSubmission submission, JobQueue queue, JobWorker worker, WorkerIdentity identity,
        IOptions<WorkerOptions> options, IOptions<JobsOptions> jobs, TimeProvider time, ILogger<JobSweeper> logger)
        : base(time, logger)
    {
        (_store, _submission, _queue, _worker, _identity) = (store, submission, queue, worker, identity);
        (_options, _jobs, _logger) = (options.Value, jobs.Value, logger);
        JobMetrics.ObserveSweep(
            () => (_last?.Active ?? []).CountBy(job => (job.JobType, job.Status)).Select(count => new Measurement<long>(
                count.Value, JobMetrics.TypeTag(count.Key.JobType), new("status", count.Key.Status.ToName()))),
            () => _last?.Depth ?? 0);
    }

    /// <summary>A round out of turn, whichever worker sweeps now: claims alone decide who runs a job.</summary>
    /// <returns>What it found; null when it broke, which the log explains.</returns>
    public async Task<SweepReport?> SweepNowAsync(CancellationToken ct) => (await TryRoundAsync(ct))?.Report;

    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    // Jitter: many workers started together must not sweep together.
    protected override TimeSpan Pause => (_worker.RedisAnswers ? _options.SweepEvery : _options.SweepEveryWithoutRedis) * (0.9 + (Random.Shared.NextDouble() * 0.2));

    protected override async Task RoundAsync(CancellationToken ct)
    {
        var isMine = await IsMineAsync();

        // Only the sweeping worker tells of the whole installation.
        if (!isMine) _last = null;
        if (_lastRound == 0) _lastRound = Time.GetTimestamp();
        if (!isMine && Time.GetElapsedTime(_lastRound) < _options.SweepEvery * MostRounds) return;
        if (await TryRoundAsync(ct) is not { } round) return;
        if (isMine) _last = round;
    }

    private async Task<Round?> TryRoundAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            _lastRound = Time.GetTimestamp();
            var active = await _store.SweepAsync(ct);
            var orphans = active.Where(job => job is { IsOrphan: true, CancelRequested: false }).ToList();
            foreach (var orphan in orphans) await _submission.CancelAsync(orphan.JobId, ct);
            var (enqueued, started, depth) = await HandOnAsync(active);
            var lost = enqueued.Union(started).Count(job => job.Status == JobStatus.Running);
            return new Round(active, depth, new SweepReport(active.Count, enqueued.Count, started.Count, lost, orphans.Count));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogBroken(_logger, e);
            return null;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Redis away makes every worker sweep: then the claim alone keeps them apart.</summary>
    private async Task<bool> IsMineAsync()
    {
        try
        {
            return await _queue.TryBecomeSweeperAsync(_identity.Name, _options.SweepEvery * 0.8);
        }
        catch (Exception e) when (e.IsOfRedis())
        {
            return true;
        }
    }

    private async Task<(IReadOnlyList<ActiveJob> Enqueued, IReadOnlyList<ActiveJob> Started, long Depth)> HandOnAsync(IReadOnlyList<ActiveJob> active)
    {
        var claimable = active.Where(job => job.Claimable).ToList();
        var enqueued = new List<ActiveJob>();
        var overdue = Overdue(claimable);
        try
        {
            var waiting = await _queue.WaitingJobsAsync();
            foreach (var job in claimable.Where(job => !waiting.Contains(job.JobId)))
            {
                await _queue.EnqueueAsync(job.Owner, job.JobId, job.TraceParent);
                enqueued.Add(job);
                LogReEnqueued(_logger, job.JobId);
            }

            await TidyAsync(active);
            var depth = await _queue.LengthAsync();
            return (enqueued, [.. InTurns(overdue).Where(job => _worker.TryStart(job.Owner, job.JobId, job.TraceParent))], depth);
        }
        catch (Exception e) when (e.IsOfRedis())
        {
            // JobWorker has said that Redis is away, or will with its next look.
            return (enqueued, [.. InTurns(claimable).Where(job => _worker.TryStart(job.Owner, job.JobId, job.TraceParent))], _last?.Depth ?? 0);
        }
    }

    /// <summary>The jobs of owners in turns, those of the ones with the fewest here first.</summary>
    private IEnumerable<ActiveJob> InTurns(IReadOnlyList<ActiveJob> jobs) => jobs
        .GroupBy(job => job.Owner).SelectMany(own => own.Select((job, turn) => (Job: job, Turn: _worker.OfOwner(own.Key) + turn)))
        .OrderBy(job => job.Turn).Select(job => job.Job);

    /// <summary>Jobs that could be claimed for long: their entries wait behind others, or whoever reaches Redis keeps them from the workers.</summary>
    private List<ActiveJob> Overdue(List<ActiveJob> claimable)
    {
        foreach (var gone in _claimableSince.Keys.Except(claimable.Select(job => job.JobId)).ToList()) _claimableSince.Remove(gone);
        foreach (var job in claimable) _claimableSince.TryAdd(job.JobId, Time.GetTimestamp());
        return [.. claimable.Where(job => Time.GetElapsedTime(_claimableSince[job.JobId]) >= _options.SweepEvery * MostRounds)];
    }

    /// <summary>Takes out entries whose job has ended, and consumers that crashed: no one else would.</summary>
    private async Task TidyAsync(IReadOnlyList<ActiveJob> active)
    {
        var entries = await _queue.LeftBehindAsync(_identity.Name, _jobs.Lease * 2, LeftBehindPage);
        var alive = active.Select(job => job.JobId).ToHashSet();
        await _queue.RemoveAsync([.. entries.Where(entry => !alive.Contains(entry.JobId))]);
        await _queue.ForgetIdleConsumersAsync(ForgetConsumersAfter);
    }

    [LoggerMessage(LogLevel.Information, "Job {JobId} can be claimed and no queue entry said so; enqueued.")]
    private static partial void LogReEnqueued(ILogger logger, string jobId);

    [LoggerMessage(LogLevel.Error, "A sweep broke; the next one tries again.")]
    private static partial void LogBroken(ILogger logger, Exception e);

    /// <param name="Active">Jobs not at their end.</param>
    /// <param name="Depth">Entries in the queue, as far as Redis last said.</param>
    /// <param name="Report">What it did.</param>
    private sealed record Round(IReadOnlyList<ActiveJob> Active, long Depth, SweepReport Report);
}
