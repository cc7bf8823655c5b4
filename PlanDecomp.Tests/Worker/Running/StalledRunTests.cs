using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.Spending;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Worker.Running;

namespace PlanDecomp.Tests.Worker.Running;

/// <summary>Handlers from which nothing comes any more, and what is kept of attempts that failed.</summary>
public sealed class StalledRunTests(RedisServer redis) : IAsyncLifetime
{
    private readonly TestCluster _cluster = new(redis);
    private readonly TaskCompletionSource _over = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _over.TrySetResult();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task A_handler_from_which_nothing_comes_is_ended_and_each_attempt_says_why()
    {
        RunFast(jobs => (jobs.NoProgressLimit, jobs.MaxAttempts) = (TimeSpan.FromSeconds(1), 2));
        await _cluster.StartWorkerAsync(async (_, _, ct) =>
        {
            await Task.Delay(Timeout.Infinite, ct);
            return TestCluster.Succeed();
        });

        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        Assert.Equal((JobStatus.Failed, 2), (job.Status, job.Attempt));
        Assert.Equal([1, 2], job.AttemptErrors!.Select(error => error.Attempt));
        Assert.All(job.AttemptErrors!, error => Assert.StartsWith("Nothing came of it for 1 s", error.Reason, StringComparison.Ordinal));
        Assert.Contains("Nothing came of it", job.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_handler_that_does_not_even_stop_is_left_behind_and_its_place_is_free(bool blocksItsThread)
    {
        RunFast(jobs => (jobs.NoProgressLimit, jobs.MaxAttempts) = (TimeSpan.FromSeconds(1), 1));
        _cluster.Worker = worker => worker.Concurrency = 1;
        string? hanging = null;
        await _cluster.StartWorkerAsync(async (job, _, _) =>
        {
            // Whichever the queue brings first: Redis is told of each beside its submission.
            if (Interlocked.CompareExchange(ref hanging, job.Job.JobId, null) is not null) return TestCluster.Succeed();
            if (blocksItsThread) _over.Task.Wait(CancellationToken.None);
            else await _over.Task;
            return TestCluster.Succeed();
        });
        string[] jobs = [(await _cluster.SubmitAsync()).JobId, (await _cluster.SubmitAsync()).JobId];

        var ends = await Task.WhenAll(jobs.Select(id => _cluster.EndOfAsync(id)));

        Assert.Equal(hanging, Assert.Single(ends, end => end.Status == JobStatus.Failed).JobId);
        Assert.Single(ends, end => end.Status == JobStatus.Succeeded);
    }

    [Fact]
    public async Task A_job_that_was_to_be_cancelled_when_nothing_came_of_it_is_cancelled_and_not_given_up()
    {
        RunFast(jobs => (jobs.NoProgressLimit, jobs.MaxAttempts) = (TimeSpan.FromSeconds(1), 1));
        await _cluster.StartWorkerAsync(async (job, _, ct) =>
        {
            await Task.Delay(Timeout.Infinite, ct).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

            // The wish comes after the limit has ended the attempt.
            await _cluster.CancelAsync(job.Job.JobId);
            throw new OperationCanceledException(ct);
        });

        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        Assert.Equal((JobStatus.Cancelled, null), (job.Status, job.Error));
        Assert.StartsWith("Nothing came of it", Assert.Single(job.AttemptErrors!).Reason, StringComparison.Ordinal);
        Assert.Equal("Cancelled.", (await _cluster.LinesAsync(job.JobId))[^1].Message);
    }

    [Fact]
    public async Task A_job_that_was_to_be_cancelled_when_it_broke_is_cancelled_although_its_worker_has_not_heard_of_it()
    {
        _cluster.Jobs = jobs => jobs.MaxAttempts = 1;
        await _cluster.StartWorkerAsync(async (job, _, _) =>
        {
            await _cluster.Store.RequestCancelAsync(job.Job.JobId, CancellationToken.None);
            throw new InvalidOperationException("boom");
        });

        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        Assert.Equal((JobStatus.Cancelled, "boom"), (job.Status, Assert.Single(job.AttemptErrors!).Reason));
        Assert.Equal(Enumerable.Range(1, 3).Select(i => (long)i), (await _cluster.LinesAsync(job.JobId)).Select(line => line.Seq));
    }

    [Fact]
    public async Task A_handler_that_does_not_heed_a_wish_to_cancel_is_not_tried_again()
    {
        RunFast(jobs => (jobs.NoProgressLimit, jobs.MaxAttempts) = (TimeSpan.FromSeconds(1), 3));
        await _cluster.StartWorkerAsync(async (job, _, _) =>
        {
            await job.CommitAsync(_ => true, "half", CancellationToken.None);
            await _cluster.CancelAsync(job.Job.JobId);
            await _over.Task;
            return TestCluster.Succeed();
        });

        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        Assert.Equal((JobStatus.Cancelled, 1), (job.Status, job.Attempt));
        Assert.Equal("Cancelled. What was done before stays.", (await _cluster.LinesAsync(job.JobId))[^1].Message);
    }

    [Fact]
    public async Task A_handler_that_was_left_behind_can_pay_for_nothing_beside_the_next_attempt()
    {
        RunFast(jobs => (jobs.NoProgressLimit, jobs.MaxAttempts) = (TimeSpan.FromSeconds(1), 1));
        _cluster.Worker = worker => worker.Concurrency = 1;
        var late = new TaskCompletionSource<Exception?>();
        var host = await _cluster.StartWorkerAsync(async (job, _, _) =>
        {
            await _over.Task;
            late.SetResult(Record.Exception(job.ThrowIfLeaseLost));
            return TestCluster.Succeed();
        });
        await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);
        await Eventually.TrueAsync(() => host.Services.GetRequiredService<JobWorker>().HasRoom, "the run is over");

        _over.SetResult();

        Assert.IsType<OperationCanceledException>(await late.Task);
    }

    [Fact]
    public void A_run_that_is_over_can_be_asked_for_its_lease_and_its_stop()
    {
        using var places = new SemaphoreSlim(0, 1);
        using var place = new WorkerPlace(places, () => { });
        var run = RunAt(new FakeTimeProvider(), place);
        run.Stop(JobStopReason.LeaseLost);
        run.Dispose();

        Assert.Equal(run.Stopping, Assert.Throws<OperationCanceledException>(run.ThrowIfLeaseLost).CancellationToken);
    }

    [Fact]
    public async Task A_handler_that_goes_on_after_it_has_lost_its_lease_keeps_no_place()
    {
        RunFast(_ => { });
        _cluster.Worker = worker => worker.Concurrency = 1;
        var runs = 0;
        await _cluster.StartWorkerAsync(async (job, _, _) =>
        {
            if (Interlocked.Increment(ref runs) > 1) return TestCluster.Succeed();

            // Someone else has claimed it.
            PlanData.Execute(_cluster.Data.Folder.SystemJobs, "UPDATE decomposition_jobs SET attempt = attempt + 1 WHERE job_id = @JobId", new { job.Job.JobId });
            await _over.Task;
            return TestCluster.Succeed();
        });
        await _cluster.SubmitAsync();

        Assert.Equal(JobStatus.Succeeded, (await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId)).Status);
    }

    [Fact]
    public async Task What_broke_each_attempt_is_kept_with_the_job_without_its_secrets()
    {
        _cluster.Jobs = jobs => jobs.KnownSecrets.Add("Tr0ub4dor");
        await _cluster.StartWorkerAsync((job, _, _) => job.Job.Attempt < 3
            ? throw new InvalidOperationException($"boom {job.Job.Attempt} Tr0ub4dor")
            : Task.FromResult(TestCluster.Succeed()));

        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        Assert.Equal(JobStatus.Succeeded, job.Status);
        Assert.Equal([(1, "boom 1 ***"), (2, "boom 2 ***")], job.AttemptErrors!.Select(error => (error.Attempt, error.Reason)));
        Assert.All(job.AttemptErrors!, error => Assert.InRange(error.Time, job.StartedAt!.Value, job.FinishedAt!.Value));
    }

    [Fact]
    public async Task A_run_that_waits_for_its_children_is_not_silent()
    {
        var time = new FakeTimeProvider();
        using var places = new SemaphoreSlim(0, 1);
        using var place = new WorkerPlace(places, () => { });
        using var run = RunAt(time, place);
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(TimeSpan.FromMinutes(5), run.Silence);

        var children = new TaskCompletionSource();
        var waiting = run.WaitAsideAsync(() => children.Task, CancellationToken.None);
        time.Advance(TimeSpan.FromHours(5));
        Assert.Equal(TimeSpan.Zero, run.Silence);
        children.SetResult();
        await waiting;
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(TimeSpan.FromMinutes(1), run.Silence);
    }

    /// <summary>On a clock that leaps, with leases that outlast its leaps.</summary>
    private void RunFast(Action<JobsOptions> limits)
    {
        _cluster.Time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        _cluster.Jobs = jobs =>
        {
            jobs.Lease = TimeSpan.FromMinutes(10);
            limits(jobs);
        };
    }

    private static JobRunContext RunAt(FakeTimeProvider time, WorkerPlace place) => new(
        new ClaimResult.Claimed(
            new Job { JobId = "j", JobType = JobType.TaskOperation, Mode = "m", Status = JobStatus.Running, CreatedAt = time.GetUtcNow() }, null, null, false, 2),
        time.GetUtcNow(), place, new LogLineRules(Options.Create(new JobsOptions())), new RunSpending(null!, "someone", null, NullLogger.Instance), time, NullLogger.Instance);
}
