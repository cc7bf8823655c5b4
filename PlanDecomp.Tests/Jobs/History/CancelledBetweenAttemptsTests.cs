using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Jobs.History;

/// <summary>Only a handler can tell what its checkpoint means: a job that has one is not ended behind its back.</summary>
public sealed class CancelledBetweenAttemptsTests : IDisposable
{
    private readonly JobStoreBench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_waiting_job_that_has_committed_something_is_due_at_once_for_a_worker_to_end_it()
    {
        var jobId = await CommitAsync();
        await ReleaseAsync(jobId);

        var cancelled = (await _bench.Store.RequestCancelAsync(jobId, Ct))!;

        Assert.Equal((JobStatus.Queued, null), (cancelled.Job.Status, cancelled.LastLine));
        var claimed = await _bench.ClaimAsync(jobId, "w2");
        Assert.Equal("half", claimed.Checkpoint);
        Assert.NotNull(claimed.Job.CancelRequestedAt);
    }

    [Fact]
    public async Task A_lost_job_that_has_committed_something_is_a_workers_to_end()
    {
        var jobId = await CommitAsync();
        await _bench.Store.RequestCancelAsync(jobId, Ct);
        _bench.Time.Advance(_bench.Options.Lease + TimeSpan.FromSeconds(1));

        Assert.Equal("half", (await _bench.ClaimAsync(jobId, "w2")).Checkpoint);
    }

    [Fact]
    public async Task A_job_that_has_committed_nothing_ends_at_once()
    {
        var jobId = (await _bench.SubmitAsync()).JobId;
        await _bench.ClaimAsync(jobId);
        await ReleaseAsync(jobId);

        Assert.Equal(JobStatus.Cancelled, (await _bench.Store.RequestCancelAsync(jobId, Ct))!.Job.Status);
    }

    [Fact]
    public async Task One_whose_every_attempt_to_end_is_lost_ends_without_and_says_that_something_was_done()
    {
        var jobId = await CommitAsync();
        await _bench.Store.RequestCancelAsync(jobId, Ct);
        for (var attempt = 1; attempt <= _bench.Options.MaxAttempts; attempt++)
        {
            _bench.Time.Advance(_bench.Options.Lease + TimeSpan.FromSeconds(1));
            await _bench.ClaimAsync(jobId);
        }

        _bench.Time.Advance(_bench.Options.Lease + TimeSpan.FromSeconds(1));
        var ended = Assert.IsType<ClaimResult.Ended>(await _bench.Store.ClaimAsync(jobId, "w", Ct));

        Assert.Equal(JobStatus.Cancelled, ended.Job!.Status);
        Assert.Equal("Cancelled. What was done before stays.", ended.LastLine!.Message);
    }

    private async Task<string> CommitAsync()
    {
        var jobId = (await _bench.SubmitAsync()).JobId;
        await _bench.Store.WriteAsync((await _bench.ClaimAsync(jobId)).Fence, new RunWrite { Checkpoint = "half" }, Ct);
        return jobId;
    }

    private async Task ReleaseAsync(string jobId)
    {
        var attempt = (await _bench.Store.FindAsync(jobId, Ct))!.Attempt;
        await _bench.Store.WriteAsync(new JobFence(jobId, null, attempt), new RunWrite { End = new RunEnd.Release(TimeSpan.FromHours(1), CountsAsAttempt: true, "broke") }, Ct);
    }
}
