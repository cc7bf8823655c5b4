using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Storage;

namespace PlanDecomp.Jobs.History.Sqlite;

/// <summary>A row of <c>jobs</c> in <c>main.sqlite</c>: a job as the index repeats it.</summary>
public sealed class JobIndexRow
{
    /// <summary>What the job's own row says as well.</summary>
    /// <remarks>As text and as numbers, whatever others have put into a column: one value of another type would break the reading of all rows.</remarks>
    internal const string ColumnsOfJob = """
        CAST(job_id AS TEXT) AS JobId, CAST(owner AS TEXT) AS Owner, CAST(job_type AS TEXT) AS JobType, CAST(mode AS TEXT) AS Mode,
        CASE typeof(target_task_id) WHEN 'integer' THEN target_task_id END AS TargetTaskId, CAST(status AS TEXT) AS Status,
        idempotency_key AS IdempotencyKey, idempotency_fingerprint AS IdempotencyFingerprint, parent_job_id AS ParentJobId,
        CAST(created_at AS TEXT) AS CreatedAt, CAST(started_at AS TEXT) AS StartedAt, CAST(finished_at AS TEXT) AS FinishedAt
        """;

    internal const string Columns = $"{ColumnsOfJob}, plan_id AS PlanId, intent_json AS IntentJson, lines AS Lines";

    public string JobId { get; init; } = "";
    public long? PlanId { get; internal set; }
    public string Owner { get; init; } = "";
    public string JobType { get; init; } = "";
    public string Mode { get; init; } = "";
    public long? TargetTaskId { get; init; }
    public string Status { get; internal set; } = "";

    /// <summary>Null once the job's own file holds it.</summary>
    public string? IntentJson { get; init; }

    public string? IdempotencyKey { get; init; }
    public string? IdempotencyFingerprint { get; init; }
    public string? ParentJobId { get; init; }
    public string CreatedAt { get; internal set; } = "";
    public string? StartedAt { get; internal set; }
    public string? FinishedAt { get; internal set; }


    /// <summary>Log lines its file holds; null when that was not looked at.</summary>
    public long? Lines { get; init; }

    internal JobSummary ToSummary() => new()
    {
        JobId = JobId,
        JobType = JobType,
        Mode = Mode,
        PlanId = PlanId,
        TargetTaskId = TargetTaskId,
        Status = StatusWords.Read(Status),
        ParentJobId = ParentJobId,
        CreatedAt = SqliteTime.ReadOrEpoch(CreatedAt),
        StartedAt = SqliteTime.ReadOptional(StartedAt),
        FinishedAt = SqliteTime.ReadOptional(FinishedAt),
    };
}
