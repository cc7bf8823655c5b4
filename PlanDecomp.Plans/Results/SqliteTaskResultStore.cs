using System.Globalization;
using Dapper;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans.Results;

/// <summary>The results in each plan's own file.</summary>
public sealed class SqliteTaskResultStore(SqliteFiles files) : ITaskResultStore
{
    private const string Columns = """
        r.task_id AS TaskId, r.version AS Version, CAST(kind AS TEXT) AS Kind, CAST(content AS TEXT) AS Content, CAST(job_id AS TEXT) AS JobId,
        CAST(writer AS TEXT) AS Writer, CAST(model AS TEXT) AS Model, CAST(created_at AS TEXT) AS CreatedAt,
        coalesce(prepared, 0) AS Prepared, coalesce(incomplete, 0) AS Incomplete, CAST(hash AS TEXT) AS Hash
        """;

    private const string Results = "task_results AS r LEFT JOIN result_facts AS f ON f.task_id = r.task_id AND f.version = r.version";

    public Task<TaskResultPage?> ListAsync(long planId, long taskId, string? cursor, int limit, CancellationToken ct)
    {
        var before = int.MaxValue;
        if (cursor is not null && !int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before))
        {
            throw new PlanRuleException("cursor", "The cursor is none of this list's.");
        }

        return files.ReadAsync(files.Folder.Plan(planId), connection =>
        {
            if (TaskRows.DepthOf(connection, taskId) is null) return null;
            var rows = connection.Query<ResultRow>($"""
                SELECT {Columns} FROM {Results} WHERE r.task_id = @taskId AND r.version < @before ORDER BY r.version DESC LIMIT @limit
                """, new { taskId, before, limit = limit + 1 }).AsList();
            var page = rows.Take(limit).Select(row => row.ToResult()).ToList();
            return new TaskResultPage(page, rows.Count > limit ? page[^1].Version.ToString(CultureInfo.InvariantCulture) : null);
        }, ct).OrNullWhenMissing();
    }

    public Task<FinalDocument?> FindDocumentAsync(long planId, string? jobId, CancellationToken ct) => files.ReadAsync(
        files.Folder.Plan(planId), connection => FinalDocumentRows.Find(connection, planId, jobId), ct).OrNullWhenMissing();

    public async Task<ILookup<long, TaskResult>> ReadAllAsync(long planId, CancellationToken ct)
    {
        var found = await files.ReadAsync<List<TaskResult>?>(files.Folder.Plan(planId), connection =>
            [.. connection.Query<ResultRow>($"SELECT {Columns} FROM {Results} ORDER BY r.task_id, r.version").Select(row => row.ToResult())], ct).OrNullWhenMissing();
        return (found ?? []).ToLookup(result => result.TaskId);
    }

    public async Task<IReadOnlyDictionary<long, TaskResult>> ReadNewestAsync(long planId, IReadOnlyCollection<long> taskIds, CancellationToken ct)
    {
        if (taskIds.Count == 0) return new Dictionary<long, TaskResult>();
        var found = await files.ReadAsync<Dictionary<long, TaskResult>?>(files.Folder.Plan(planId), connection =>
        {
            // One by one by the key: no limit of parameters to mind.
            var newest = new Dictionary<long, TaskResult>();
            foreach (var taskId in taskIds)
            {
                var row = connection.QueryFirstOrDefault<ResultRow>(
                    $"SELECT {Columns} FROM {Results} WHERE r.task_id = @taskId ORDER BY r.version DESC LIMIT 1", new { taskId });
                if (row is not null) newest[taskId] = row.ToResult();
            }

            return newest;
        }, ct).OrNullWhenMissing();
        return found ?? [];
    }

    private sealed class ResultRow
    {
        public long TaskId { get; init; }
        public int Version { get; init; }
        public string Kind { get; init; } = "";
        public string Content { get; init; } = "";
        public string JobId { get; init; } = "";
        public string Writer { get; init; } = "";
        public string? Model { get; init; }
        public string CreatedAt { get; init; } = "";

        /// <summary>Long, as SQLite gives it: an expression has no declared type to convert by.</summary>
        public long Prepared { get; init; }

        public long Incomplete { get; init; }
        public string? Hash { get; init; }

        public TaskResult ToResult() => new()
        {
            TaskId = TaskId,
            Version = Version,
            Kind = Kind,
            Content = Content,
            JobId = JobId,
            Writer = Writer,
            Model = Model,
            Prepared = Prepared != 0,
            Incomplete = Incomplete != 0,
            Stamp = ResultSource.StampOf(Hash, Version),
            CreatedAt = SqliteTime.ReadOrEpoch(CreatedAt),
        };
    }
}
