using Dapper;
using Microsoft.Data.Sqlite;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Storage;

namespace PlanDecomp.Jobs.History.Sqlite;

/// <summary>The jobs in a file that someone else has open: what the keepers of plans ask of them, inside their own transactions.</summary>
public static class JobsInFile
{
    /// <summary>The oldest job that is queued or running; null when the file is at rest. While there is one, nobody takes the rows away that its next commit rests on.</summary>
    public static JobAtWork? FindAtWork(SqliteConnection connection) => connection.QueryFirstOrDefault<JobAtWork>($"""
        SELECT job_id AS JobId, job_type AS JobType FROM decomposition_jobs WHERE {StatusWords.IsAtWork} ORDER BY created_at LIMIT 1
        """);

    /// <summary>All jobs that are queued or running.</summary>
    public static IReadOnlySet<string> AtWork(SqliteConnection connection) =>
        connection.Query<string>($"SELECT CAST(job_id AS TEXT) FROM decomposition_jobs WHERE job_id IS NOT NULL AND {StatusWords.IsAtWork}").ToHashSet();

    /// <summary>Ends all that is not at its end, without a line: no worker writes or pays on, since every write of a run needs its job to be running.</summary>
    public static void CancelAll(SqliteConnection connection, DateTimeOffset now) => connection.Execute(
        $"UPDATE decomposition_jobs SET status = 'cancelled', finished_at = @now WHERE {StatusWords.IsAtWork}", new { now = SqliteTime.Write(now) });

    public static IReadOnlySet<string> Ids(SqliteConnection connection) =>
        connection.Query<string>("SELECT CAST(job_id AS TEXT) FROM decomposition_jobs WHERE job_id IS NOT NULL").ToHashSet();

    /// <summary>When the oldest job was made; null when there is none, or it says no time.</summary>
    public static DateTimeOffset? FirstCreatedAt(SqliteConnection connection) =>
        connection.Query<string?>($"SELECT {SqliteTime.Text("created_at")} FROM decomposition_jobs").Min(text => SqliteTime.ReadOptional(text));

    /// <summary>Gives the jobs of old files, which name no owner, to an account.</summary>
    public static void Give(SqliteConnection connection, string owner) =>
        connection.Execute("UPDATE decomposition_jobs SET owner = @owner WHERE owner = ''", new { owner });

    /// <summary>The file's jobs as the index repeats them.</summary>
    /// <param name="connection">Of the file.</param>
    /// <param name="planId">The file's plan; null for the jobs without one.</param>
    /// <param name="now">For a job of an old file that has no time at all.</param>
    /// <param name="owner">Only this account's; null for all.</param>
    public static IReadOnlyList<JobIndexRow> Read(SqliteConnection connection, long? planId, DateTimeOffset now, string? owner = null)
    {
        var rows = connection.Query<JobIndexRow>(
            $"SELECT {JobIndexRow.ColumnsOfJob}, last_seq - lines_removed_through AS Lines FROM decomposition_jobs WHERE job_id IS NOT NULL AND (@owner IS NULL OR owner = @owner)", new { owner }).AsList();
        foreach (var row in rows)
        {
            row.PlanId = planId;
            row.Status = StatusWords.Read(row.Status).ToName();

            // The index sorts by text: times of CURRENT_TIMESTAMP's form would sort before all others of their day.
            var (started, finished) = (SqliteTime.ReadOptional(row.StartedAt), SqliteTime.ReadOptional(row.FinishedAt));
            row.CreatedAt = SqliteTime.Write(SqliteTime.ReadOptional(row.CreatedAt) ?? started ?? finished ?? now);
            row.StartedAt = SqliteTime.Write(started);
            row.FinishedAt = SqliteTime.Write(finished);
        }

        return rows;
    }
}

/// <summary>A job that is queued or running.</summary>
public sealed record JobAtWork(string JobId, string JobType);
