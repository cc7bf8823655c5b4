using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.Queue;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Worker.Running;

namespace PlanDecomp.Tests.Worker.Running;

/// <summary>A round of sweeping out of turn, and what it says it found.</summary>
public sealed class JobSweeperTests(RedisServer redis) : IAsyncLifetime
{
    private readonly TestCluster _cluster = new(redis);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _cluster.Worker = worker => worker.SweepEvery = TimeSpan.FromMinutes(10);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_job_whose_worker_was_lost_is_taken_over()
    {
        // Claimed before there is a worker whose first round would find it free, and for longer than that worker takes to start.
        _cluster.Jobs = jobs => jobs.Lease = TimeSpan.FromSeconds(5);
        var job = (await _cluster.Store.SubmitAsync(TestCluster.NewJob(), Ct)).Job;
        Assert.IsType<ClaimResult.Claimed>(await _cluster.Store.ClaimAsync(job.JobId, "a worker that is lost", Ct));
        var host = await _cluster.StartWorkerAsync((_, _, _) => Task.FromResult(TestCluster.Succeed()));
        var sweeper = host.Services.GetRequiredService<JobSweeper>();

        Assert.Equal(new SweepReport(Active: 1, ReEnqueued: 0, Started: 0, TakenOver: 0, Cancelled: 0), await sweeper.SweepNowAsync(Ct));
        SweepReport? report = null;
        await Eventually.TrueAsync(async () => (report = await sweeper.SweepNowAsync(Ct))!.TakenOver > 0, "the lease runs out");

        Assert.Equal(new SweepReport(Active: 1, ReEnqueued: 1, Started: 0, TakenOver: 1, Cancelled: 0), report);
        Assert.Equal((2, JobStatus.Succeeded), ((await _cluster.EndOfAsync(job.JobId)).Attempt, (await _cluster.FindAsync(job.JobId)).Status));
    }

    [Fact]
    public async Task A_child_whose_cancelled_parent_is_gone_is_cancelled_once_however_long_no_worker_has_room()
    {
        var host = await StartBusyWorkerAsync();
        var parent = (await _cluster.Store.SubmitAsync(TestCluster.NewJob(), Ct)).Job;
        var child = (await _cluster.Store.SubmitAsync(TestCluster.NewJob(parentJobId: parent.JobId), Ct)).Job;
        var claimed = Assert.IsType<ClaimResult.Claimed>(await _cluster.Store.ClaimAsync(child.JobId, "another worker", Ct));
        await _cluster.Store.WriteAsync(claimed.Fence, new RunWrite { Checkpoint = "half", End = new RunEnd.Release(TimeSpan.Zero, CountsAsAttempt: false) }, Ct);
        await _cluster.Store.RequestCancelAsync(parent.JobId, Ct);

        await host.GetRequiredService<JobSweeper>().SweepNowAsync(Ct);
        var wish = (await _cluster.FindAsync(child.JobId)).CancelRequestedAt;
        var again = await host.GetRequiredService<JobSweeper>().SweepNowAsync(Ct);

        Assert.NotNull(wish);
        Assert.Equal(0, again!.Cancelled);
    }

    [Fact]
    public async Task A_round_out_of_turn_tells_nothing_of_the_whole_installation()
    {
        const int Entries = 137;
        await _cluster.Front.GetRequiredService<JobQueue>().TryBecomeSweeperAsync("another worker", TimeSpan.FromMinutes(10));
        var host = await StartBusyWorkerAsync();
        var queue = host.GetRequiredService<JobQueue>();
        while (await queue.LengthAsync() < Entries) await queue.EnqueueAsync(TestCluster.Owner, "no job", null);

        await host.GetRequiredService<JobSweeper>().SweepNowAsync(Ct);

        // All workers of this process are heard, but no other has so many entries.
        Assert.DoesNotContain(Entries, Depths());
    }

    /// <summary>Has no room, until the test is over.</summary>
    private async Task<IServiceProvider> StartBusyWorkerAsync()
    {
        _cluster.Worker += worker => worker.Concurrency = 1;
        var host = await _cluster.StartWorkerAsync(async (_, _, ct) =>
        {
            await Task.Delay(Timeout.Infinite, ct);
            return TestCluster.Succeed();
        });
        var busy = await _cluster.SubmitAsync();
        await Eventually.TrueAsync(async () => (await _cluster.FindAsync(busy.JobId)).Status == JobStatus.Running, "it is busy");
        return host.Services;
    }

    private static List<long> Depths()
    {
        var depths = new List<long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "plandecomp.queue.depth") listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, depth, _, _) => depths.Add(depth));
        listener.Start();
        listener.RecordObservableInstruments();
        return depths;
    }
}
