using System.Text.Json;

namespace PlanDecomp.Contracts.Jobs;

/// <summary>A unit of long work: asked for once, run by a worker, its history kept.</summary>
public record Job
{
    public required string JobId { get; init; }

    /// <summary>One of <see cref="Jobs.JobType"/>; rows of old files that have none count as <c>plan_decompose</c>.</summary>
    public required string JobType { get; init; }

    public required string Mode { get; init; }

    /// <summary>The plan the job belongs to; null for a job bound to no plan.</summary>
    public long? PlanId { get; init; }

    public long? TargetTaskId { get; init; }
    public required JobStatus Status { get; init; }

    /// <summary>Why it failed, in words for a person; null otherwise.</summary>
    public string? Error { get; init; }

    public JsonElement? Params { get; init; }
    public JobStats? Stats { get; init; }
    public JsonElement? Result { get; init; }

    /// <summary>How often a worker has claimed the job. Every write of a run is fenced by it.</summary>
    public int Attempt { get; init; }

    /// <summary>The attempts that broke or lost their worker, the first one first; null when none did. A release by a stopping worker is none.</summary>
    public IReadOnlyList<AttemptError>? AttemptErrors { get; init; }

    /// <summary>The account that owns the job. Never sent to a client.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Owner { get; init; } = "";

    public string? ParentJobId { get; init; }

    /// <summary>The ended jobs that this one goes on from, the first one first; null when it began by itself.</summary>
    public IReadOnlyList<string>? Continues { get; init; }

    /// <summary>It ended before its work was done, and another job can go on from where it stood.</summary>
    public bool CanContinue { get; init; }

    /// <summary>The trace of the request that asked for it, in which all its attempts are: 32 hex digits. Null when it was not traced.</summary>
    public string? TraceId { get; init; }

    /// <summary>The number of the job's newest log line; 0 before the first.</summary>
    public long LastSeq { get; init; }

    /// <summary>Lines that the retention policy has removed; null when all are there.</summary>
    public LogRemoval? LogRemoved { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
    public DateTimeOffset? CancelRequestedAt { get; init; }

    /// <summary>What its file says in a way that cannot be read, by name, as it stands there; null when all of it can.</summary>
    /// <remarks>Of files that others have written: the rest of the job is told as if that were not there. An unknown status counts as failed.</remarks>
    public IReadOnlyDictionary<string, string>? Unreadable { get; init; }
}

/// <summary>A job with its newest log lines: what a page needs to draw it before any stream is open.</summary>
public sealed record JobSnapshot : Job
{
    public JobSnapshot()
    {
    }

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public JobSnapshot(Job job, IReadOnlyList<JobLogEntry> logs) : base(job) => Logs = logs;

    /// <summary>The newest lines, oldest first.</summary>
    [System.Text.Json.Serialization.JsonPropertyOrder(1)]
    public IReadOnlyList<JobLogEntry> Logs { get; init; } = [];
}

/// <summary>One page of jobs, newest first.</summary>
/// <param name="Jobs">The page.</param>
/// <param name="NextCursor">Pass as <c>cursor</c> for the page after it; null at the end.</param>
public sealed record JobPage(IReadOnlyList<JobSummary> Jobs, string? NextCursor);

/// <summary>A job as a list shows it. Its figures, result and lines are in the snapshot.</summary>
public sealed record JobSummary
{
    public required string JobId { get; init; }
    public required string JobType { get; init; }
    public required string Mode { get; init; }
    public long? PlanId { get; init; }
    public long? TargetTaskId { get; init; }
    public required JobStatus Status { get; init; }
    public string? ParentJobId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
}
