using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Api.Logs;

/// <summary>One job of a stream as it is opened.</summary>
/// <param name="JobId">The id asked for.</param>
/// <param name="Job">The job; null when there is none of that id for the caller.</param>
/// <param name="After">Where the replay starts.</param>
/// <param name="ResetReason">Why the cursor that was sent could not be kept; null when it could.</param>
internal sealed record StreamStart(string JobId, Job? Job, long After, string? ResetReason)
{
    /// <summary>The job is at its end and the reader has it all.</summary>
    public bool IsAtEnd => Job is { } job && job.Status.IsTerminal() && ResetReason is null && After == job.LastSeq;

    /// <summary>Settles where a reader of <paramref name="job"/> starts. A null cursor could not be read.</summary>
    /// <param name="jobId">The id asked for.</param>
    /// <param name="job">The job.</param>
    /// <param name="cursor">What the reader has.</param>
    /// <param name="isOfBefore">The reader counts the lines of before a restored backup.</param>
    public static StreamStart At(string jobId, Job? job, long? cursor, bool isOfBefore = false) =>
        job is null ? new StreamStart(jobId, null, cursor ?? 0, null)
        : isOfBefore && cursor > 0 ? new StreamStart(jobId, job, job.LogRemoved?.Through ?? 0, "restored")
        : cursor is not { } after ? new StreamStart(jobId, job, 0, "cursor_unreadable")
        : after > job.LastSeq ? new StreamStart(jobId, job, 0, "cursor_in_future")
        : after < job.LogRemoved?.Through ? new StreamStart(jobId, job, job.LogRemoved.Through, "lines_removed")
        : new StreamStart(jobId, job, after, null);
}
