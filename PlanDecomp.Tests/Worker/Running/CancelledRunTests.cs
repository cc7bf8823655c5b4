using Microsoft.Extensions.DependencyInjection;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.Queue;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Worker.Running;

public sealed class CancelledRunTests(RedisServer redis) : IAsyncLifetime
{
    private readonly TestCluster _cluster = new(redis);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_job_cancelled_while_it_waits_for_its_next_attempt_is_ended_by_its_handler()
    {
        _cluster.Jobs = jobs => jobs.RetryDelay = TimeSpan.FromHours(1);
        await _cluster.StartWorkerAsync(async (job, _, ct) =>
        {
            if (job.StopReason == JobStopReason.CancelRequested) return TestCluster.Succeed() with { Status = JobStatus.Cancelled, Message = $"Cancelled after {job.Checkpoint}." };
            await job.CommitAsync(_ => true, "half", ct);
            throw new InvalidOperationException("boom");
        });
        var id = (await _cluster.SubmitAsync()).JobId;
        await Eventually.TrueAsync(async () => await _cluster.FindAsync(id) is { Status: JobStatus.Queued, Attempt: 1 }, "it waits");

        await _cluster.CancelAsync(id);

        Assert.Equal(JobStatus.Cancelled, (await _cluster.EndOfAsync(id)).Status);
        Assert.Equal("Cancelled after half.", (await _cluster.LinesAsync(id))[^1].Message);
    }

    [Fact]
    public async Task A_wish_to_cancel_that_is_said_again_is_enqueued_once()
    {
        var id = (await _cluster.SubmitAsync()).JobId;
        var claimed = Assert.IsType<ClaimResult.Claimed>(await _cluster.Store.ClaimAsync(id, "a worker", TestContext.Current.CancellationToken));
        await _cluster.Store.WriteAsync(
            claimed.Fence, new RunWrite { Checkpoint = "half", End = new RunEnd.Release(TimeSpan.Zero, CountsAsAttempt: false) }, TestContext.Current.CancellationToken);

        for (var i = 0; i < 3; i++) await _cluster.CancelAsync(id);

        // Entries come in the order in which they are sent, so nothing comes after the last one's.
        var last = await _cluster.SubmitAsync();
        var queue = _cluster.Front.GetRequiredService<JobQueue>();
        await Eventually.TrueAsync(async () => (await queue.WaitingJobsAsync()).Contains(last.JobId), "all entries have come");
        Assert.Equal(3, await queue.LengthAsync());
    }

    [Fact]
    public async Task A_cancelled_handler_that_only_breaks_is_cancelled_and_not_failed_and_keeps_why()
    {
        _cluster.Jobs = jobs => jobs.MaxAttempts = 1;
        await _cluster.StartWorkerAsync(async (job, _, ct) =>
        {
            if (job.Checkpoint is null) await job.CommitAsync(_ => true, "half", ct);
            job.Log(JobLogLevel.Info, "test.waits", "Waiting");
            while (!ct.IsCancellationRequested) await Task.Delay(10, CancellationToken.None);
            throw new InvalidOperationException("boom");
        });
        var id = (await _cluster.SubmitAsync()).JobId;
        await Eventually.TrueAsync(async () => (await _cluster.LinesAsync(id)).Any(line => line.Message == "Waiting"), "it waits");

        await _cluster.CancelAsync(id);

        var job = await _cluster.EndOfAsync(id);
        Assert.Equal((JobStatus.Cancelled, "boom"), (job.Status, job.AttemptErrors![0].Reason));
        Assert.Equal("Cancelled. What was done before stays.", (await _cluster.LinesAsync(id))[^1].Message);
    }
}
