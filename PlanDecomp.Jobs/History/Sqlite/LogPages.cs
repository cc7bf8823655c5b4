using Dapper;
using Microsoft.Data.Sqlite;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Storage;

namespace PlanDecomp.Jobs.History.Sqlite;

/// <summary>Reads pages of a job's log, both ways, filtered.</summary>
internal static class LogPages
{
    // Words that are none of ours count as info, as in JobLogLevels.
    private const string Matches = """
        job_id = @jobId AND (@below IS NULL OR instr(@below, ',' || lower(level) || ',') = 0)
          AND (@only IS NULL OR instr(@only, ',' || lower(level) || ',') > 0) AND (@search IS NULL OR contains(message, @search))
        """;

    public static JobLogPage? Read(SqliteConnection db, string jobId, JobLogQuery query)
    {
        if (db.QuerySingleOrDefault<JobRow>(
                $"SELECT last_seq, lines_removed_through, lines_removed_at, {SqliteTime.Text("created_at")}, {SqliteTime.Text("started_at")} FROM decomposition_jobs WHERE job_id = @jobId", new { jobId })
            is not { } job) return null;
        var begun = SqliteTime.ReadOptional(job.StartedAt) ?? SqliteTime.ReadOrEpoch(job.CreatedAt);

        var forward = query.After is not null;
        var filter = new
        {
            jobId,
            after = query.After ?? 0,
            before = query.Before ?? long.MaxValue,
            below = query.MinLevel is JobLogLevel.Info ? Words(JobLogLevel.Debug) : null,
            only = query.MinLevel is >= JobLogLevel.Warning and var least ? Words([.. Enum.GetValues<JobLogLevel>().Where(level => level >= least)]) : null,
            search = string.IsNullOrEmpty(query.Search) ? null : query.Search,
            limit = query.Limit,
        };
        var entries = db.Query<LogRow>($"""
            SELECT {LogRow.Columns} FROM decomposition_job_logs
            WHERE {Matches} AND seq > @after AND seq < @before
            ORDER BY seq {(forward ? "ASC" : "DESC")} LIMIT @limit
            """, filter).Select(row => row.ToEntry(begun)).ToList();
        if (!forward) entries.Reverse();

        var first = entries.Count > 0 ? entries[0].Seq : forward ? filter.after + 1 : filter.before;
        var last = entries.Count > 0 ? entries[^1].Seq : first - 1;
        return new JobLogPage(
            jobId,
            entries,
            job.LastSeq,
            HasOlder: Exists("seq < @edge", first),
            HasNewer: Exists("seq > @edge", last),
            Removed: LinesRemoved.Of(job.LinesRemovedThrough, job.LinesRemovedAt));

        bool Exists(string side, long edge) => db.ExecuteScalar<bool>(
            $"SELECT EXISTS (SELECT 1 FROM decomposition_job_logs WHERE {Matches} AND {side})", new { jobId, filter.below, filter.only, filter.search, edge });
    }

    private static string Words(params IEnumerable<JobLogLevel> levels) => $",{string.Join(',', levels.SelectMany(JobLogLevels.WordsOf))},";
}
