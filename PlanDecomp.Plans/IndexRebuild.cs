using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.History.Sqlite;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans;

/// <summary>Rebuilds <c>main.sqlite</c>'s plans and jobs from the files that are the truth ("reindex").</summary>
/// <remarks>
/// For a stopped app: what is written meanwhile by others would be missing from the index.
/// The chat, whose only place is <c>main.sqlite</c>, is left as it is.
/// </remarks>
public sealed partial class IndexRebuild(SqliteFiles files, TimeProvider time, ILogger<IndexRebuild> logger)
{
    private string LockFile => Path.Combine(files.Folder.Root, "reindex.lock");

    /// <summary>Rebuilds when there are files but no index, or when a rebuild was cut off. Processes that start together take turns.</summary>
    /// <returns>Null when there was nothing to do.</returns>
    public async Task<RebuildReport?> RunIfMissingAsync(CancellationToken ct)
    {
        using var turn = await FolderLock.TakeAsync(LockFile, ct);
        var hasFiles = files.Folder.PlanIds().Count > 0 || File.Exists(files.Folder.SystemJobs);
        var hasIndex = File.Exists(files.Folder.Main);
        if (!turn.WasCutOff && (hasIndex || !hasFiles))
        {
            if (hasIndex) await files.WriteAsync(files.Folder.Main, IndexedJobs.NameStatuses, ct);
            return null;
        }

        return await RunAsync(turn, owner: null, ct);
    }

    /// <summary>Rebuilds the index.</summary>
    /// <param name="owner">Who gets the plans and jobs of old files that name no owner; null leaves them to no one.</param>
    /// <param name="ct">Cancels the call; the index is then as it was.</param>
    public async Task<RebuildReport> RunAsync(string? owner, CancellationToken ct)
    {
        using var turn = await FolderLock.TakeAsync(LockFile, ct);
        return await RunAsync(turn, owner, ct);
    }

    private async Task<RebuildReport> RunAsync(FolderLock turn, string? owner, CancellationToken ct)
    {
        turn.Begin();
        var plans = new List<PlanReading>();
        var jobs = new List<JobIndexRow>();
        var skipped = new List<SkippedFile>();
        var unready = await files.ReadAsync(files.Folder.Main, main =>
            main.Query<long>("SELECT plan_id FROM plans WHERE ready <> 1").ToHashSet(), ct);
        var present = files.Folder.PlanIds();
        foreach (var planId in present)
        {
            // A creation or deletion that was cut off: PlanIndex.HealAsync sees to it.
            if (unready.Contains(planId)) continue;
            try
            {
                var (plan, rows) = await ReadPlanAsync(planId, owner, ct);
                plans.Add(plan);
                jobs.AddRange(rows);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One spoilt file must not keep all the others from their owners.
                LogSkipped(planId, e.Message);
                skipped.Add(new SkippedFile(files.Folder.Plan(planId), e.Message));
            }
        }

        jobs.AddRange(await files.WriteAsync(files.Folder.SystemJobs, connection =>
        {
            if (owner is not null) JobsInFile.Give(connection, owner);
            return JobsInFile.Read(connection, null, time.GetUtcNow());
        }, ct));
        foreach (var planId in await files.WriteAsync(files.Folder.Main, main => Replace(main, present, plans, jobs), ct))
        {
            LogSkipped(planId, MissingFiles.Reason);
            skipped.Add(new SkippedFile(files.Folder.Plan(planId), MissingFiles.Reason));
        }

        turn.End();
        LogRebuilt(plans.Count, jobs.Count, skipped.Count);
        return new RebuildReport(plans.Count, jobs.Count, skipped);
    }

    /// <summary>A plan's file as the index repeats it. One from before plans had a row of their own gets it.</summary>
    /// <exception cref="InvalidOperationException">The file holds another plan, or a newer version of the program has written it.</exception>
    internal Task<(PlanReading Plan, IReadOnlyList<JobIndexRow> Jobs)> ReadPlanAsync(long planId, string? owner, CancellationToken ct) =>
        files.WriteAsync(files.Folder.Plan(planId), connection =>
        {
            var now = time.GetUtcNow();
            if (PlanRow.Read(connection, planId) is null)
            {
                if (connection.ExecuteScalar<long?>("SELECT plan_id FROM plan LIMIT 1") is { } other)
                {
                    throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The file holds plan {other}."));
                }

                Adopt(connection, planId, now);
            }

            if (owner is not null)
            {
                connection.Execute("UPDATE plan SET owner = @owner WHERE owner = ''", new { owner });
                JobsInFile.Give(connection, owner);
            }

            return (new PlanReading(PlanRow.Read(connection, planId)!, now), JobsInFile.Read(connection, planId, now));
        }, ct);

    /// <summary>Gives a file from before plans had a row of their own what it lacks.</summary>
    private static void Adopt(SqliteConnection connection, long planId, DateTimeOffset now)
    {
        PlanRow.Insert(connection, new Plan
        {
            PlanId = planId,
            Title = string.Create(CultureInfo.InvariantCulture, $"Plan {planId}"),
            CreatedAt = JobsInFile.FirstCreatedAt(connection) ?? now,
            UpdatedAt = now,
        });
    }

    /// <summary>Puts what was read in the place of what the index had. A plan that could not be read keeps its rows; so does one without a file while the folder may be away.</summary>
    /// <returns>The plans that are kept without a file.</returns>
    private static List<long> Replace(SqliteConnection main, IReadOnlyList<long> present, IReadOnlyList<PlanReading> plans, IReadOnlyList<JobIndexRow> jobs)
    {
        var isWell = PlanIndex.IsFolderWell(main, present);
        var read = plans.Select(plan => plan.Plan.PlanId).ToHashSet();
        var kept = main.Query<long>("SELECT plan_id FROM plans WHERE ready = 1 ORDER BY plan_id")
            .Where(id => !read.Contains(id) && (!isWell || present.Contains(id))).ToList();
        main.Execute("DELETE FROM plans WHERE ready = 1 AND plan_id NOT IN (SELECT value FROM json_each(@kept))", new { kept = $"[{string.Join(',', kept)}]" });
        IndexedJobs.RemoveAllBut(main, kept);
        foreach (var plan in plans) PlanIndex.Put(main, plan);

        foreach (var job in jobs) IndexedJobs.Put(main, job);
        return [.. kept.Except(present)];
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Rebuilt the index: {Plans} plans, {Jobs} jobs, {Skipped} files left out")]
    private partial void LogRebuilt(int plans, int jobs, int skipped);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Plan {PlanId} is left out of the index: {Reason}")]
    private partial void LogSkipped(long planId, string reason);
}

/// <summary>What a rebuild of the index found.</summary>
public sealed record RebuildReport(int Plans, int Jobs, IReadOnlyList<SkippedFile> Skipped);

/// <summary>A plan's file that could not be read, and why.</summary>
public sealed record SkippedFile(string Path, string Reason);
