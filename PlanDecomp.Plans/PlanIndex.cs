using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.History.Sqlite;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans;

/// <summary>The plans' rows in <c>main.sqlite</c>: what lists are read from. A projection of the plans' own files.</summary>
public sealed partial class PlanIndex(SqliteFiles files, TimeProvider time, ILogger<PlanIndex> logger)
{
    /// <summary>A creation or deletion that has not ended by then never will: its process is gone.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Finer than <see cref="SqliteTime"/>, to tell apart changes that one commit took together. Sorts before that form's same millisecond.</summary>
    private const string ReadingTime = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    private string Main => files.Folder.Main;

    /// <summary>Takes a new id. The row is in no list until it is put with its file's reading.</summary>
    internal Task<long> BeginAsync(string owner, string title, string description, DateTimeOffset now, CancellationToken ct) =>
        files.WriteAsync(Main, main => main.ExecuteScalar<long>("""
            INSERT INTO plans (owner, title, description, ready, created_at, updated_at)
            VALUES (@owner, @title, @description, 0, @now, @now) RETURNING plan_id
            """, new { owner, title, description, now = SqliteTime.Write(now) }), ct);

    /// <summary>Keeps a begun plan from being taken back for a while.</summary>
    /// <returns>Whether it has been made and is in the lists; null once it was taken back or deleted.</returns>
    internal Task<bool?> RenewAsync(long planId, CancellationToken ct) =>
        files.WriteAsync(Main, main =>
        {
            main.Execute("UPDATE plans SET updated_at = @now WHERE plan_id = @planId AND ready = 0", new { planId, now = SqliteTime.Write(time.GetUtcNow()) });
            return main.ExecuteScalar<bool?>("SELECT ready FROM plans WHERE plan_id = @planId AND ready >= 0", new { planId });
        }, ct);

    /// <summary>Shows a begun plan in lists. False when it was taken back meanwhile.</summary>
    internal Task<bool> PublishAsync(PlanReading reading, CancellationToken ct) =>
        files.WriteAsync(Main, main =>
        {
            var isThere = IsThere(main, reading.Plan.PlanId);
            if (isThere) Put(main, reading);
            return isThere;
        }, ct);

    /// <summary>Brings the plan's row up to its file. A plan without one has been deleted since, and gets none.</summary>
    internal Task PutAsync(PlanReading reading, CancellationToken ct) => PutAsync([reading], ct);

    internal Task PutAsync(IReadOnlyList<PlanReading> readings, CancellationToken ct) =>
        files.WriteAsync(Main, main =>
        {
            foreach (var reading in readings)
            {
                if (IsThere(main, reading.Plan.PlanId)) Put(main, reading);
            }
        }, ct);

    /// <summary>Gives the plan a row, or brings the one it has up to its file.</summary>
    internal Task AdoptAsync(PlanReading reading, CancellationToken ct) => files.WriteAsync(Main, main => Put(main, reading), ct);

    /// <remarks>A plan that is being deleted stays so, and an older reading never replaces a newer one.</remarks>
    internal static void Put(SqliteConnection main, PlanReading reading) => main.Execute("""
        INSERT INTO plans (plan_id, owner, title, description, ready, task_count, counted_at, created_at, updated_at)
        VALUES (@PlanId, @Owner, @Title, @Description, 1, @TaskCount, @countedAt, @createdAt, @updatedAt)
        ON CONFLICT (plan_id) DO UPDATE SET owner = excluded.owner, title = excluded.title, description = excluded.description,
          ready = 1, task_count = excluded.task_count, counted_at = excluded.counted_at, created_at = excluded.created_at,
          updated_at = excluded.updated_at
        WHERE plans.ready >= 0 AND coalesce(plans.counted_at, '') <= excluded.counted_at
        """, new
    {
        reading.Plan.PlanId,
        reading.Plan.Owner,
        reading.Plan.Title,
        reading.Plan.Description,
        reading.Plan.TaskCount,
        countedAt = reading.At.UtcDateTime.ToString(ReadingTime, CultureInfo.InvariantCulture),
        createdAt = SqliteTime.Write(reading.Plan.CreatedAt),
        updatedAt = SqliteTime.Write(reading.Plan.UpdatedAt),
    });

    /// <summary>Brings the plan's row up to its file where they differ: most reads then cost no write.</summary>
    internal async Task CorrectAsync(PlanReading reading, CancellationToken ct)
    {
        var indexed = await files.ReadAsync(Main, main => main.QuerySingleOrDefault<(int Count, string UpdatedAt)?>(
            "SELECT task_count, updated_at FROM plans WHERE plan_id = @PlanId", new { reading.Plan.PlanId }), ct);
        if (indexed != (reading.Plan.TaskCount, SqliteTime.Write(reading.Plan.UpdatedAt))) await SqliteFiles.TryAsync(() => PutAsync(reading, ct));
    }

    /// <summary>The plan as the index has it; null without a row in the lists.</summary>
    internal Task<Plan?> FindAsync(long planId, CancellationToken ct) => files.ReadAsync(Main, main => main.QuerySingleOrDefault<IndexRow>("""
        SELECT plan_id AS PlanId, owner AS Owner, title AS Title, description AS Description, task_count AS TaskCount,
          CAST(created_at AS TEXT) AS CreatedAt, CAST(updated_at AS TEXT) AS UpdatedAt
        FROM plans WHERE plan_id = @planId AND ready = 1
        """, new { planId })?.ToPlan(), ct);

    /// <summary>One page of an owner's plans, newest first, each with whether its count of tasks may be old.</summary>
    /// <remarks>Workers add tasks in the plan's file alone. So a count is old while a job of the plan is active, and when one ended after it.</remarks>
    internal Task<List<(Plan Plan, bool MayBeOld)>> ReadAsync(string owner, string? search, long before, int count, CancellationToken ct) =>
        files.ReadAsync(Main, main => main.Query<IndexRow>($"""
            SELECT plan_id AS PlanId, owner AS Owner, title AS Title, description AS Description, task_count AS TaskCount,
              CAST(created_at AS TEXT) AS CreatedAt, CAST(updated_at AS TEXT) AS UpdatedAt,
              counted_at IS NULL OR {IndexedJobs.AtWorkSince("plans.plan_id", "plans.counted_at")} AS MayBeOld
            FROM plans
            WHERE owner = @owner AND plan_id < @before AND ready = 1
              AND (@search IS NULL OR contains(title, @search) OR contains(description, @search))
            ORDER BY plan_id DESC LIMIT @count
            """, new { owner, search, before, count }).Select(row => (row.ToPlan(), row.MayBeOld)).ToList(), ct);

    /// <summary>Takes the plan, which its owner deletes, out of all lists, and its jobs with it.</summary>
    internal Task HideAsync(long planId, CancellationToken ct) =>
        files.WriteAsync(Main, main =>
        {
            var deleted = new { planId, now = SqliteTime.Write(time.GetUtcNow()) };
            main.Execute("INSERT INTO deleted_plans (plan_id, deleted_at) VALUES (@planId, @now) ON CONFLICT DO NOTHING", deleted);
            main.Execute("UPDATE plans SET ready = -1, updated_at = @now WHERE plan_id = @planId", deleted);
            IndexedJobs.RemoveOf(main, planId);
        }, ct);

    /// <summary>True once the plan's owner has deleted it; false when it was only begun and taken back.</summary>
    internal Task<bool> IsDeletedAsync(long planId, CancellationToken ct) =>
        files.ReadAsync(Main, main => main.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM deleted_plans WHERE plan_id = @planId)", new { planId }), ct);

    internal Task RemoveAsync(long planId, CancellationToken ct) =>
        files.WriteAsync(Main, main =>
        {
            IndexedJobs.RemoveOf(main, planId);
            main.Execute("DELETE FROM plans WHERE plan_id = @planId", new { planId });
        }, ct);

    /// <summary>Completes or takes back creations, and completes deletions, whose process ended in between. A sweeper calls it now and then.</summary>
    public async Task HealAsync(CancellationToken ct)
    {
        var begun = await files.ReadAsync(Main, main => main.Query<(long PlanId, int Ready, bool IsDeleted)>(
            "SELECT plan_id, ready, plan_id IN (SELECT plan_id FROM deleted_plans) FROM plans WHERE ready <> 1 AND updated_at < @before",
            new { before = SqliteTime.Write(time.GetUtcNow() - Patience) }).AsList(), ct);
        if (begun.Count == 0) return;
        var present = files.Folder.PlanIds();
        if (!await files.ReadAsync(Main, main => IsFolderWell(main, present), ct)) return;
        foreach (var (planId, ready, isDeleted) in begun)
        {
            // Perhaps its file is only away. Without the row it would be taken for an unknown plan's when it is back.
            if (isDeleted && !present.Contains(planId)) continue;
            try
            {
                await HealAsync(planId, ready, ct);
            }
            catch (Exception e) when (e is SqliteException or NewerFileException or IOException)
            {
                // One file that cannot be read must not keep the others waiting.
                LogNotHealed(planId, e.Message);
            }
        }
    }

    private async Task HealAsync(long planId, int ready, CancellationToken ct)
    {
        if (ready == 0 && await ReadFileAsync(planId, ct) is { } reading)
        {
            await PutAsync(reading, ct);
            LogCompleted(planId);
            return;
        }

        // Creation takes only ids that have no file, but it may have ended before it looked.
        var isOurs = ready < 0 || !await HoldsJobsAsync(planId, ct);
        if (ready == 0 && !await TakeBackAsync(planId, ct)) return;
        if (isOurs) await files.DeleteAsync(files.Folder.Plan(planId), ct);
        await RemoveAsync(planId, ct);
        LogRemoved(planId);
    }

    /// <summary>Takes back what was begun, unless someone goes on with it in this very moment: then it is theirs.</summary>
    private Task<bool> TakeBackAsync(long planId, CancellationToken ct) =>
        files.WriteAsync(Main, main => main.Execute(
            "UPDATE plans SET ready = -1 WHERE plan_id = @planId AND ready = 0 AND updated_at < @before",
            new { planId, before = SqliteTime.Write(time.GetUtcNow() - Patience) }) == 1, ct);

    private static bool IsThere(SqliteConnection main, long planId) =>
        main.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM plans WHERE plan_id = @planId AND ready >= 0)", new { planId });

    /// <summary>False when the plans' folder may be away, such as a disk that is not mounted: none of the plans that the index lists has its file.</summary>
    internal static bool IsFolderWell(SqliteConnection main, IEnumerable<long> present)
    {
        var listed = main.Query<long>("SELECT plan_id FROM plans WHERE ready = 1").AsList();
        return listed.Count == 0 || listed.ToHashSet().Overlaps(present);
    }

    /// <summary>The plan as its file has it; null when there is no file, or no such plan's row in it.</summary>
    internal async Task<PlanReading?> ReadFileAsync(long planId, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var plan = await files.ReadAsync(files.Folder.Plan(planId), connection => PlanRow.Read(connection, planId), ct).OrNullWhenMissing();
        return plan is null ? null : new PlanReading(plan, now);
    }

    private async Task<bool> HoldsJobsAsync(long planId, CancellationToken ct) =>
        await files.ReadAsync<IReadOnlySet<string>?>(files.Folder.Plan(planId), JobsInFile.Ids, ct).OrNullWhenMissing() is { Count: > 0 };

    [LoggerMessage(Level = LogLevel.Information, Message = "Completed the creation of plan {PlanId}, whose process had ended")]
    private partial void LogCompleted(long planId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was begun with plan {PlanId} cannot be brought to its end for now: {Reason}")]
    private partial void LogNotHealed(long planId, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed what was left of plan {PlanId}, whose process had ended")]
    private partial void LogRemoved(long planId);

    private sealed class IndexRow
    {
        public long PlanId { get; init; }
        public string Owner { get; init; } = "";
        public string Title { get; init; } = "";
        public string Description { get; init; } = "";
        public int TaskCount { get; init; }
        public string CreatedAt { get; init; } = "";
        public string UpdatedAt { get; init; } = "";
        public bool MayBeOld { get; init; }

        public Plan ToPlan() => new()
        {
            PlanId = PlanId,
            Owner = Owner,
            Title = Title,
            Description = Description,
            TaskCount = TaskCount,
            CreatedAt = SqliteTime.ReadOrEpoch(CreatedAt),
            UpdatedAt = SqliteTime.ReadOrEpoch(UpdatedAt),
        };
    }
}
