using Dapper;
using Microsoft.Data.Sqlite;

namespace PlanDecomp.Jobs.History.Sqlite;

/// <summary>The jobs' rows in <c>main.sqlite</c> for who keeps the plans' rows beside them, inside their own transactions.</summary>
public static class IndexedJobs
{
    /// <summary>A condition of SQL: a job of the plan is at work, or one has ended since a time.</summary>
    /// <param name="planId">The column with the plan.</param>
    /// <param name="since">The column with the time.</param>
    public static string AtWorkSince(string planId, string since) =>
        $"EXISTS (SELECT 1 FROM jobs WHERE jobs.plan_id = {planId} AND (jobs.finished_at IS NULL OR jobs.finished_at >= {since}))";

    /// <summary>An account's jobs of a plan, or those bound to none, that must be in a file: begun submissions are not.</summary>
    public static IReadOnlySet<string> Ids(SqliteConnection main, long? planId, string owner) => main.Query<string>(
        "SELECT job_id FROM jobs WHERE plan_id IS @planId AND owner = @owner AND intent_json IS NULL", new { planId, owner }).ToHashSet();

    /// <summary>Adds the job's row, or brings it up to the file. An end that the index knows of is never taken back by a reading made before it.</summary>
    /// <returns>True when there was no row.</returns>
    public static bool Put(SqliteConnection main, JobIndexRow job)
    {
        var isNew = !main.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM jobs WHERE job_id = @JobId)", new { job.JobId });

        // A key that two files carry (one of them restored from a copy) stays with the first: it can name only one job.
        main.Execute("""
            INSERT INTO jobs (job_id, plan_id, owner, job_type, mode, target_task_id, status, idempotency_key, idempotency_fingerprint,
              parent_job_id, created_at, started_at, finished_at, lines)
            VALUES (@JobId, @PlanId, @Owner, @JobType, @Mode, @TargetTaskId, @Status,
              CASE WHEN NOT EXISTS (SELECT 1 FROM jobs AS other WHERE other.owner = @Owner AND other.idempotency_key = @IdempotencyKey
                AND other.job_id <> @JobId) THEN @IdempotencyKey END, @IdempotencyFingerprint,
              @ParentJobId, @CreatedAt, @StartedAt, @FinishedAt, @Lines)
            ON CONFLICT (job_id) DO UPDATE SET intent_json = NULL, status = excluded.status, started_at = excluded.started_at,
              finished_at = excluded.finished_at, lines = excluded.lines
            WHERE jobs.owner = excluded.owner AND jobs.status IN ('queued', 'running')
            """, job);
        return isNew;
    }

    /// <summary>Gives rows of a rebuild that copied the words of others' files our names: indexes and filters go by these.</summary>
    public static void NameStatuses(SqliteConnection main)
    {
        if (main.ExecuteScalar<bool>($"SELECT EXISTS (SELECT 1 FROM jobs WHERE NOT {StatusWords.IsOurs})"))
        {
            main.Execute($"UPDATE jobs SET status = {StatusWords.Name} WHERE NOT {StatusWords.IsOurs}");
        }
    }

    public static void Remove(SqliteConnection main, IEnumerable<string> jobIds) =>
        main.Execute("DELETE FROM jobs WHERE job_id = @jobId", jobIds.Select(jobId => new { jobId }));

    public static void RemoveOf(SqliteConnection main, long planId) => main.Execute("DELETE FROM jobs WHERE plan_id = @planId", new { planId });

    /// <summary>Empties the index for a rebuild.</summary>
    /// <remarks>Invariant: a begun submission is in no other file; losing its row would lose an accepted job.</remarks>
    /// <param name="main">The index.</param>
    /// <param name="kept">Plans whose jobs stay.</param>
    public static void RemoveAllBut(SqliteConnection main, IReadOnlyCollection<long> kept) => main.Execute(
        "DELETE FROM jobs WHERE intent_json IS NULL AND (plan_id IS NULL OR plan_id NOT IN (SELECT value FROM json_each(@kept)))",
        new { kept = $"[{string.Join(',', kept)}]" });
}
