using System.Diagnostics;
using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Storage;

namespace PlanDecomp.Jobs.History.Sqlite;

/// <summary>A row of <c>decomposition_jobs</c> as SQLite gives it.</summary>
internal sealed class JobRow
{
    public const string Columns =
        "job_id, job_type, mode, target_task_id, status, error, params_json, stats_json, result_json, owner, attempt, releases, " +
        "lease_until, available_at, cancel_requested_at, checkpoint_json, parent_job_id, trace_parent, last_seq, worker, attempt_errors_json, " +
        "lines_removed_through, lines_removed_at, " +
        "created_at, started_at, finished_at";

    // Dapper sets these by the columns' names, underscores left out.
    public string JobId { get; set; } = "";
    public string JobType { get; set; } = "";
    public string Mode { get; set; } = "";
    public long? TargetTaskId { get; set; }
    public string Status { get; set; } = "";
    public string? Error { get; set; }
    public string? ParamsJson { get; set; }
    public string? StatsJson { get; set; }
    public string? ResultJson { get; set; }
    public string Owner { get; set; } = "";
    public long Attempt { get; set; }
    public long Releases { get; set; }
    public string? LeaseUntil { get; set; }
    public string? AvailableAt { get; set; }
    public string? CancelRequestedAt { get; set; }
    public string? CheckpointJson { get; set; }
    public string? ParentJobId { get; set; }
    public string? TraceParent { get; set; }
    public long LastSeq { get; set; }
    public string? Worker { get; set; }
    public string? AttemptErrorsJson { get; set; }
    public long LinesRemovedThrough { get; set; }
    public string? LinesRemovedAt { get; set; }
    public string? CreatedAt { get; set; }
    public string? StartedAt { get; set; }
    public string? FinishedAt { get; set; }

    public bool IsTerminal => JobStatuses.Parse(Status).IsTerminal();

    /// <summary>Queued and due, or running on a lease that has run out (or, in an old file, on none).</summary>
    /// <remarks>A lease that ends later than any could by now was given before the clock was set back.</remarks>
    public bool IsClaimable(DateTimeOffset now, TimeSpan lease) => JobStatuses.Parse(Status) switch
    {
        JobStatus.Queued => SqliteTime.ReadOptional(AvailableAt) is not { } due || due <= now,
        JobStatus.Running => SqliteTime.ReadOptional(LeaseUntil) is not { } until || until <= now || until > now + (2 * lease),
        _ => false,
    };

    public Job ToJob(long? planId) => new()
    {
        JobId = JobId,
        JobType = JobType,
        Mode = Mode,
        PlanId = planId,
        TargetTaskId = TargetTaskId,
        Status = JobStatuses.Parse(Status),
        Error = Error,
        Params = Json(ParamsJson),
        Stats = StatsJson is null ? null : JsonSerializer.Deserialize(StatsJson, ContractsJson.Readable.JobStats),
        Result = Json(ResultJson),
        Attempt = (int)Attempt,
        AttemptErrors = AttemptErrorsJson is null ? null : JsonSerializer.Deserialize(AttemptErrorsJson, ContractsJson.Readable.IReadOnlyListAttemptError),
        Owner = Owner,
        ParentJobId = ParentJobId,
        TraceId = ActivityContext.TryParse(TraceParent, null, out var trace) ? trace.TraceId.ToHexString() : null,
        LastSeq = LastSeq,
        LogRemoved = LinesRemoved.Of(LinesRemovedThrough, LinesRemovedAt),
        CreatedAt = SqliteTime.ReadOptional(CreatedAt) ?? DateTimeOffset.UnixEpoch,
        StartedAt = SqliteTime.ReadOptional(StartedAt),
        FinishedAt = SqliteTime.ReadOptional(FinishedAt),
        CancelRequestedAt = SqliteTime.ReadOptional(CancelRequestedAt),
    };

    private static JsonElement? Json(string? text) => text is null ? null : JsonElement.Parse(text);
}
