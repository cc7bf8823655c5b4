using System.Globalization;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans.Changes;

/// <summary>The change sets of plans: what was changed, and taking it back.</summary>
public sealed class PlanHistory(PlanFiles plans, ChangeRecorder recorder)
{
    /// <summary>One page of a plan's change sets, newest first. Null when there is no such plan.</summary>
    /// <exception cref="PlanRuleException">The cursor is none of this list's.</exception>
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

    /// <summary>A change set with what it did to each task. Null when there is none, or it is not kept any more.</summary>
    public Task<ChangeSetDetail?> FindAsync(long planId, long changeSetId, CancellationToken ct) => plans.ReadAsync(
        planId, (connection, _) => ChangeRow.Find(connection, changeSetId) is { } row ? ChangeDetails.Of(connection, row.ToChangeSet(planId)) : null, ct);

    /// <summary>The newest change set of a job; null when it has changed nothing, or its change set is not kept any more.</summary>
    public Task<ChangeSet?> FindOfJobAsync(long planId, string jobId, CancellationToken ct) =>
        plans.ReadAsync(planId, (connection, _) => ChangeRow.NewestOfJob(connection, jobId)?.ToChangeSet(planId), ct);

    /// <summary>Takes back the newest change set that holds: every row it touched is as it was before. Null when there is no such plan.</summary>
    /// <param name="planId">The plan.</param>
    /// <param name="changeSetId">The one meant; null takes whichever is the newest.</param>
    /// <param name="ct">Cancels the call.</param>
    public Task<UndoOutcome?> UndoAsync(long planId, long? changeSetId, CancellationToken ct) => TakeBackAsync(
        planId, changeSetId, ChangeRow.Undoable,
        target => NewChange.Create(
            ChangeKind.Undone, $"Undid: {target.Message}",
            ("change_set_id", target.ChangeSetId), ("kind", target.Kind), ("message", target.Message)), ct);

    /// <summary>Takes back the newest undo, unless something else has changed since. Null when there is no such plan.</summary>
    /// <param name="planId">The plan.</param>
    /// <param name="changeSetId">The undo meant; null takes whichever is the newest.</param>
    /// <param name="ct">Cancels the call.</param>
    public Task<UndoOutcome?> RedoAsync(long planId, long? changeSetId, CancellationToken ct) => TakeBackAsync(
        planId, changeSetId, ChangeRow.Redoable,
        undo =>
        {
            var undone = JsonElement.Parse(undo.MetadataJson!).GetProperty("args");
            var message = undone.GetProperty("message").GetString()!;
            return NewChange.Create(
                ChangeKind.Redone, $"Did again: {message}",
                ("change_set_id", undo.Undoes), ("kind", undone.GetProperty("kind").GetString()), ("message", message));
        }, ct);

    private Task<UndoOutcome?> TakeBackAsync(
        long planId, long? changeSetId, Func<SqliteConnection, ChangeRow?> find, Func<ChangeRow, NewChange> describe, CancellationToken ct) =>
        plans.WriteAsync<UndoOutcome>(planId, (connection, now) =>
        {
            if (JobAtWork.Find(connection) is { } job) return new UndoOutcome.JobAtWork(job.JobId, job.JobType);
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

/// <summary>What became of a wish to undo or redo.</summary>
public abstract record UndoOutcome
{
    /// <param name="ChangeSet">The undo or redo, itself a change set.</param>
    public sealed record Done(ChangeSet ChangeSet) : UndoOutcome;

    /// <summary>There is nothing to take back.</summary>
    public sealed record Nothing : UndoOutcome;

    /// <param name="Newest">What could be taken back instead.</param>
    public sealed record NotNewest(ChangeSet Newest) : UndoOutcome;

    /// <param name="JobId">The job at work on the plan.</param>
    /// <param name="JobType">What it does.</param>
    public sealed record JobAtWork(string JobId, string JobType) : UndoOutcome;
}
