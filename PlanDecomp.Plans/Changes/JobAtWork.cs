using Dapper;
using Microsoft.Data.Sqlite;

namespace PlanDecomp.Plans.Changes;

/// <summary>A job that is queued or running on a plan. While there is one, nobody takes the rows away that its next commit rests on.</summary>
internal sealed record JobAtWork(string JobId, string JobType)
{
    /// <summary>The oldest one; null when the plan is at rest.</summary>
    public static JobAtWork? Find(SqliteConnection connection) => connection.QueryFirstOrDefault<JobAtWork>("""
        SELECT job_id AS JobId, job_type AS JobType FROM decomposition_jobs WHERE status IN ('queued', 'running') ORDER BY created_at LIMIT 1
        """);
}
