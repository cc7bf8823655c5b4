using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Storage;

namespace PlanDecomp.Jobs.History.Sqlite;

/// <summary>A row of <c>jobs</c> in <c>main.sqlite</c>.</summary>
internal sealed class IndexRow
{
    public const string Columns =
        "job_id, plan_id, owner, job_type, mode, target_task_id, status, intent_json, idempotency_fingerprint, parent_job_id, " +
        "created_at, started_at, finished_at";

    public string JobId { get; set; } = "";
    public long? PlanId { get; set; }
    public string Owner { get; set; } = "";
    public string JobType { get; set; } = "";
    public string Mode { get; set; } = "";
    public long? TargetTaskId { get; set; }
    public string Status { get; set; } = "";

    /// <summary>Null once the job's own file holds it.</summary>
    public string? IntentJson { get; set; }

    public string? IdempotencyFingerprint { get; set; }
    public string? ParentJobId { get; set; }
    public string CreatedAt { get; set; } = "";
    public string? StartedAt { get; set; }
    public string? FinishedAt { get; set; }

    public JobSummary ToSummary() => new()
    {
        JobId = JobId,
        JobType = JobType,
        Mode = Mode,
        PlanId = PlanId,
        TargetTaskId = TargetTaskId,
        Status = JobStatuses.Parse(Status),
        ParentJobId = ParentJobId,
        CreatedAt = SqliteTime.Read(CreatedAt),
        StartedAt = SqliteTime.ReadOptional(StartedAt),
        FinishedAt = SqliteTime.ReadOptional(FinishedAt),
    };
}
