using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.Queue;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Worker.Running;

/// <summary>Whoever asks for many jobs keeps no one else's waiting.</summary>
public sealed class FairQueueTests(RedisServer redis) : IAsyncLifetime
{
    private readonly TestCluster _cluster = new(redis);
    private readonly ConcurrentQueue<string> _begun = [];
    private readonly TaskCompletionSource _over = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _over.TrySetResult();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task The_job_of_a_second_owner_is_among_the_next_few_to_begin()
    {
        _cluster.Worker = worker => (worker.Concurrency, worker.ConcurrencyPerOwner) = (2, 2);
        for (var i = 0; i < 100; i++) await _cluster.SubmitAsync(owner: "many");
        var job = await _cluster.SubmitAsync(owner: "one");
        var queue = _cluster.Front.GetRequiredService<JobQueue>();
        await Eventually.TrueAsync(async () => await queue.LengthAsync() == 101, "all are in the queue");
        await StartAsync(waits: false);

        Assert.Equal(JobStatus.Succeeded, (await _cluster.EndOfAsync(job.JobId)).Status);

        Assert.InRange(_begun.ToList().IndexOf("one"), 0, 3);
        await Eventually.TrueAsync(() => _begun.Count == 101, "the others follow");
    }

    [Fact]
    public async Task One_owner_leaves_a_place_free_for_another_however_long_its_jobs_are()
    {
        _cluster.Worker = worker => worker.Concurrency = 3;
        await StartAsync(waits: true);
        for (var i = 0; i < 10; i++) await _cluster.SubmitAsync(owner: "many");
        await Eventually.TrueAsync(() => _begun.Count == 2, "two of them run");

        await _cluster.SubmitAsync(owner: "one");

        await Eventually.TrueAsync(() => _begun.Contains("one"), "the other one's runs");
        Assert.Equal(3, _begun.Count);
    }

    private Task<IHost> StartAsync(bool waits) => _cluster.StartWorkerAsync(async (job, _, ct) =>
    {
        _begun.Enqueue(job.Job.Owner);
        if (waits) await _over.Task.WaitAsync(ct);
        return TestCluster.Succeed();
    });
}
