using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Jobs.History;

/// <summary>What a claim found.</summary>
public abstract record ClaimResult
{
    /// <summary>The job is this worker's now.</summary>
    /// <param name="Job">As it is after the claim.</param>
    /// <param name="Checkpoint">Where the attempt before left off; null for a fresh start.</param>
    /// <param name="TraceParent">The trace of the request that asked for it.</param>
    /// <param name="TakenOver">The attempt before lost its lease.</param>
    /// <param name="Tried">Attempts since the job last came further, with this one.</param>
    public sealed record Claimed(Job Job, string? Checkpoint, string? TraceParent, bool TakenOver, int Tried) : ClaimResult
    {
        public JobFence Fence => new(Job.JobId, Job.PlanId, Job.Attempt);
    }

    /// <summary>Another worker holds it, or it must wait; its queue entry stays.</summary>
    public sealed record NotYet : ClaimResult;

    /// <summary>It ended, in this call too when its attempts were used up; its queue entry can go.</summary>
    /// <param name="Job">The ended job; null when there is none of that id.</param>
    /// <param name="LastLine">The line written when this very call ended it.</param>
    public sealed record Ended(Job? Job, JobLogEntry? LastLine) : ClaimResult;
}

/// <summary>A job that is not at its end, as the sweeper sees it.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="JobType">Its type.</param>
/// <param name="Status">Queued or running.</param>
/// <param name="Claimable">Queued and due, or its lease ran out.</param>
/// <param name="TraceParent">The trace to carry on.</param>
/// <param name="CancelRequested">Someone wants it cancelled: it is its worker's to end, or the next one's.</param>
/// <param name="IsOrphan">The job that started it has failed, was cancelled or is gone: it is to be cancelled too.</param>
public sealed record ActiveJob(
    string JobId, string Owner, string JobType, JobStatus Status, bool Claimable, string? TraceParent, bool CancelRequested, bool IsOrphan = false);

/// <summary>What became of a wish to cancel.</summary>
/// <param name="Job">As it is now.</param>
/// <param name="LastLine">The line that ended it, when it was ended at once because no worker had it.</param>
/// <param name="IsNew">No one had wished it before, and it was not at its end.</param>
public sealed record CancelResult(Job Job, JobLogEntry? LastLine, bool IsNew);
