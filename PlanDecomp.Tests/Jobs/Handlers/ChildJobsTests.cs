using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Jobs.Handlers;

public sealed class ChildJobsTests(RedisServer redis) : IAsyncLifetime
{
    private const string Child = "child";
    private readonly TestCluster _cluster = new(redis);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_parent_and_its_children_end_on_a_worker_with_room_for_one_job()
    {
        _cluster.Worker = worker => worker.Concurrency = 1;
        await StartAsync((_, _) => Task.FromResult(TestCluster.Succeed()));

        var parent = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        Assert.Equal(JobStatus.Succeeded, parent.Status);
        var children = await _cluster.Store.ChildrenAsync(parent.JobId, Ct);
        Assert.Equal(3, children.Count);
        Assert.All(children, child => Assert.Equal((JobStatus.Succeeded, parent.JobId, Child), (child.Status, child.ParentJobId, child.Mode)));
        var listed = await _cluster.Store.ListAsync(new JobFilter { Owner = TestCluster.Owner, ParentJobId = parent.JobId }, Ct);
        Assert.Equal(children.Select(child => child.JobId).Order(), listed.Jobs.Select(child => child.JobId).Order());
        var codes = (await _cluster.LinesAsync(parent.JobId)).Select(Code).ToList();
        Assert.Equal((3, 3), (codes.Count(code => code == "child.started"), codes.Count(code => code == "child.ended")));
    }

    [Fact]
    public async Task A_second_attempt_finds_the_children_of_the_first_and_starts_none_twice()
    {
        var runs = new ConcurrentQueue<string>();
        var attempts = 0;
        await StartAsync(
            (job, _) =>
            {
                runs.Enqueue(job.Job.JobId);
                return Task.FromResult(TestCluster.Succeed());
            },
            afterStart: (_, _) => Interlocked.Increment(ref attempts) == 1 ? throw new InvalidOperationException("boom") : Task.CompletedTask);

        var parent = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        Assert.Equal((JobStatus.Succeeded, 2), (parent.Status, parent.Attempt));
        Assert.Equal((await _cluster.Store.ChildrenAsync(parent.JobId, Ct)).Select(child => child.JobId).Order(), runs.Order());
        Assert.Equal(3, runs.Count);
    }

    [Fact]
    public async Task A_parent_whose_children_end_gets_further_and_tells_of_each_once_however_often_it_is_tried()
    {
        var ends = 0;
        await StartAsync((_, _) => Task.FromResult(TestCluster.Succeed()), onEnd: () => Interlocked.Increment(ref ends) is 1 or 3 or 6 ? throw new InvalidOperationException("boom") : true);

        var parent = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        Assert.Equal((JobStatus.Succeeded, 4), (parent.Status, parent.Attempt));
        var codes = (await _cluster.LinesAsync(parent.JobId)).Select(Code).ToList();
        Assert.Equal((3, 3), (codes.Count(code => code == "child.started"), codes.Count(code => code == "child.ended")));
    }

    [Fact]
    public async Task Cancelling_a_parent_cancels_its_children_running_and_queued_and_it_counts_them()
    {
        _cluster.Worker = worker => (worker.Concurrency, worker.ConcurrencyPerOwner) = (2, 2);
        await StartAsync(WaitForeverAsync);
        var parentId = (await _cluster.SubmitAsync()).JobId;
        await Eventually.TrueAsync(async () => (await _cluster.Store.ChildrenAsync(parentId, Ct)).Count(child => child.Status == JobStatus.Running) == 2, "two children run");

        await _cluster.CancelAsync(parentId);

        var parent = await _cluster.EndOfAsync(parentId);
        Assert.Equal(JobStatus.Cancelled, parent.Status);
        Assert.All(await _cluster.Store.ChildrenAsync(parentId, Ct), child => Assert.Equal(JobStatus.Cancelled, child.Status));
        Assert.Equal(3, (await _cluster.LinesAsync(parentId)).Count(line => Code(line) == "child.ended"));
    }

    [Fact]
    public async Task A_childs_failure_is_told_to_the_parent_and_does_not_fail_it()
    {
        await StartAsync((job, _) => job.Job.Params!.Value.GetInt32() == 1 ? throw new JobFailedException("No luck.") : Task.FromResult(TestCluster.Succeed()));

        var parent = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        Assert.Equal(JobStatus.Succeeded, parent.Status);
        var failed = Assert.Single(await _cluster.LinesAsync(parent.JobId), line => Code(line) == "child.ended" && line.Level == JobLogLevel.Warning);
        Assert.Equal("number 1: failed: No luck.", failed.Message);
    }

    [Fact]
    public async Task Children_of_a_parent_that_failed_are_cancelled()
    {
        await StartAsync(WaitForeverAsync, afterStart: (_, _) => throw new JobFailedException("The parent gives up."));

        var parent = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        Assert.Equal(JobStatus.Failed, parent.Status);
        await Eventually.TrueAsync(async () => (await _cluster.Store.ChildrenAsync(parent.JobId, Ct)).All(child => child.Status == JobStatus.Cancelled), "the children are cancelled");
    }

    [Fact]
    public async Task A_child_that_ended_is_kept_as_long_as_its_parent_is_at_work()
    {
        using var goOn = new SemaphoreSlim(0);
        await StartAsync((_, _) => Task.FromResult(TestCluster.Succeed()), afterStart: (_, ct) => goOn.WaitAsync(ct));
        var parentId = (await _cluster.SubmitAsync()).JobId;
        await Eventually.TrueAsync(async () => await _cluster.Store.ChildrenAsync(parentId, Ct) is { Count: 3 } all && all.All(child => child.Status.IsTerminal()), "the children have ended");

        Assert.Equal(0, await _cluster.Store.RemoveEndedAsync(DateTimeOffset.UtcNow.AddDays(1), Ct));
        goOn.Release();
        await _cluster.EndOfAsync(parentId);

        var removed = 0;
        await Eventually.TrueAsync(async () => (removed += await _cluster.Store.RemoveEndedAsync(DateTimeOffset.UtcNow.AddDays(1), Ct)) == 4, "all four are removed");
    }

    /// <summary>A worker with a parent of three children; what each child does, and what the parent does between starting them and waiting.</summary>
    private Task<IHost> StartAsync(Func<JobContext, CancellationToken, Task<JobOutcome>> child, Func<JobContext, CancellationToken, Task>? afterStart = null, Func<bool>? onEnd = null) =>
        _cluster.StartWorkerAsync(services => services
            .AddSingleton<IJobHandler>(new Handler(Child, child))
            .AddSingleton<IJobHandler>(provider => new Handler(null, async (job, ct) =>
            {
                var children = provider.GetRequiredService<ChildJobs>();
                var started = new Dictionary<string, string>();
                for (var i = 1; i <= 3; i++)
                {
                    var what = $"number {i}";
                    started[(await children.StartAsync(job, NewChild(i, what), ct)).JobId] = what;
                }

                if (afterStart is not null) await afterStart(job, ct);
                await children.WaitAsync(job, started, (_, _) => onEnd?.Invoke(), ct);
                ct.ThrowIfCancellationRequested();
                return TestCluster.Succeed();
            })));

    private static ChildJob NewChild(int number, string what) => new()
    {
        Key = $"{number}",
        JobType = JobType.PlanDecompose,
        Mode = Child,
        Params = System.Text.Json.JsonSerializer.SerializeToElement(number),
        What = what,
    };

    private static async Task<JobOutcome> WaitForeverAsync(JobContext job, CancellationToken ct)
    {
        await Task.Delay(Timeout.Infinite, ct);
        return TestCluster.Succeed();
    }

    private static string? Code(JobLogEntry line) => line.Metadata?.GetProperty("code").GetString();

    private sealed class Handler(string? mode, Func<JobContext, CancellationToken, Task<JobOutcome>> run) : IJobHandler
    {
        public string JobType => Contracts.Jobs.JobType.PlanDecompose;

        public string? Mode => mode;

        public Task<JobOutcome> RunAsync(JobContext job, CancellationToken ct) => run(job, ct);
    }
}
