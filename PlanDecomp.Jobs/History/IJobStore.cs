using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Jobs.History;

/// <summary>The durable history of all jobs: the truth that everything else can be rebuilt from.</summary>
/// <remarks>
/// A seam: SQLite on one host's disk today, a central database where several hosts share the work.
/// Whatever stands behind it passes the same contract tests. "Now" is the store's <see cref="TimeProvider"/>.
/// </remarks>
public interface IJobStore
{
    /// <summary>Makes the job durable; when it returns the job is accepted and will run.</summary>
    /// <exception cref="IdempotencyKeyReusedException">The key was used with another request.</exception>
    /// <exception cref="JobConflictException">A job that must not be at work beside this one is.</exception>
    /// <exception cref="PlanMissingException">Nothing was accepted.</exception>
    Task<SubmittedJob> SubmitAsync(NewJob job, CancellationToken ct);

    /// <summary>The job, or null when there is none of that id (any more).</summary>
    Task<Job?> FindAsync(string jobId, CancellationToken ct);

    Task<JobPage> ListAsync(JobFilter filter, CancellationToken ct);

    /// <summary>All jobs that the job has started, oldest first. Their status may be a moment old.</summary>
    Task<IReadOnlyList<JobSummary>> ChildrenAsync(string parentJobId, CancellationToken ct);

    /// <summary>A page of the job's log; null when there is no such job.</summary>
    Task<JobLogPage?> ReadLogAsync(string jobId, JobLogQuery query, CancellationToken ct);

    /// <summary>Takes the job for a worker: the attempt goes up, the lease begins. Ends it when its attempts are used up.</summary>
    /// <remarks>A claimed job may be cancelled already (<see cref="Job.CancelRequestedAt"/>): its handler is to tell what was done.</remarks>
    Task<ClaimResult> ClaimAsync(string jobId, string worker, CancellationToken ct);

    /// <summary>Prolongs the lease. Returns true when someone wants the job cancelled.</summary>
    /// <exception cref="FenceLostException">The claim is over.</exception>
    Task<bool> RenewAsync(JobFence fence, CancellationToken ct);

    /// <summary>Stores what a run has done.</summary>
    /// <exception cref="FenceLostException">The claim is over; nothing was stored.</exception>
    Task<RunReceipt> WriteAsync(JobFence fence, RunWrite write, CancellationToken ct);

    /// <summary>Ends a queued job at once, and marks one for its worker that is running or has committed something. Null when there is no such job; an ended one stays as it is.</summary>
    Task<CancelResult?> RequestCancelAsync(string jobId, CancellationToken ct);

    /// <summary>Completes begun submissions, brings the index up to the truth, and tells which jobs are not at their end.</summary>
    Task<IReadOnlyList<ActiveJob>> SweepAsync(CancellationToken ct);

    /// <summary>Ended jobs that are due as a whole, the oldest first. Not those of a parent at work: it has yet to count them.</summary>
    Task<IReadOnlyList<ExpiredJob>> ExpiredJobsAsync(ExpiryRules rules, CancellationToken ct);

    /// <summary>Lines of ended jobs that are due, in each plan those of the oldest job first.</summary>
    Task<IReadOnlyList<ExpiredLines>> ExpiredLinesAsync(ExpiryRules rules, CancellationToken ct);

    /// <summary>Removes lines of an ended job, in small transactions that each note how far they came.</summary>
    /// <returns>How many went; a file that cannot be used keeps its own.</returns>
    Task<long> RemoveLinesAsync(ExpiredLines due, CancellationToken ct);

    /// <summary>Removes an ended job: its lines, then what <paramref name="besides"/> removes, then its row and last the index's.</summary>
    Task<RemovedJob> RemoveJobAsync(ExpiredJob due, Func<Task> besides, CancellationToken ct);

    /// <summary>What the index and the files do not agree on.</summary>
    /// <param name="isThorough">Looks into every file; else only whether it is there.</param>
    /// <param name="remove">Forgets jobs that no file holds, except those of plans whose file may come back.</param>
    /// <param name="ct">Cancels between files.</param>
    Task<LostInStore> FindLostAsync(bool isThorough, bool remove, CancellationToken ct);

    /// <summary>Gives the disk back what was removed from these plans' files (null: of the jobs without one), as far as no one is in the way.</summary>
    /// <returns>Bytes.</returns>
    Task<long> GiveBackSpaceAsync(IReadOnlyCollection<long?> planIds, CancellationToken ct);

    /// <summary>Which of these are ids of jobs, by what the index knows.</summary>
    Task<IReadOnlySet<string>> KnownAsync(IReadOnlyCollection<string> jobIds, CancellationToken ct);
}
