using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.History.Sqlite;
using PlanDecomp.Plans.Changes;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans;

/// <summary>Plans in SQLite: one file a plan, which is the truth, and the index that lists are read from.</summary>
/// <remarks>Every change of a plan after its creation is recorded as a change set.</remarks>
public sealed partial class SqlitePlanStore(SqliteFiles files, PlanIndex index, PlanFiles plans, ChangeRecorder recorder, TimeProvider time) : IPlanStore
{
    public async Task<Plan> CreateAsync(string owner, string title, string description, CancellationToken ct)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            var planId = await index.BeginAsync(owner, title, description, now, ct);
            var file = files.Folder.Plan(planId);

            // Once begun it is not cancelled: what is half made would only have to be cleared away.
            if (File.Exists(file))
            {
                // Someone laid a file there that the index does not know. It is not ours to fill: the next id then.
                await index.RemoveAsync(planId, CancellationToken.None);
                continue;
            }

            var plan = new Plan { PlanId = planId, Owner = owner, Title = title, Description = description, CreatedAt = now, UpdatedAt = now };
            await files.CreateAsync(file, CancellationToken.None);
            await files.WriteAsync(file, connection => PlanRow.Insert(connection, plan), CancellationToken.None);
            await index.AdoptAsync(new PlanReading(plan, now), CancellationToken.None);
            return plan;
        }
    }

    public async Task<Plan?> FindAsync(long planId, CancellationToken ct) => (await index.ReadFileAsync(planId, ct))?.Plan ?? await FindMissingAsync(planId, ct);

    public async Task<PlanPage> ListAsync(string owner, string? search, string? cursor, int limit, CancellationToken ct)
    {
        var before = long.MaxValue;
        if (cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before))
        {
            throw new PlanRuleException("cursor", "The cursor is none of this list's.");
        }

        var rows = await index.ReadAsync(owner, search, before, limit + 1, ct);
        var plans = new List<Plan>(limit);
        var recounted = new List<PlanReading>();
        foreach (var (plan, mayBeOld) in rows.Take(limit))
        {
            var (reading, fault) = mayBeOld ? await TryReadFileAsync(plan.PlanId, ct) : (null, null);
            if (reading is not null)
            {
                plans.Add(reading.Plan);
                recounted.Add(reading);
            }
            else if (fault is not null)
            {
                plans.Add(plan with { FileFault = fault });
            }
            else if (File.Exists(files.Folder.Plan(plan.PlanId)))
            {
                plans.Add(plan);
            }
            else if (await FindMissingAsync(plan.PlanId, ct) is { } missing)
            {
                plans.Add(missing);
            }
        }

        if (recounted.Count > 0) await SqliteFiles.TryAsync(() => index.PutAsync(recounted, ct));
        var next = rows.Count > limit ? rows[limit - 1].Plan.PlanId.ToString(CultureInfo.InvariantCulture) : null;
        return new PlanPage(plans, next);
    }

    /// <summary>One file that cannot be read must not keep all the others from their owner.</summary>
    private async Task<(PlanReading? Reading, string? Fault)> TryReadFileAsync(long planId, CancellationToken ct)
    {
        try
        {
            return (await index.ReadFileAsync(planId, ct), null);
        }
        catch (Exception e) when (e is SqliteException or NewerFileException or IOException)
        {
            return (null, e.Message);
        }
    }

    public Task<Plan?> UpdateAsync(long planId, UpdatePlanRequest change, CancellationToken ct) =>
        ChangeAsync(planId, (connection, now) =>
        {
            connection.Execute(
                "UPDATE plan SET title = coalesce(@Title, title), description = coalesce(@Description, description), wishes = coalesce(@Wishes, wishes), updated_at = @now",
                new { change.Title, change.Description, change.Wishes, now = SqliteTime.Write(now) });
            return PlanRow.Read(connection, planId);
        }, plan => HandChanges.Plan(plan, change), ct);

    public async Task<bool> DeleteAsync(long planId, CancellationToken ct)
    {
        var file = files.Folder.Plan(planId);
        var found = await files.WriteAsync(file, connection =>
        {
            if (PlanRow.Read(connection, planId) is not { } plan) return null;

            // First, so that no worker writes or pays on.
            JobsInFile.CancelAll(connection, time.GetUtcNow());
            return plan;
        }, ct).OrNullWhenMissing();
        if (found is null)
        {
            // Its file may be back one day: PlanIndex.HealAsync deletes it then.
            if (await FindMissingAsync(planId, ct) is null) return false;
            await index.HideAsync(planId, CancellationToken.None);
            return true;
        }

        // Once hidden it is not cancelled; should the process end here, PlanIndex.HealAsync goes on.
        await index.HideAsync(planId, CancellationToken.None);
        await files.DeleteAsync(file, CancellationToken.None);
        await index.RemoveAsync(planId, CancellationToken.None);
        return true;
    }

    public async Task<PlanTree?> ReadTreeAsync(long planId, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var tree = await files.ReadAsync(files.Folder.Plan(planId), connection =>
            PlanRow.Read(connection, planId) is { } plan ? new PlanTree(plan, TaskRows.ReadTree(connection, planId)) : null, ct).OrNullWhenMissing();
        if (tree is not null) await index.CorrectAsync(new PlanReading(tree.Plan, now), ct);
        return tree;
    }

    public Task<PlanTask?> FindTaskAsync(long planId, long taskId, CancellationToken ct) =>
        files.ReadAsync(files.Folder.Plan(planId), connection => TaskRows.Find(connection, planId, taskId), ct).OrNullWhenMissing();

    public Task<PlanTask?> AddTaskAsync(long planId, CreateTaskRequest task, CancellationToken ct) => ChangeAsync<PlanTask>(
        planId, (connection, now) => PlanTaskWrites.Add(connection, planId, task, now), added => HandChanges.Added(added), ct);

    public Task<PlanTask?> UpdateTaskAsync(long planId, long taskId, UpdateTaskRequest change, CancellationToken ct) => ChangeAsync(
        planId, (connection, now) => PlanTaskWrites.Update(connection, planId, taskId, change, now), task => HandChanges.Changed(task, change), ct);

    public Task<PlanTask?> MoveTaskAsync(long planId, long taskId, MoveTaskRequest to, CancellationToken ct) => ChangeAsync(
        planId, (connection, now) => PlanTaskWrites.Move(connection, planId, taskId, to, now), task => HandChanges.Moved(task), ct);

    public async Task<bool> DeleteTaskAsync(long planId, long taskId, CancellationToken ct) => await ChangeAsync(
        planId,
        (connection, now) => TaskRows.Find(connection, planId, taskId) is { } task && TaskRows.Count(connection) is var before
            && PlanTaskWrites.Delete(connection, taskId, now) ? new DeletedTask(task, before - TaskRows.Count(connection)) : null,
        deleted => HandChanges.Deleted(deleted.Task, deleted.Tasks), ct) is not null;

    public IPlanWrites WritesIn(RunTransaction run) => new SqlitePlanWrites(run, recorder, time);

    /// <summary>A plan that the index lists and whose file is not there. Looked for after the file: a deletion takes the row out of the lists first.</summary>
    private async Task<Plan?> FindMissingAsync(long planId, CancellationToken ct) =>
        !File.Exists(files.Folder.Plan(planId)) && await index.FindAsync(planId, ct) is { } plan ? plan with { FileMissing = true } : null;

    private Task<T?> ChangeAsync<T>(long planId, Func<SqliteConnection, DateTimeOffset, T?> change, Func<T, NewChange> describe, CancellationToken ct)
        where T : class =>
        plans.WriteAsync(planId, (connection, now) => recorder.Record(connection, now, () => change(connection, now), result => describe(result!)).Result, ct);

    private sealed record DeletedTask(PlanTask Task, int Tasks);
}
