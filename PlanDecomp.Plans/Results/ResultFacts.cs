using System.Data.Common;
using Dapper;

namespace PlanDecomp.Plans.Results;

/// <summary>What is known of a task's newest result without reading it.</summary>
internal sealed class ResultFacts
{
    public long TaskId { get; init; }

    /// <summary>Long, as SQLite gives it: an expression has no declared type to convert by.</summary>
    public long Version { get; init; }

    public long Incomplete { get; init; }
    public string? Hash { get; init; }
    public string? MadeFromJson { get; init; }

    public string Stamp => ResultSource.StampOf(Hash, (int)Version);

    /// <summary>Of all tasks that have a result, or of one.</summary>
    public static IReadOnlyDictionary<long, ResultFacts> Read(DbConnection connection, long? taskId = null) => connection.Query<ResultFacts>("""
        SELECT newest.task_id AS TaskId, newest.version AS Version, coalesce(facts.incomplete, 0) AS Incomplete, CAST(facts.hash AS TEXT) AS Hash,
          CAST(facts.made_from_json AS TEXT) AS MadeFromJson
        FROM (SELECT task_id, max(version) AS version FROM task_results WHERE @taskId IS NULL OR task_id = @taskId GROUP BY task_id) AS newest
        LEFT JOIN result_facts AS facts ON facts.task_id = newest.task_id AND facts.version = newest.version
        """, new { taskId }).ToDictionary(facts => facts.TaskId);

    public static void Insert(DbConnection connection, long taskId, int version, string content, bool prepared, bool incomplete, ResultSource? madeFrom) => connection.Execute("""
        INSERT INTO result_facts (task_id, version, prepared, incomplete, hash, made_from_json)
        VALUES (@taskId, @version, @prepared, @incomplete, @hash, @madeFrom)
        """, new { taskId, version, prepared, incomplete, hash = ResultSource.HashOf(content), madeFrom = madeFrom?.Write() });
}
