using System.Text.Json;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Jobs.History;

/// <summary>A job asked for, before it exists.</summary>
public sealed record NewJob
{
    /// <summary>Chosen by who submits, when something else is called after the job before it exists; null has one made.</summary>
    public string? JobId { get; init; }

    public required string JobType { get; init; }
    public required string Mode { get; init; }
    public required string Owner { get; init; }

    /// <summary>Null for a job bound to no plan.</summary>
    public long? PlanId { get; init; }

    public long? TargetTaskId { get; init; }
    public JsonElement? Params { get; init; }
    public string? ParentJobId { get; init; }

    /// <summary>A job in the same file that has ended, whose checkpoint and figures this one begins with; null for a fresh start.</summary>
    public string? ContinuesJobId { get; init; }

    /// <summary>The client's <c>Idempotency-Key</c>: with the owner it names one job for ever.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>A digest of what was asked, to tell a repeat from another request under the same key.</summary>
    public string? IdempotencyFingerprint { get; init; }

    /// <summary>W3C <c>traceparent</c> of the request.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Refused while a job of the same type is at work on the same target of the plan, or on the plan as a whole.</summary>
    public bool Exclusive { get; init; }

    /// <summary>Types that <see cref="Exclusive"/> minds as well as the job's own.</summary>
    public IReadOnlyList<string>? ExclusiveWith { get; init; }

    /// <summary>Refused while a job of one of these types is at work anywhere on the same plan.</summary>
    public IReadOnlyList<string>? ConflictsWith { get; init; }

    /// <summary>The log's first line.</summary>
    public required NewLogLine FirstLine { get; init; }
}

/// <summary>What became of a submission.</summary>
/// <param name="Job">The job, new or the one the key named before.</param>
/// <param name="Created">False when the idempotency key named an existing job.</param>
/// <param name="FirstLine">The line stored with a new job; null for an older one.</param>
public sealed record SubmittedJob(Job Job, bool Created, JobLogEntry? FirstLine = null);

/// <summary>The idempotency key names a job that was asked for with another request.</summary>
public sealed class IdempotencyKeyReusedException() : Exception("The idempotency key was used with another request.");

/// <summary>The job's plan is not there: it was deleted, or is away for now.</summary>
public sealed class PlanMissingException(long? planId, Exception inner) : Exception($"Plan {planId} is not there.", inner);

/// <summary>Another job is at work on the same thing.</summary>
public sealed class JobConflictException(string jobId, string jobType) : Exception($"Job {jobId} is at work on the same target.")
{
    /// <summary>The job to follow instead.</summary>
    public string JobId { get; } = jobId;

    /// <summary>What that job does.</summary>
    public string JobType { get; } = jobType;
}
