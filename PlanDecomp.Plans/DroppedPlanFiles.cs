using Dapper;
using Microsoft.Extensions.Logging;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.History.Sqlite;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans;

/// <summary>Takes in plans' files that somebody lays into the folder while the app runs, as a rebuild of the index would.</summary>
internal sealed partial class DroppedPlanFiles(SqliteFiles files, IndexRebuild rebuild, PlanIndex index, TimeProvider time, ILogger<DroppedPlanFiles> logger)
    : PeriodicWork(time, logger)
{
    private readonly Dictionary<long, Look> _unknown = [];

    protected override TimeSpan Pause => TimeSpan.FromSeconds(2.5);

    protected override Task RoundAsync(CancellationToken ct) => TakeInAsync(ct);

    /// <summary>Takes in what has lain still since the round before.</summary>
    /// <returns>The plans that were taken in.</returns>
    internal async Task<IReadOnlyList<long>> TakeInAsync(CancellationToken ct)
    {
        // The folder first: a plan is in the index before it has a file, so one that begins meanwhile is not taken for unknown.
        var present = files.Folder.PlanIds();
        var known = await files.ReadAsync(files.Folder.Main, main => main.Query<long>("SELECT plan_id FROM plans").ToHashSet(), ct);
        var unknown = present.Where(planId => !known.Contains(planId)).ToHashSet();
        foreach (var planId in _unknown.Keys.Where(planId => !unknown.Contains(planId)).ToList()) _unknown.Remove(planId);
        var taken = new List<long>();
        foreach (var planId in unknown)
        {
            // A file that is still being copied must not be opened: it would be completed in the midst of it.
            var now = Look.At(files.Folder.Plan(planId));
            var before = _unknown.GetValueOrDefault(planId);
            if (before is null || !before.IsLike(now)) _unknown[planId] = now;
            else if (!before.IsRefused && await TryTakeInAsync(planId, before, ct)) taken.Add(planId);
        }

        return taken;
    }

    private async Task<bool> TryTakeInAsync(long planId, Look look, CancellationToken ct)
    {
        try
        {
            var (plan, jobs) = await rebuild.ReadPlanAsync(planId, owner: null, ct);
            await index.AdoptAsync(plan, ct);

            // Deleted, or away, in this very moment: the row just put would be one without a plan.
            if (!File.Exists(files.Folder.Plan(planId)))
            {
                await index.RemoveAsync(planId, CancellationToken.None);
                return false;
            }

            await files.WriteAsync(files.Folder.Main, main =>
            {
                foreach (var job in jobs) IndexedJobs.Put(main, job);
            }, ct);
            LogTakenIn(Logger, planId, jobs.Count);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Once for each state of the file: it is looked at again when it has changed.
            look.IsRefused = true;
            LogRefused(Logger, planId, e.Message);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "Took in the file of plan {PlanId}, with {Jobs} jobs, that the index did not know")]
    private static partial void LogTakenIn(ILogger logger, long planId, int jobs);

    [LoggerMessage(LogLevel.Warning, "The file of plan {PlanId}, which the index does not know, cannot be taken in: {Reason}")]
    private static partial void LogRefused(ILogger logger, long planId, string reason);

    private sealed record Look(DateTime WrittenAt, long Length)
    {
        public bool IsRefused { get; set; }

        public bool IsLike(Look other) => WrittenAt == other.WrittenAt && Length == other.Length;

        public static Look At(string path) => new FileInfo(path) is { Exists: true } file ? new Look(file.LastWriteTimeUtc, file.Length) : new Look(default, -1);
    }
}
