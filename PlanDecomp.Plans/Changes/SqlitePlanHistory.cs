using System.Globalization;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.History.Sqlite;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans.Changes;

/// <summary>The change sets in each plan's own file.</summary>
internal sealed class SqlitePlanHistory(PlanFiles plans, ChangeRecorder recorder) : IPlanHistory
{
    public Task<ChangeSetPage?> ListAsync(long planId, string? cursor, int limit, CancellationToken ct)
    {
        var before = long.MaxValue;
        if (cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before))
        {
            throw new PlanRuleException("cursor", "The cursor is none of this list's.");
        }

        return plans.ReadAsync(planId, (connection, _) =>
        {
            var rows = ChangeRow.Page(connection, before, limit + 1);
            var next = rows.Count > limit ? rows[limit - 1].ChangeSetId.ToString(CultureInfo.InvariantCulture) : null;
            return new ChangeSetPage(
                [.. rows.Take(limit).Select(row => row.ToChangeSet(planId))], next, recorder.Keep,
                ChangeRow.Undoable(connection)?.ChangeSetId, ChangeRow.Redoable(connection)?.ChangeSetId);
        }, ct);
    }

    public Task<ChangeSetDetail?> FindAsync(long planId, long changeSetId, CancellationToken ct) => plans.ReadAsync(
        planId, (connection, _) => ChangeRow.Find(connection, changeSetId) is { } row ? ChangeDetails.Of(connection, row.ToChangeSet(planId)) : null, ct);

    public Task<ChangeSet?> FindOfJobAsync(long planId, string jobId, CancellationToken ct) =>
        plans.ReadAsync(planId, (connection, _) => ChangeRow.NewestOfJob(connection, jobId)?.ToChangeSet(planId), ct);

    public Task<UndoOutcome?> UndoAsync(long planId, long? changeSetId, CancellationToken ct) => TakeBackAsync(
        planId, changeSetId, ChangeRow.Undoable,
        target => NewChange.Create(
            ChangeKind.Undone, $"Undid: {target.Message}",
            ("change_set_id", target.ChangeSetId), ("kind", target.Kind), ("message", target.Message)), ct);

    public Task<UndoOutcome?> RedoAsync(long planId, long? changeSetId, CancellationToken ct) => TakeBackAsync(
        planId, changeSetId, ChangeRow.Redoable,
        undo =>
        {
            // What was undone is told by the undo, as far as that can be read.
            var undone = StoredJson.TryRead(undo.MetadataJson, out var metadata) && metadata is { ValueKind: JsonValueKind.Object } read
                && read.TryGetProperty("args", out var args) ? args : default;
            var message = Text("message") ?? undo.Message;
            return NewChange.Create(ChangeKind.Redone, $"Did again: {message}", ("change_set_id", undo.Undoes), ("kind", Text("kind")), ("message", message));

            string? Text(string name) =>
                undone.ValueKind == JsonValueKind.Object && undone.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }, ct);

    private Task<UndoOutcome?> TakeBackAsync(
        long planId, long? changeSetId, Func<SqliteConnection, ChangeRow?> find, Func<ChangeRow, NewChange> describe, CancellationToken ct) =>
        plans.WriteAsync<UndoOutcome>(planId, (connection, now) =>
        {
            if (JobsInFile.FindAtWork(connection) is { } job) return new UndoOutcome.JobAtWork(job.JobId, job.JobType);
            if (find(connection) is not { } target) return new UndoOutcome.Nothing();
            if (changeSetId is { } wanted && wanted != target.ChangeSetId) return new UndoOutcome.NotNewest(target.ToChangeSet(planId));

            var id = recorder.RecordUndo(
                connection, target.ChangeSetId, now, () => ChangeImages.Restore(connection, target.ChangeSetId), describe(target));
            connection.Execute("UPDATE change_sets SET undone_by = @id WHERE change_set_id = @ChangeSetId", new { id, target.ChangeSetId });

            // A redo makes what was undone hold again.
            connection.Execute("UPDATE change_sets SET undone_by = NULL WHERE undone_by = @ChangeSetId", new { target.ChangeSetId });
            return new UndoOutcome.Done(ChangeRow.Find(connection, id)!.ToChangeSet(planId));
        }, ct);
}
