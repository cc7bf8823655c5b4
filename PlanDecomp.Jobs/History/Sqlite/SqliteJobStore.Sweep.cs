using Microsoft.Extensions.Logging;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Storage;

namespace PlanDecomp.Jobs.History.Sqlite;

public sealed partial class SqliteJobStore
{
    /// <summary>Younger intents are most likely still being completed by whoever booked them.</summary>
    private static readonly TimeSpan IntentGrace = TimeSpan.FromSeconds(2);

    public async Task<IReadOnlyList<ActiveJob>> SweepAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var rows = await _index.ActiveAsync(ct);
        foreach (var intent in rows.Where(row => row.IntentJson is not null && SqliteTime.ReadOrEpoch(row.CreatedAt) < now - IntentGrace))
        {
            await ApartAsync(intent.PlanId, () => CompleteAsync(intent, ct));
        }

        var active = new List<ActiveJob>(rows.Count);
        foreach (var file in rows.GroupBy(row => row.PlanId))
        {
            await ApartAsync(file.Key, () => SweepFileAsync(file.Key, [.. file], active, now, ct));
        }

        // Last, when the parents' rows are up to the truth.
        if (rows.All(row => row.ParentJobId is null)) return active;
        var orphans = await _index.OrphansAsync(ct);
        return [.. active.Select(job => job with { IsOrphan = orphans.Contains(job.JobId) })];
    }

    /// <summary>One spoilt or busy file must not keep the jobs of all the others waiting.</summary>
    private async Task ApartAsync(long? planId, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFileLeftOut(e, files.Folder.JobsOf(planId));
        }
    }

    private async Task SweepFileAsync(long? planId, IReadOnlyList<JobIndexRow> indexed, List<ActiveJob> active, DateTimeOffset now, CancellationToken ct)
    {
        IReadOnlyDictionary<string, JobRow> stored;
        try
        {
            stored = await files.ReadAsync(files.Folder.JobsOf(planId), db => indexed
                .Select(row => Find(db, row.JobId)).OfType<JobRow>().ToDictionary(row => row.JobId), ct);
        }
        catch (SqliteFileMissingException)
        {
            stored = new Dictionary<string, JobRow>();
        }

        // A submission under way is in the index before it is in its file; anything else that has no row has lost its plan,
        // unless the index still lists the plan: then its file is away, not deleted.
        var gone = indexed.Where(row => row.IntentJson is null && !stored.ContainsKey(row.JobId)).Select(row => row.JobId).ToList();
        if (gone.Count > 0) await _index.RemoveOfDeletedPlansAsync(gone, ct);

        var stale = indexed
            .Where(row => stored.TryGetValue(row.JobId, out var truth) && truth.Standing.ToName() != row.Status)
            .Select(row => stored[row.JobId].ToJob(planId)).ToList();
        if (stale.Count > 0) await _index.ProjectAsync(stale, ct);

        active.AddRange(stored.Values.Where(row => !row.IsTerminal)
            .Select(row => new ActiveJob(
                row.JobId, row.Owner, row.JobType, row.Standing, row.IsClaimable(now, options.Value.Lease), row.TraceParent, row.CancelRequestedAt is not null)));
    }

    [LoggerMessage(LogLevel.Error, "'{File}' is left out; the next round tries again.")]
    private partial void LogFileLeftOut(Exception e, string file);
}
