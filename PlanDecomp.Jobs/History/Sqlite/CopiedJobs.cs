using Dapper;
using Microsoft.Data.Sqlite;

namespace PlanDecomp.Jobs.History.Sqlite;

/// <summary>The jobs in a copy of a file, of whatever version: nothing is brought up to date.</summary>
public static class CopiedJobs
{
    /// <returns>By id: true while the job is not at its end.</returns>
    /// <exception cref="SqliteException">It is no file of ours.</exception>
    public static IReadOnlyDictionary<string, bool> Read(string copy)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        connection.Open();

        // Its tables are made a moment after the file.
        if (!connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'decomposition_jobs')")) return new Dictionary<string, bool>();
        return connection.Query<(string JobId, bool IsActive)>($"SELECT job_id, {StatusWords.IsAtWork} FROM decomposition_jobs WHERE job_id IS NOT NULL")
            .ToDictionary(job => job.JobId, job => job.IsActive);
    }
}
