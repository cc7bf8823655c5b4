using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.EndToEnd;

/// <summary>A worker that is killed while it applies the retention policy.</summary>
public sealed class RetentionCrashTests(RedisServer redis) : IAsyncDisposable
{
    private const int Lines = 400_000;
    private readonly JobStoreBench _bench = new();
    private readonly List<ServiceProcess> _workers = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string File => _bench.Data.Folder.SystemJobs;

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers) await worker.DisposeAsync();
        _bench.Dispose();
    }

    [Fact]
    public async Task It_leaves_a_log_without_a_gap_that_says_where_it_begins_and_the_next_worker_goes_on()
    {
        var job = await OldJobAsync();

        var killed = StartWorker();
        await Eventually.TrueAsync(() => Removed() > 0, "lines go");
        await killed.KillAsync();

        var through = Removed();
        Assert.InRange(through, 1, Lines - 1);
        Assert.Equal((through + 1, Lines, Lines - through), Assert.Single(PlanData.Query<(long, long, long)>(File, "SELECT min(seq), max(seq), count(*) FROM decomposition_job_logs")));
        Assert.Equal(through, (await _bench.Store.FindAsync(job, Ct))!.LogRemoved!.Through);

        StartWorker();
        await Eventually.TrueAsync(() => Removed() == Lines, "the rest goes");
        Assert.Equal(0, Assert.Single(PlanData.Query<long>(File, "SELECT count(*) FROM decomposition_job_logs")));
        Assert.Equal(JobStatus.Succeeded, (await _bench.Store.FindAsync(job, Ct))!.Status);
    }

    /// <summary>Ended years ago by its own clock, with a long log.</summary>
    private async Task<string> OldJobAsync()
    {
        _bench.Time.AdjustTime(new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.Zero));
        var job = await _bench.SubmitAsync();
        var claimed = await _bench.ClaimAsync(job.JobId);
        await _bench.Store.WriteAsync(claimed.Fence, new RunWrite { Lines = [_bench.Line("the end")], End = new RunEnd.Finish(JobStatus.Succeeded, null, null) }, Ct);
        PlanData.Execute(File, """
            WITH RECURSIVE n(i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < @Lines)
            INSERT INTO decomposition_job_logs (job_id, seq, level, message) SELECT @job, i, 'info', 'a line of some length, the number ' || i FROM n;
            UPDATE decomposition_jobs SET last_seq = @Lines;
            """, new { job = job.JobId, Lines });
        return job.JobId;
    }

    private long Removed() => Assert.Single(PlanData.Query<long>(File, "SELECT lines_removed_through FROM decomposition_jobs"));

    private ServiceProcess StartWorker()
    {
        var worker = ServiceProcess.Start("PlanDecomp.Worker",
        [
            new("Storage__Path", _bench.Data.Root),
            new("ConnectionStrings__redis", redis.ConnectionString),
            new("Jobs__KeyPrefix", $"retention-{Guid.NewGuid():n}"),
        ]);
        _workers.Add(worker);
        return worker;
    }
}
