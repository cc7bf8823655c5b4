using Microsoft.Data.Sqlite;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans;

/// <summary>The plans' own files, written so that the index follows.</summary>
public sealed class PlanFiles(SqliteFiles files, PlanIndex index, TimeProvider time)
{
    /// <summary>Changes the plan's file, then brings the index up to it. Null when the plan, or what was to be changed, is not there.</summary>
    /// <param name="planId">The plan.</param>
    /// <param name="change">Runs in a transaction that holds the plan; what it throws takes all of it back.</param>
    /// <param name="ct">Cancels the call; a change that has begun may still happen.</param>
    public async Task<T?> WriteAsync<T>(long planId, Func<SqliteConnection, DateTimeOffset, T?> change, CancellationToken ct)
        where T : class
    {
        var changed = await files.WriteAsync<Changed<T>?>(files.Folder.Plan(planId), connection =>
        {
            if (PlanRow.Read(connection, planId) is null) return null;

            // Taken inside the transaction: the times of changes then run in the order of the changes.
            var now = time.GetUtcNow();
            return change(connection, now) is { } result
                ? new Changed<T>(result, new PlanReading(PlanRow.Read(connection, planId)!, now))
                : null;
        }, ct).OrNullWhenMissing();
        if (changed is null) return null;

        // The change is made; a caller who has left must not leave the index behind.
        await index.PutAsync(changed.Reading, CancellationToken.None);
        return changed.Result;
    }

    /// <summary>Reads the plan's file in one snapshot. Null when the plan, or what was looked for, is not there.</summary>
    public Task<T?> ReadAsync<T>(long planId, Func<SqliteConnection, Plan, T?> read, CancellationToken ct)
        where T : class =>
        files.ReadAsync(files.Folder.Plan(planId), connection =>
            PlanRow.Read(connection, planId) is { } plan ? read(connection, plan) : null, ct).OrNullWhenMissing();

    private sealed record Changed<T>(T Result, PlanReading Reading);
}
