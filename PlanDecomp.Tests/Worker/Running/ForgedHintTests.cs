using Microsoft.Extensions.DependencyInjection;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs;
using PlanDecomp.Tests.Infrastructure;
using StackExchange.Redis;

namespace PlanDecomp.Tests.Worker.Running;

/// <summary>What else crosses Redis are hints: one that somebody forges must do nothing that the store does not say.</summary>
public sealed class ForgedHintTests(RedisServer redis) : IAsyncLifetime
{
    private readonly TestCluster _cluster = new(redis);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private RedisKeys Keys => _cluster.Front.GetRequiredService<RedisKeys>();

    private RedisKey Queue => Keys.QueueOf(TestCluster.Owner);

    private IDatabase Redis => _cluster.Front.GetRequiredService<IConnectionMultiplexer>().GetDatabase();

    [Fact]
    public async Task A_cancellation_that_nobody_has_asked_for_cancels_nothing()
    {
        var go = new TaskCompletionSource();
        await _cluster.StartWorkerAsync(async (job, _, ct) =>
        {
            job.Log(JobLogLevel.Info, "test.waits", "Waiting");
            await go.Task.WaitAsync(ct);
            return TestCluster.Succeed();
        });
        var (bystander, cancelled) = ((await _cluster.SubmitAsync()).JobId, (await _cluster.SubmitAsync()).JobId);
        foreach (var id in (string[])[bystander, cancelled])
        {
            await Eventually.TrueAsync(async () => (await _cluster.LinesAsync(id)).Any(line => line.Message == "Waiting"), "it waits");
        }

        for (var i = 0; i < 3; i++) await Redis.PublishAsync(Keys.Cancellations, bystander);

        // The bells ring in order, so the forged ones have been heard by then.
        await _cluster.CancelAsync(cancelled);
        Assert.Equal(JobStatus.Cancelled, (await _cluster.EndOfAsync(cancelled, TimeSpan.FromSeconds(20))).Status);
        go.SetResult();
        Assert.Equal(JobStatus.Succeeded, (await _cluster.EndOfAsync(bystander, TimeSpan.FromSeconds(20))).Status);
    }

    [Fact]
    public async Task A_sweepers_lock_that_somebody_holds_and_a_queue_that_hands_out_nothing_keep_no_job_from_running()
    {
        await Redis.StreamAddAsync(Queue, "job_id", "no-such-job");
        await Redis.StreamCreateConsumerGroupAsync(Queue, RedisKeys.Group, "99999999999999-0");
        await Redis.StringSetAsync(Keys.Sweeper, "somebody");
        await _cluster.StartWorkerAsync((_, _, _) => Task.FromResult(TestCluster.Succeed()));

        var job = await _cluster.SubmitAsync();

        Assert.Equal(JobStatus.Succeeded, (await _cluster.EndOfAsync(job.JobId, TimeSpan.FromSeconds(20))).Status);
    }

    [Fact]
    public async Task Entries_of_no_job_and_keys_of_another_kind_keep_no_job_from_running()
    {
        await Redis.StreamAddAsync(Queue, [new("job_id", "../../etc"), new("traceparent", "x")]);
        await Redis.StreamAddAsync(Queue, [new("other", new byte[] { 0, 255 })]);
        await _cluster.StartWorkerAsync((_, _, _) => Task.FromResult(TestCluster.Succeed()));
        var first = await _cluster.SubmitAsync();
        Assert.Equal(JobStatus.Succeeded, (await _cluster.EndOfAsync(first.JobId, TimeSpan.FromSeconds(20))).Status);

        await Redis.KeyDeleteAsync(Queue);
        await Redis.StringSetAsync(Queue, "no queue");
        var second = await _cluster.SubmitAsync();

        Assert.Equal(JobStatus.Succeeded, (await _cluster.EndOfAsync(second.JobId, TimeSpan.FromSeconds(20))).Status);
    }
}
