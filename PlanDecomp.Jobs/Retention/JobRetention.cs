using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.LogStream;
using PlanDecomp.Storage;

namespace PlanDecomp.Jobs.Retention;

/// <summary>Applies the retention policy: jobs where an age is set for them, lines of ended jobs, guests that stay away; with all that belongs to them in the same batch.</summary>
/// <remarks>
/// Each step leaves the installation whole: a process that is killed in the middle loses nothing but its place, and the next round goes on.
/// One process at a time, by a lock of the operating system on the data folder.
/// </remarks>
public sealed partial class JobRetention(
    IJobStore store, GuestStore guests, JobLogStream streams, JobFiles jobFiles, DataFolder folder,
    IOptions<RetentionOptions> options, TimeProvider time, ILogger<JobRetention> logger)
{
    private const string LockFile = "retention.lock";

    /// <summary>A younger file's job may not have been submitted yet, and a younger stream's job not be in this reading of the index.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    private readonly RetentionOptions _options = options.Value;

    /// <summary>Removes what the policy lets go, or with <paramref name="dryRun"/> only tells what that is.</summary>
    /// <param name="dryRun">Changes nothing.</param>
    /// <param name="isThorough">Looks for orphans in every file.</param>
    /// <param name="ct">Cancels between steps; what was removed by then stays so.</param>
    /// <returns>Null while another process, or another call, is at it.</returns>
    public async Task<RetentionReport?> RunAsync(bool dryRun, bool isThorough, CancellationToken ct)
    {
        using var turn = FolderLock.TryTake(Path.Combine(folder.Root, LockFile));
        if (turn is null) return null;

        var now = time.GetUtcNow();
        var rules = new ExpiryRules(now - _options.LinesAfter, _options.LinesPerPlan, now - _options.JobsAfter);
        var absent = _options.GuestsAfter is { } away ? await guests.AbsentSinceAsync(now - away, ct) : [];
        var jobs = (await store.ExpiredJobsAsync(rules, ct)).Concat(absent.SelectMany(guest => guest.Jobs)).DistinctBy(job => job.JobId).ToList();
        var tally = new Tally();
        await LetGoAsync(jobs, dryRun, tally, ct);
        foreach (var guest in absent) tally.Guests += dryRun || await guests.RemoveAsync(guest.Owner, now - _options.GuestsAfter!.Value, ct) ? 1 : 0;

        var goneJobs = jobs.Select(job => job.JobId).ToHashSet();
        foreach (var lines in (await store.ExpiredLinesAsync(rules, ct)).Where(lines => !goneJobs.Contains(lines.JobId)))
        {
            tally.Touch(lines.PlanId);
            tally.JobsWithoutLines++;
            tally.Lines += dryRun ? lines.Count : await RemoveLinesAsync(lines, ct);
        }

        var orphans = await FindOrphansAsync(isThorough, remove: !dryRun, ct);
        var bytes = dryRun ? 0 : await store.GiveBackSpaceAsync(tally.Plans, ct);
        return new RetentionReport
        {
            DryRun = dryRun,
            JobsWithoutLines = tally.JobsWithoutLines,
            Lines = tally.Lines,
            Jobs = tally.Jobs,
            Files = tally.Files,
            Guests = tally.Guests,
            Bytes = bytes,
            Orphans = orphans,
        };
    }

    private async Task LetGoAsync(IReadOnlyList<ExpiredJob> jobs, bool dryRun, Tally tally, CancellationToken ct)
    {
        var filesOf = jobFiles.All().ToLookup(file => file.JobId);
        foreach (var due in jobs)
        {
            if (dryRun)
            {
                tally.Lines += await store.FindAsync(due.JobId, ct) is { } job ? job.LastSeq - (job.LogRemoved?.Through ?? 0) : 0;
                (tally.Jobs, tally.Files) = (tally.Jobs + 1, tally.Files + filesOf[due.JobId].Count());
                continue;
            }

            tally.Touch(due.PlanId);
            var removed = await store.RemoveJobAsync(due, async () =>
            {
                foreach (var file in filesOf[due.JobId])
                {
                    File.Delete(file.Path);
                    tally.Files++;
                }

                await RemoveStreamAsync(due.JobId);
            }, ct);
            tally.Lines += removed.Lines;
            tally.Jobs += removed.IsGone ? 1 : 0;
        }
    }

    private async Task<long> RemoveLinesAsync(ExpiredLines lines, CancellationToken ct)
    {
        // Before the lines: the stream must not go on showing what the store no longer has.
        await RemoveStreamAsync(lines.JobId);
        return await store.RemoveLinesAsync(lines, ct);
    }

    private async Task<RetentionOrphans> FindOrphansAsync(bool isThorough, bool remove, CancellationToken ct)
    {
        var lost = await store.FindLostAsync(isThorough, remove, ct);
        var old = jobFiles.All().Where(file => time.GetUtcNow() - file.WrittenAt > Grace).ToList();
        var known = await store.KnownAsync([.. old.Select(file => file.JobId).Distinct()], ct);
        var unowned = old.Where(file => !known.Contains(file.JobId)).ToList();
        if (remove) unowned.ForEach(file => File.Delete(file.Path));
        return new RetentionOrphans(
            [.. unowned.Select(file => Path.GetFileName(file.Path))], lost.PlanFiles, lost.Rows, lost.PlansWithoutFile, await FindStreamsAsync(remove, ct));
    }

    /// <returns>Null when Redis does not answer.</returns>
    private async Task<IReadOnlyList<string>?> FindStreamsAsync(bool remove, CancellationToken ct)
    {
        try
        {
            // The streams first: a job is in the index before it has one.
            var streamed = await streams.JobsWithStreamAsync(ct);
            var known = await store.KnownAsync(streamed, ct);
            var lost = streamed.Where(jobId => !known.Contains(jobId)).Order(StringComparer.Ordinal).ToList();
            if (remove) foreach (var jobId in lost) await streams.RemoveAsync(jobId);
            return lost;
        }
        catch (Exception e) when (e.IsOfRedis())
        {
            LogRedisAway(e.Message);
            return null;
        }
    }

    private async Task RemoveStreamAsync(string jobId)
    {
        try
        {
            await streams.RemoveAsync(jobId);
        }
        catch (Exception e) when (e.IsOfRedis())
        {
            // It ends by itself soon, and a later round takes streams without a job.
            LogRedisAway(e.Message);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Log streams stay in Redis for now: {Reason}")]
    private partial void LogRedisAway(string reason);

    private sealed class Tally
    {
        private readonly HashSet<(bool HasPlan, long Id)> _plans = [];

        public int JobsWithoutLines { get; set; }
        public long Lines { get; set; }
        public int Jobs { get; set; }
        public int Files { get; set; }
        public int Guests { get; set; }

        public IReadOnlyCollection<long?> Plans => [.. _plans.Select(plan => plan.HasPlan ? plan.Id : (long?)null)];

        public void Touch(long? planId) => _plans.Add((planId is not null, planId ?? 0));
    }
}
