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

    /// <summary>Removes jobs that ended before a time, with their logs and index rows, the oldest first.</summary>
    /// <param name="before">Jobs that ended earlier go.</param>
    /// <param name="ct">Cancels between jobs.</param>
    /// <returns>How many were removed.</returns>
    Task<int> RemoveEndedAsync(DateTimeOffset before, CancellationToken ct);
}
