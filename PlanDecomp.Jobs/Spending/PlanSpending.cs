using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Storage;

namespace PlanDecomp.Jobs.Spending;

/// <summary>What the jobs of a plan have used of the language model, by their figures in the plan's file.</summary>
public sealed class PlanSpending(SqliteFiles files)
{
    /// <summary>Null when the plan's file is not there.</summary>
    public async Task<(int Jobs, Spent Spent)?> ReadAsync(long planId, CancellationToken ct)
    {
        try
        {
            return await files.ReadAsync(files.Folder.JobsOf(planId), Read, ct);
        }
        catch (SqliteFileMissingException)
        {
            return null;
        }
    }

    private static (int Jobs, Spent Spent) Read(SqliteConnection db)
    {
        // Invariant: the figures of a job that goes on from another begin with that one's, so of a line of such jobs the last has all of it.
        var figures = db.Query<string?>("""
            SELECT stats_json FROM decomposition_jobs WHERE job_id NOT IN (
              SELECT before.value FROM decomposition_jobs AS later, json_each(CASE WHEN json_valid(later.continues_json) THEN later.continues_json ELSE '[]' END) AS before)
            """);
        return (db.ExecuteScalar<int>("SELECT count(*) FROM decomposition_jobs"), figures.Aggregate(Spent.Nothing, (all, json) => all + Spent.Of(StatsOf(json))));
    }

    private static JobStats? StatsOf(string? json)
    {
        if (!StoredJson.TryRead(json, out var value) || value is null) return null;
        try
        {
            return value.Value.Deserialize(ContractsJson.Default.JobStats);
        }
        catch (JsonException)
        {
            // Of another program's making.
            return null;
        }
    }
}
