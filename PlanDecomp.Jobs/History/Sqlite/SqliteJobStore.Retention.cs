using Dapper;
using Microsoft.Data.Sqlite;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Storage;

namespace PlanDecomp.Jobs.History.Sqlite;

public sealed partial class SqliteJobStore
{
    /// <summary>Lines one transaction removes: a running job of the same plan must not wait for its turn past its lease.</summary>
    private const int LinesAtOnce = 2_000;

    private static readonly TimeSpan PatienceWithWriters = TimeSpan.FromSeconds(1);

    public async Task<IReadOnlyList<ExpiredJob>> ExpiredJobsAsync(ExpiryRules rules, CancellationToken ct) => rules.JobsBefore is { } before
        ? [.. (await _index.FinishedBeforeAsync(before, ct)).Select(row => new ExpiredJob(row.JobId, row.PlanId))]
        : [];

    public async Task<IReadOnlyList<ExpiredLines>> ExpiredLinesAsync(ExpiryRules rules, CancellationToken ct)
    {
        if (rules is { LinesBefore: null, LinesPerFile: null }) return [];
        var due = new List<ExpiredLines>();
        foreach (var planId in await _index.FilesWithManyOrOldLinesAsync(rules, ct))
        {
            // One that is away is no news here.
            if (planId is not null && !File.Exists(files.Folder.JobsOf(planId))) continue;
            await ApartAsync(planId, async () =>
            {
                var kept = await KeptLinesAsync(planId, ct);
                due.AddRange(Choose(kept, planId, rules));

                // What the index knows of lines is only where to look: brought up to the file, it is not looked at again without need.
                foreach (var some in kept.Where(job => job.IsTerminal).Chunk(LinesAtOnce)) await _index.CountLinesAsync([.. some.Select(job => (job.JobId, job.Lines))], ct);
            });
        }

        return due;
    }

    public async Task<long> RemoveLinesAsync(ExpiredLines due, CancellationToken ct)
    {
        long removed = 0;
        await ApartAsync(due.PlanId, async () =>
        {
            removed = await RemoveLinesInStepsAsync(due.JobId, files.Folder.JobsOf(due.PlanId), due.Through, ct);
            await _index.CountLinesAsync([(due.JobId, (await FindAsync(due.JobId, ct) is { } job ? job.LastSeq - (job.LogRemoved?.Through ?? 0) : 0))], ct);
        });
        return removed;
    }

    public async Task<RemovedJob> RemoveJobAsync(ExpiredJob due, Func<Task> besides, CancellationToken ct)
    {
        var (isGone, lines) = (false, 0L);
        await ApartAsync(due.PlanId, async () =>
        {
            // Invariant: the index row goes last. Whatever cuts this off, the next round finds the job by it and goes on.
            var file = files.Folder.JobsOf(due.PlanId);
            try
            {
                lines = await RemoveLinesInStepsAsync(due.JobId, file, long.MaxValue, ct);
                await besides();
                await files.WriteAsync(file, db => { db.Execute("DELETE FROM decomposition_jobs WHERE job_id = @JobId", new { due.JobId }); }, ct);
                await _index.RemoveAsync([due.JobId], ct);
                isGone = true;
            }
            catch (SqliteFileMissingException)
            {
                // Its plan was deleted, or is away: then it stays.
                if (await _index.RemoveOfDeletedPlansAsync([due.JobId], ct) == 0) return;
                await besides();
                isGone = true;
            }
        });
        return new RemovedJob(isGone, lines);
    }

    public async Task<LostInStore> FindLostAsync(bool isThorough, bool remove, CancellationToken ct)
    {
        var rows = new List<string>();
        foreach (var file in (await _index.EndedAsync(ct)).GroupBy(row => row.PlanId))
        {
            await ApartAsync(file.Key, async () =>
            {
                var path = files.Folder.JobsOf(file.Key);
                var isMissing = file.Key is not null && !File.Exists(path);
                if (!isMissing && !isThorough) return;
                var stored = isMissing ? new HashSet<string>() : await files.ReadAsync(path, JobsInFile.Ids, ct);
                rows.AddRange(file.Select(row => row.JobId).Where(jobId => !stored.Contains(jobId)));
            });
        }

        if (remove && rows.Count > 0) await _index.RemoveOfDeletedPlansAsync(rows, ct);
        var (present, listed) = (files.Folder.PlanIds(), await _index.PlansAsync(ct));
        return new LostInStore(
            rows,
            [.. present.Where(id => !listed.ContainsKey(id)).Select(id => Path.GetFileName(files.Folder.Plan(id)))],
            [.. listed.Where(plan => plan.Value).Select(plan => plan.Key).Except(present)]);
    }

    public Task<long> GiveBackSpaceAsync(IReadOnlyCollection<long?> planIds, CancellationToken ct) => Task.Run(() =>
    {
        var bytes = SqliteSpace.GiveBack(files.Folder.Main, PatienceWithWriters, _ => false, ct);
        foreach (var file in planIds.Select(files.Folder.JobsOf).Where(File.Exists)) bytes += SqliteSpace.GiveBack(file, PatienceWithWriters, db => JobsInFile.FindAtWork(db) is null, ct);
        return bytes;
    }, ct);

    public Task<IReadOnlySet<string>> KnownAsync(IReadOnlyCollection<string> jobIds, CancellationToken ct) => _index.KnownAsync(jobIds, ct);

    private Task<List<KeptLines>> KeptLinesAsync(long? planId, CancellationToken ct) => files.ReadAsync(files.Folder.JobsOf(planId), db => db.Query<KeptLines>("""
        SELECT job_id AS JobId, status AS Status, last_seq AS LastSeq, lines_removed_through AS Removed,
          coalesce(finished_at, started_at, created_at) AS EndedAt
        FROM decomposition_jobs ORDER BY EndedAt, job_id
        """).AsList(), ct);

    /// <summary>By age, and of what is above the number the oldest. Only lines of ended jobs.</summary>
    private static IEnumerable<ExpiredLines> Choose(List<KeptLines> kept, long? planId, ExpiryRules rules)
    {
        var excess = kept.Sum(job => job.Lines) - (rules.LinesPerFile ?? long.MaxValue);
        foreach (var job in kept.Where(job => job.IsTerminal))
        {
            var isOld = SqliteTime.ReadOptional(job.EndedAt) is { } ended && ended < rules.LinesBefore;
            var count = isOld ? job.Lines : Math.Clamp(excess, 0, job.Lines);
            excess -= count;
            if (count > 0) yield return new ExpiredLines(job.JobId, planId, job.Removed + 1, job.Removed + count);
        }
    }

    /// <summary>Removes an ended job's lines up to a number, from the first one on, a few in each transaction.</summary>
    private async Task<long> RemoveLinesInStepsAsync(string jobId, string file, long through, CancellationToken ct)
    {
        long removed = 0;
        while (true)
        {
            var step = await files.WriteAsync(file, db => RemoveSome(db, jobId, through), ct);
            if (step is not { } count) return removed;
            removed += count;
            ct.ThrowIfCancellationRequested();
        }
    }

    /// <returns>Null when there is nothing more to remove.</returns>
    private int? RemoveSome(SqliteConnection db, string jobId, long through)
    {
        if (Find(db, jobId) is not { IsTerminal: true } job || job.LinesRemovedThrough >= Math.Min(through, job.LastSeq)) return null;
        var until = Math.Min(Math.Min(through, job.LastSeq), job.LinesRemovedThrough + LinesAtOnce);

        // Invariant: the note moves with the lines. What is there is always the lines after it, without a gap.
        var count = db.Execute("DELETE FROM decomposition_job_logs WHERE job_id = @jobId AND seq <= @until", new { jobId, until });
        db.Execute(
            "UPDATE decomposition_jobs SET lines_removed_through = @until, lines_removed_at = @now WHERE job_id = @jobId",
            new { jobId, until, now = SqliteTime.Write(time.GetUtcNow()) });
        return count;
    }

    private sealed class KeptLines
    {
        public string JobId { get; init; } = "";
        public string Status { get; init; } = "";
        public long LastSeq { get; init; }
        public long Removed { get; init; }
        public string? EndedAt { get; init; }

        public long Lines => LastSeq - Removed;
        public bool IsTerminal => JobStatuses.Parse(Status).IsTerminal();
    }
}
