using System.Data.Common;
using Dapper;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans.Changes;

/// <summary>Reads change sets from a plan's file.</summary>
internal sealed class ChangeRow
{
    private const string Columns = """
        change_set_id AS ChangeSetId, CAST(kind AS TEXT) AS Kind, CAST(message AS TEXT) AS Message, CAST(metadata_json AS TEXT) AS MetadataJson,
        CAST(changed_by AS TEXT) AS ChangedBy, CAST(job_id AS TEXT) AS JobId, undoes AS Undoes, undone_by AS UndoneBy, CAST(created_at AS TEXT) AS CreatedAt
        """;

    public long ChangeSetId { get; init; }
    public string Kind { get; init; } = "";
    public string Message { get; init; } = "";
    public string? MetadataJson { get; init; }
    public string ChangedBy { get; init; } = "";
    public string? JobId { get; init; }
    public long? Undoes { get; init; }
    public long? UndoneBy { get; init; }
    public string CreatedAt { get; init; } = "";

    public static ChangeRow? Find(DbConnection connection, long changeSetId) =>
        connection.QuerySingleOrDefault<ChangeRow>($"SELECT {Columns} FROM change_sets WHERE change_set_id = @changeSetId", new { changeSetId });

    public static ChangeRow? Newest(DbConnection connection) =>
        connection.QueryFirstOrDefault<ChangeRow>($"SELECT {Columns} FROM change_sets ORDER BY change_set_id DESC LIMIT 1");

    public static ChangeRow? NewestOfJob(DbConnection connection, string jobId) => connection.QueryFirstOrDefault<ChangeRow>(
        $"SELECT {Columns} FROM change_sets WHERE job_id = @jobId ORDER BY change_set_id DESC LIMIT 1", new { jobId });

    /// <summary>The newest change that holds and is no undo or redo itself; null when there is none.</summary>
    /// <remarks>
    /// Executions of older versions were no change sets. An undo does not reach past one either: it would take away what was worked on since,
    /// and the work itself would stay, on whatever is left.
    /// </remarks>
    public static ChangeRow? Undoable(DbConnection connection) => connection.QueryFirstOrDefault<ChangeRow>($"""
        SELECT {Columns} FROM (SELECT * FROM change_sets WHERE undone_by IS NULL AND undoes IS NULL ORDER BY change_set_id DESC LIMIT 1) AS newest
        WHERE NOT EXISTS (
          SELECT 1 FROM task_results JOIN decomposition_jobs ON decomposition_jobs.job_id = task_results.job_id
          WHERE decomposition_jobs.job_type = 'plan_execute' AND task_results.created_at > newest.created_at
            AND NOT EXISTS (SELECT 1 FROM change_sets AS told WHERE told.job_id = task_results.job_id))
        """);

    /// <summary>The newest undo that holds, unless something else has changed since; null when there is none.</summary>
    public static ChangeRow? Redoable(DbConnection connection) => connection.QueryFirstOrDefault<ChangeRow>($"""
        SELECT {Columns} FROM change_sets
        WHERE undone_by IS NULL AND kind = '{ChangeKind.Undone}'
          AND change_set_id > coalesce((SELECT max(change_set_id) FROM change_sets WHERE undoes IS NULL), 0)
        ORDER BY change_set_id DESC LIMIT 1
        """);

    public static IReadOnlyList<ChangeRow> Page(DbConnection connection, long before, int count) => connection.Query<ChangeRow>(
        $"SELECT {Columns} FROM change_sets WHERE change_set_id < @before ORDER BY change_set_id DESC LIMIT @count", new { before, count }).AsList();

    public ChangeSet ToChangeSet(long planId) => new()
    {
        ChangeSetId = ChangeSetId,
        PlanId = planId,
        Kind = Kind,
        Message = Message,
        Metadata = StoredJson.TryRead(MetadataJson, out var metadata) ? metadata : null,
        ChangedBy = ChangedBy,
        JobId = JobId,
        Undoes = Undoes,
        UndoneBy = UndoneBy,
        CreatedAt = SqliteTime.ReadOrEpoch(CreatedAt),
    };
}
