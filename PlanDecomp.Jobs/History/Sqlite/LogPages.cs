using Dapper;
using Microsoft.Data.Sqlite;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Jobs.History.Sqlite;

/// <summary>Reads pages of a job's log, both ways, filtered.</summary>
internal static class LogPages
{
    private const string Matches =
        "job_id = @jobId AND (@levels IS NULL OR instr(@levels, ',' || level || ',') > 0) AND (@search IS NULL OR contains(message, @search))";

    public static JobLogPage? Read(SqliteConnection db, string jobId, JobLogQuery query)
    {
        var found = db.QuerySingleOrDefault<(long LastSeq, long RemovedThrough, string? RemovedAt)?>(
            "SELECT last_seq, lines_removed_through, lines_removed_at FROM decomposition_jobs WHERE job_id = @jobId", new { jobId });
        if (found is not { } job) return null;

        var forward = query.After is not null;
        var filter = new
        {
            jobId,
            after = query.After ?? 0,
            before = query.Before ?? long.MaxValue,
            levels = Levels(query.MinLevel),
            search = string.IsNullOrEmpty(query.Search) ? null : query.Search,
            limit = query.Limit,
        };
        var entries = db.Query<LogRow>($"""
            SELECT {LogRow.Columns} FROM decomposition_job_logs
            WHERE {Matches} AND seq > @after AND seq < @before
            ORDER BY seq {(forward ? "ASC" : "DESC")} LIMIT @limit
            """, filter).Select(row => row.ToEntry()).ToList();
        if (!forward) entries.Reverse();

        var first = entries.Count > 0 ? entries[0].Seq : forward ? filter.after + 1 : filter.before;
        var last = entries.Count > 0 ? entries[^1].Seq : first - 1;
        return new JobLogPage(
            jobId,
            entries,
            job.LastSeq,
            HasOlder: Exists(db, "seq < @edge", filter.jobId, filter.levels, filter.search, first),
            HasNewer: Exists(db, "seq > @edge", filter.jobId, filter.levels, filter.search, last),
            Removed: LinesRemoved.Of(job.RemovedThrough, job.RemovedAt));
    }

    private static bool Exists(SqliteConnection db, string side, string jobId, string? levels, string? search, long edge) =>
        db.ExecuteScalar<bool>(
            $"SELECT EXISTS (SELECT 1 FROM decomposition_job_logs WHERE {Matches} AND {side})", new { jobId, levels, search, edge });

    private static string? Levels(JobLogLevel? least) => least is null or JobLogLevel.Debug
        ? null
        : $",{string.Join(',', Enum.GetValues<JobLogLevel>().Where(level => level >= least).Select(level => level.ToName()))},";
}
