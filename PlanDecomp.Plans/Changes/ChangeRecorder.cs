using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Options;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans.Changes;

/// <summary>Records what is written to a plan's file as a change set, in the transaction that writes it.</summary>
/// <remarks>The images come from triggers of the file: see docs/decisions/0008-change-sets.md.</remarks>
public sealed class ChangeRecorder(IOptions<ChangeOptions> options)
{
    public int Keep => options.Value.Keep;

    /// <summary>Runs <paramref name="work"/> and keeps what it changed as one change set; nothing is kept of work that changes nothing.</summary>
    /// <param name="connection">Of the plan's file, in a transaction. When the work throws, roll it back.</param>
    /// <param name="now">The time the change set gets.</param>
    /// <param name="work">The writes.</param>
    /// <param name="describe">Says what they were.</param>
    /// <param name="jobId">The job whose work it is; null for a change by hand.</param>
    /// <returns>What the work returned, and the change set; null when nothing has changed.</returns>
    public (T Result, long? ChangeSetId) Record<T>(
        DbConnection connection, DateTimeOffset now, Func<T> work, Func<T, NewChange> describe, string? jobId = null) =>
        RecordIn(connection, Open(connection, jobId, now), work, describe);

    /// <summary>The same for a job of many commits: they make one change set together, unless someone else has changed the plan between them.</summary>
    public (T Result, long? ChangeSetId) RecordOfJob<T>(DbConnection connection, string jobId, DateTimeOffset now, Func<T> work, Func<T, NewChange> describe)
    {
        // Invariant: change sets are undone newest first, so one must not go on after a later one has begun.
        var newest = ChangeRow.Newest(connection);
        var goesOn = newest?.JobId == jobId && newest.Undoes is null && newest.UndoneBy is null;
        return RecordIn(connection, goesOn ? newest!.ChangeSetId : Open(connection, jobId, now), work, describe);
    }

    /// <summary>Records an undo or redo.</summary>
    internal long RecordUndo(DbConnection connection, long undoes, DateTimeOffset now, Action work, NewChange change)
    {
        var id = Open(connection, null, now);
        connection.Execute("UPDATE change_sets SET undoes = @undoes WHERE change_set_id = @id", new { id, undoes });
        Run(connection, id, work);
        Describe(connection, id, change);
        return id;
    }

    private static (T Result, long? ChangeSetId) RecordIn<T>(DbConnection connection, long id, Func<T> work, Func<T, NewChange> describe)
    {
        T result = default!;
        try
        {
            Run(connection, id, () => result = work());
        }
        catch
        {
            // Of a change set opened for nothing; one that goes on keeps what it had.
            connection.Execute("DELETE FROM change_sets WHERE change_set_id = @id AND kind = ''", new { id });
            throw;
        }

        if (connection.ExecuteScalar<bool>("SELECT NOT EXISTS (SELECT 1 FROM change_images WHERE change_set_id = @id)", new { id }))
        {
            connection.Execute("DELETE FROM change_sets WHERE change_set_id = @id", new { id });
            return (result, null);
        }

        Describe(connection, id, describe(result));
        return (result, id);
    }

    private static void Run(DbConnection connection, long id, Action work)
    {
        connection.Execute("INSERT INTO change_recording (only_row, change_set_id) VALUES (1, @id)", new { id });
        try
        {
            work();
        }
        finally
        {
            // Also when the work throws: whoever catches that inside the transaction goes on writing.
            connection.Execute("DELETE FROM change_recording");
        }
    }

    private long Open(DbConnection connection, string? jobId, DateTimeOffset now)
    {
        var id = connection.ExecuteScalar<long>("""
            INSERT INTO change_sets (changed_by, job_id, created_at)
            VALUES (coalesce((SELECT owner FROM plan), ''), @jobId, @now) RETURNING change_set_id
            """, new { jobId, now = SqliteTime.Write(now) });
        connection.Execute("""
            DELETE FROM change_sets WHERE change_set_id <= (SELECT change_set_id FROM change_sets ORDER BY change_set_id DESC LIMIT 1 OFFSET @keep)
            """, new { keep = options.Value.Keep });
        return id;
    }

    private static void Describe(DbConnection connection, long id, NewChange change) => connection.Execute(
        "UPDATE change_sets SET kind = @Kind, message = @Message, metadata_json = @metadata WHERE change_set_id = @id",
        new { id, change.Kind, change.Message, metadata = change.Metadata.GetRawText() });
}
