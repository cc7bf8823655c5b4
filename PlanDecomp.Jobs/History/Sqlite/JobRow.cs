using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Texts;
using PlanDecomp.Storage;

namespace PlanDecomp.Jobs.History.Sqlite;

/// <summary>A row of <c>decomposition_jobs</c> as SQLite gives it.</summary>
internal sealed class JobRow
{
    /// <summary>What of a text that cannot be read is shown.</summary>
    private const int MaxRaw = 4_000;

    /// <remarks>As text, whatever others have put into a column: of another type it could not be read.</remarks>
    public static readonly string Columns = string.Join(", ", (string[])
    [
        .. ((string[])[
            "job_id", "job_type", "mode", "status", "error", "params_json", "stats_json", "result_json", "owner", "lease_until", "available_at",
            "cancel_requested_at", "checkpoint_json", "parent_job_id", "continues_json", "trace_parent", "worker", "attempt_errors_json", "lines_removed_at", "created_at", "started_at", "finished_at",
        ]).Select(SqliteTime.Text),
        "CASE typeof(target_task_id) WHEN 'integer' THEN target_task_id END AS target_task_id", "attempt", "tried", "last_seq", "lines_removed_through",
    ]);

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

    /// <summary>Attempts begun since the job last came further; one that a stopping worker has released is none.</summary>
    public long Tried { get; set; }

    public string? LeaseUntil { get; set; }
    public string? AvailableAt { get; set; }
    public string? CancelRequestedAt { get; set; }
    public string? CheckpointJson { get; set; }
    public string? ParentJobId { get; set; }
    public string? ContinuesJson { get; set; }
    public string? TraceParent { get; set; }
    public long LastSeq { get; set; }
    public string? Worker { get; set; }
    public string? AttemptErrorsJson { get; set; }
    public long LinesRemovedThrough { get; set; }
    public string? LinesRemovedAt { get; set; }
    public string? CreatedAt { get; set; }
    public string? StartedAt { get; set; }
    public string? FinishedAt { get; set; }

    /// <summary>What <see cref="Status"/> means.</summary>
    public JobStatus Standing => StatusWords.Read(Status);

    public bool IsTerminal => Standing.IsTerminal();

    /// <summary>Queued and due, or running on a lease that has run out (or, in an old file, on none).</summary>
    /// <remarks>A lease that ends later than any could by now was given before the clock was set back.</remarks>
    public bool IsClaimable(DateTimeOffset now, TimeSpan lease) => Standing switch
    {
        JobStatus.Queued => SqliteTime.ReadOptional(AvailableAt) is not { } due || due <= now,
        JobStatus.Running => SqliteTime.ReadOptional(LeaseUntil) is not { } until || until <= now || until > now + (2 * lease),
        _ => false,
    };

    public Job ToJob(long? planId)
    {
        var unreadable = new Dictionary<string, string>();
        if (JobStatuses.Find(Status) is null) unreadable["status"] = Status;
        return new Job
        {
            JobId = JobId,
            JobType = JobType,
            Mode = Mode,
            PlanId = planId,
            TargetTaskId = TargetTaskId,
            Status = Standing,
            Error = Error,
            Params = Json("params", ParamsJson, unreadable),
            Stats = Json("stats", StatsJson, ContractsJson.Readable.JobStats, unreadable),
            Result = Json("result", ResultJson, unreadable),
            Attempt = (int)Attempt,
            AttemptErrors = Json("attempt_errors", AttemptErrorsJson, ContractsJson.Readable.IReadOnlyListAttemptError, unreadable),
            Owner = Owner,
            ParentJobId = ParentJobId,
            Continues = Json("continues", ContinuesJson, ContractsJson.Default.IReadOnlyListString, unreadable),
            CanContinue = CheckpointJson is not null && Standing is JobStatus.Failed or JobStatus.Cancelled && JobTypes.CanContinue(JobType, Mode),
            TraceId = ActivityContext.TryParse(TraceParent, null, out var trace) ? trace.TraceId.ToHexString() : null,
            LastSeq = LastSeq,
            LogRemoved = LinesRemoved.Of(LinesRemovedThrough, LinesRemovedAt),
            CreatedAt = Time("created_at", CreatedAt, unreadable) ?? SqliteTime.ReadOptional(StartedAt) ?? SqliteTime.ReadOrEpoch(FinishedAt),
            StartedAt = Time("started_at", StartedAt, unreadable),
            FinishedAt = Time("finished_at", FinishedAt, unreadable),
            CancelRequestedAt = Time("cancel_requested_at", CancelRequestedAt, unreadable),
            Unreadable = unreadable.Count == 0 ? null : unreadable.ToDictionary(entry => entry.Key, entry => TextCut.To(entry.Value, MaxRaw)),
        };
    }

    private static JsonElement? Json(string name, string? text, Dictionary<string, string> unreadable)
    {
        if (!StoredJson.TryRead(text, out var value)) unreadable[name] = text!;
        return value;
    }

    private static T? Json<T>(string name, string? text, JsonTypeInfo<T> type, Dictionary<string, string> unreadable)
        where T : class
    {
        if (Json(name, text, unreadable) is not { } value) return null;
        try
        {
            return value.Deserialize(type);
        }
        catch (JsonException)
        {
            unreadable[name] = text!;
            return null;
        }
    }

    private static DateTimeOffset? Time(string name, string? text, Dictionary<string, string> unreadable)
    {
        var time = SqliteTime.ReadOptional(text);
        if (time is null && !string.IsNullOrEmpty(text)) unreadable[name] = text;
        return time;
    }
}
