using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Jobs.History;

/// <summary>A job of before, as a dump, a log file or an old database has it: it ended, whatever it says.</summary>
public sealed record OldJob
{
    public required string JobId { get; init; }
    public string JobType { get; init; } = Contracts.Jobs.JobType.PlanDecompose;
    public string Mode { get; init; } = JobMode.PlanBfs;

    /// <summary>Null when it names none.</summary>
    public long? PlanId { get; init; }

    public long? TargetTaskId { get; init; }

    /// <summary>Terminal.</summary>
    public JobStatus Status { get; init; } = JobStatus.Failed;

    public string? Error { get; init; }

    /// <summary>JSON.</summary>
    public string? Params { get; init; }

    /// <summary>JSON.</summary>
    public string? Stats { get; init; }

    /// <summary>JSON.</summary>
    public string? Result { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>In the order they were written.</summary>
    public IReadOnlyList<NewLogLine> Lines { get; init; } = [];

    /// <summary>Only lines are known of it: a log file says nothing else.</summary>
    public bool IsLinesAlone { get; init; }
}

/// <summary>What became of an old job.</summary>
/// <param name="IsNew">It was not there before.</param>
/// <param name="Lines">Its lines that were not there before.</param>
/// <param name="PlanId">Where it is now; null among the jobs without a plan.</param>
public sealed record ImportedJob(bool IsNew, int Lines, long? PlanId);
