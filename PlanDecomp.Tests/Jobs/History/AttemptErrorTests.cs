using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Jobs.History;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Jobs.History;

/// <summary>The store keeps why attempts failed.</summary>
public sealed class AttemptErrorTests : IDisposable
{
    private readonly JobStoreBench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Lost_and_broken_attempts_are_kept_in_order_and_released_ones_are_not()
    {
        var jobId = (await _bench.SubmitAsync()).JobId;
        await _bench.ClaimAsync(jobId, "w1");
        _bench.Time.Advance(_bench.Options.Lease + TimeSpan.FromSeconds(1));
        var second = await _bench.ClaimAsync(jobId, "w2");
        await _bench.Store.WriteAsync(second.Fence, new RunWrite { End = new RunEnd.Release(TimeSpan.Zero, CountsAsAttempt: false) }, Ct);
        var third = await _bench.ClaimAsync(jobId, "w3");
        await _bench.Store.WriteAsync(third.Fence, new RunWrite { End = new RunEnd.Release(TimeSpan.Zero, CountsAsAttempt: true, "it broke") }, Ct);

        var job = (await _bench.Store.FindAsync(jobId, Ct))!;

        Assert.Equal(
            [(1, "Worker w1 was lost: its lease ran out before the attempt had ended."), (3, "it broke")],
            job.AttemptErrors!.Select(error => (error.Attempt, error.Reason)));
        Assert.Equal(
            """[{"attempt":1,"time":"2026-01-02T03:04:36.000Z","reason":"Worker w1 was lost: its lease ran out before the attempt had ended."},{"attempt":3,"time":"2026-01-02T03:04:36.000Z","reason":"it broke"}]""",
            JsonSerializer.SerializeToElement(job, ContractsJson.Readable.Job).GetProperty("attempt_errors").GetRawText());
    }

    [Fact]
    public async Task A_job_given_up_after_lost_workers_names_them_all()
    {
        var jobId = (await _bench.SubmitAsync()).JobId;
        for (var attempt = 1; attempt <= _bench.Options.MaxAttempts; attempt++)
        {
            await _bench.ClaimAsync(jobId, $"w{attempt}");
            _bench.Time.Advance(_bench.Options.Lease + TimeSpan.FromSeconds(1));
        }

        var ended = Assert.IsType<ClaimResult.Ended>(await _bench.Store.ClaimAsync(jobId, "w", Ct));

        Assert.Equal([1, 2, 3], ended.Job!.AttemptErrors!.Select(error => error.Attempt));
    }

    [Fact]
    public async Task A_file_from_before_gets_the_column_and_keeps_its_jobs()
    {
        var jobId = (await _bench.SubmitAsync()).JobId;
        _bench.Files.Dispose();
        PlanData.Execute(_bench.Data.Folder.SystemJobs, "ALTER TABLE decomposition_jobs DROP COLUMN attempt_errors_json; PRAGMA user_version = 1;");
        using var again = _bench.Data.OpenFiles();
        var store = _bench.OpenStore(again);

        Assert.Null((await store.FindAsync(jobId, Ct))!.AttemptErrors);
        Assert.IsType<ClaimResult.Claimed>(await store.ClaimAsync(jobId, "w", Ct));
        _bench.Time.Advance(_bench.Options.Lease + TimeSpan.FromSeconds(1));
        Assert.Single(Assert.IsType<ClaimResult.Claimed>(await store.ClaimAsync(jobId, "w", Ct)).Job.AttemptErrors!);
    }

    [Fact]
    public async Task Lost_workers_are_counted_since_the_job_last_came_further_and_the_fence_only_grows()
    {
        var jobId = (await _bench.SubmitAsync()).JobId;
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            var claimed = await _bench.ClaimAsync(jobId);
            Assert.Equal((attempt, 1), (claimed.Job.Attempt, claimed.Tried));
            await _bench.Store.WriteAsync(claimed.Fence, new RunWrite { Checkpoint = $"{attempt}", IsProgress = true }, Ct);
            _bench.Time.Advance(_bench.Options.Lease + TimeSpan.FromSeconds(1));
        }

        for (var tried = 1; tried <= _bench.Options.MaxAttempts; tried++)
        {
            Assert.Equal(tried, (await _bench.ClaimAsync(jobId)).Tried);
            _bench.Time.Advance(_bench.Options.Lease + TimeSpan.FromSeconds(1));
        }

        var ended = Assert.IsType<ClaimResult.Ended>(await _bench.Store.ClaimAsync(jobId, "w", Ct));
        Assert.Equal((JobStatus.Failed, 13), (ended.Job!.Status, ended.Job.Attempt));
        Assert.StartsWith("Given up after 3 attempts", ended.Job.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_release_by_a_stopping_worker_takes_its_attempt_back()
    {
        var jobId = (await _bench.SubmitAsync()).JobId;
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            var claimed = await _bench.ClaimAsync(jobId);
            Assert.Equal((attempt, 1), (claimed.Job.Attempt, claimed.Tried));
            await _bench.Store.WriteAsync(
                claimed.Fence, new RunWrite { IsProgress = attempt % 2 == 0, End = new RunEnd.Release(TimeSpan.Zero, CountsAsAttempt: false) }, Ct);
        }
    }
}
