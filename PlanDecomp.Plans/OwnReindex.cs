using Dapper;
using PlanDecomp.Jobs.History.Sqlite;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans;

/// <summary>Reads one account's own files into the index again while the app runs. See <see cref="IndexRebuild"/> for a stopped one.</summary>
/// <remarks>
/// Others may write meanwhile, so nothing is emptied and filled anew: each plan is compared by itself, an older reading never
/// replaces a newer one, and a row is taken away only when the file, read after the row, does not have it.
/// Files of other accounts are not opened, but for those that the index does not know at all: their owner must be asked.
/// </remarks>
public sealed class OwnReindex(SqliteFiles files, PlanIndex index, TimeProvider time)
{
    private string Main => files.Folder.Main;

    /// <summary>The plans to read, in order: those the index lists for the account, and those it does not know at all.</summary>
    public Task<IReadOnlyList<long>> PlansAsync(string owner, CancellationToken ct)
    {
        // The folder first: a plan is in the index before it has a file, so one that begins meanwhile is not taken for unknown.
        var present = files.Folder.PlanIds();
        return files.ReadAsync<IReadOnlyList<long>>(Main, main =>
        {
            var known = main.Query<(long PlanId, string Owner, int Ready)>("SELECT plan_id, owner, ready FROM plans").ToDictionary(row => row.PlanId);
            var own = known.Values.Where(row => row.Owner == owner && row.Ready == 1).Select(row => row.PlanId);
            return [.. own.Concat(present.Where(id => !known.ContainsKey(id))).Order()];
        }, ct);
    }

    /// <summary>Reads one plan and its jobs again.</summary>
    public async Task<OwnReading> ReadPlanAsync(long planId, string owner, CancellationToken ct)
    {
        try
        {
            var rows = await RowsAsync(planId, owner, ct);
            var now = time.GetUtcNow();
            var (plan, jobs) = await files.ReadAsync(files.Folder.Plan(planId), connection =>
                (PlanRow.Read(connection, planId), JobsInFile.Read(connection, planId, now, owner)), ct);
            if (plan is null) return new OwnReading { Skipped = "The file holds no such plan." };
            if (plan.Owner != owner) return new OwnReading { IsForeign = true };

            var before = await index.FindAsync(planId, ct);
            if (before is null) await index.AdoptAsync(new PlanReading(plan, now), ct);
            else await index.PutAsync(new PlanReading(plan, now), ct);

            // Deleted, or away, in this very moment: a row just put would be one without a plan. One that was there is not ours to take.
            if (!File.Exists(files.Folder.Plan(planId)))
            {
                if (before is null) await index.RemoveAsync(planId, CancellationToken.None);
                return new OwnReading { Skipped = MissingFiles.Reason };
            }

            var (adopted, removed) = await SettleJobsAsync(planId, rows, jobs, ct);
            return new OwnReading
            {
                Jobs = jobs.Count,
                IsAdopted = before is null,
                IsCorrected = before is not null && before != plan,
                AdoptedJobs = adopted,
                RemovedJobs = removed,
            };
        }
        catch (SqliteFileMissingException)
        {
            // The file may be away for a while only: its row stays.
            return new OwnReading { Skipped = MissingFiles.Reason };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new OwnReading { Skipped = e.Message };
        }
    }

    /// <summary>Reads the account's jobs that are bound to no plan again.</summary>
    public async Task<OwnReading> ReadSystemJobsAsync(string owner, CancellationToken ct)
    {
        var rows = await RowsAsync(null, owner, ct);
        var jobs = await files.ReadAsync(files.Folder.SystemJobs, connection => JobsInFile.Read(connection, null, time.GetUtcNow(), owner), ct);
        var (adopted, removed) = await SettleJobsAsync(null, rows, jobs, ct);
        return new OwnReading { Jobs = jobs.Count, AdoptedJobs = adopted, RemovedJobs = removed };
    }

    /// <summary>The rows that must have a job in the file: begun submissions have not.</summary>
    private Task<IReadOnlySet<string>> RowsAsync(long? planId, string owner, CancellationToken ct) =>
        files.ReadAsync(Main, main => IndexedJobs.Ids(main, planId, owner), ct);

    private async Task<(int Adopted, int Removed)> SettleJobsAsync(long? planId, IReadOnlySet<string> rows, IReadOnlyList<JobIndexRow> jobs, CancellationToken ct)
    {
        // Invariant: the rows were read before the file, so one that the file has not was there before and is gone from it.
        var gone = rows.Except(jobs.Select(job => job.JobId)).ToList();
        var adopted = await files.WriteAsync(Main, main =>
        {
            IndexedJobs.Remove(main, gone);
            return jobs.Where(job => IndexedJobs.Put(main, job)).Select(job => job.JobId).ToList();
        }, ct);
        if (adopted.Count == 0) return (0, gone.Count);

        // An old job that was removed between its reading and its row: the second look finds it gone.
        var now = await files.ReadAsync(files.Folder.JobsOf(planId), JobsInFile.Ids, ct);
        var late = adopted.Where(jobId => !now.Contains(jobId)).ToList();
        if (late.Count > 0) await files.WriteAsync(Main, main => IndexedJobs.Remove(main, late), ct);
        return (adopted.Count - late.Count, gone.Count);
    }
}

/// <summary>What reading one file again has found.</summary>
public sealed record OwnReading
{
    public int Jobs { get; init; }

    /// <summary>The plan had no row.</summary>
    public bool IsAdopted { get; init; }

    /// <summary>The plan's row differed from its file.</summary>
    public bool IsCorrected { get; init; }

    public int AdoptedJobs { get; init; }
    public int RemovedJobs { get; init; }

    /// <summary>It is another account's, and was not touched.</summary>
    public bool IsForeign { get; init; }

    /// <summary>Why the plan was left as it is; null when it was read.</summary>
    public string? Skipped { get; init; }
}
