using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans;

/// <summary>A job as the index repeats it, read from the file that is the truth.</summary>
internal sealed class JobIndexRow
{
    private const string Columns = """
        job_id AS JobId, owner AS Owner, job_type AS JobType, mode AS Mode, target_task_id AS TargetTaskId, status AS Status,
        idempotency_key AS IdempotencyKey, idempotency_fingerprint AS IdempotencyFingerprint, parent_job_id AS ParentJobId,
        created_at AS CreatedAt, started_at AS StartedAt, finished_at AS FinishedAt
        """;

    public string JobId { get; init; } = "";
    public long? PlanId { get; private set; }
    public string Owner { get; init; } = "";
    public string JobType { get; init; } = "";
    public string Mode { get; init; } = "";
    public long? TargetTaskId { get; init; }
    public string Status { get; init; } = "";
    public string? IdempotencyKey { get; init; }
    public string? IdempotencyFingerprint { get; init; }
    public string? ParentJobId { get; init; }
    public string? CreatedAt { get; private set; }
    public string? StartedAt { get; private set; }
    public string? FinishedAt { get; private set; }

    /// <summary>The jobs of a file.</summary>
    /// <param name="connection">Of the file.</param>
    /// <param name="planId">The file's plan; null for the jobs without one.</param>
    /// <param name="now">For a job of an old file that has no time at all.</param>
    /// <param name="owner">Only this account's; null for all.</param>
    public static List<JobIndexRow> Read(SqliteConnection connection, long? planId, DateTimeOffset now, string? owner = null)
    {
        var rows = connection.Query<JobIndexRow>(
            $"SELECT {Columns} FROM decomposition_jobs WHERE @owner IS NULL OR owner = @owner", new { owner }).AsList();
        foreach (var row in rows)
        {
            row.PlanId = planId;

            // The index sorts by text: times of CURRENT_TIMESTAMP's form would sort before all others of their day.
            row.CreatedAt = SqliteTime.Write(Times([row.CreatedAt, row.StartedAt, row.FinishedAt]).FirstOrDefault(now));
            row.StartedAt = Times([row.StartedAt]).Select(SqliteTime.Write).FirstOrDefault();
            row.FinishedAt = Times([row.FinishedAt]).Select(SqliteTime.Write).FirstOrDefault();
        }

        return rows;
    }

    /// <summary>Adds the job's row, or brings it up to the file. An end that the index knows of is never taken back by a reading made before it.</summary>
    /// <returns>True when there was no row.</returns>
    public static bool Put(SqliteConnection main, JobIndexRow job)
    {
        var isNew = !main.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM jobs WHERE job_id = @JobId)", new { job.JobId });

        // A key that two files carry (one of them restored from a copy) stays with the first: it can name only one job.
        main.Execute("""
            INSERT INTO jobs (job_id, plan_id, owner, job_type, mode, target_task_id, status, idempotency_key, idempotency_fingerprint,
              parent_job_id, created_at, started_at, finished_at)
            VALUES (@JobId, @PlanId, @Owner, @JobType, @Mode, @TargetTaskId, @Status,
              CASE WHEN NOT EXISTS (SELECT 1 FROM jobs AS other WHERE other.owner = @Owner AND other.idempotency_key = @IdempotencyKey
                AND other.job_id <> @JobId) THEN @IdempotencyKey END, @IdempotencyFingerprint,
              @ParentJobId, @CreatedAt, @StartedAt, @FinishedAt)
            ON CONFLICT (job_id) DO UPDATE SET intent_json = NULL, status = excluded.status, started_at = excluded.started_at,
              finished_at = excluded.finished_at
            WHERE jobs.owner = excluded.owner AND jobs.status IN ('queued', 'running')
            """, job);
        return isNew;
    }

    public static IEnumerable<DateTimeOffset> Times(IEnumerable<string?> texts)
    {
        foreach (var text in texts)
        {
            if (DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            {
                yield return time;
            }
        }
    }
}
