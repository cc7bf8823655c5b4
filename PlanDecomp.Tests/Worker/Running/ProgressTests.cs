using System.Globalization;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Worker.Running;

/// <summary>Attempts are counted since a job last came further.</summary>
public sealed class ProgressTests(RedisServer redis) : IAsyncLifetime
{
    private readonly TestCluster _cluster = new(redis);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_job_that_gets_further_with_each_attempt_is_never_given_up()
    {
        await _cluster.StartWorkerAsync(async (job, _, ct) =>
        {
            var done = job.Checkpoint is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
            if (done == 6) return TestCluster.Succeed();
            await job.CommitAsync(_ => true, $"{done + 1}", ct);
            throw new InvalidOperationException("boom");
        });

        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        Assert.Equal((JobStatus.Succeeded, 7), (job.Status, job.Attempt));
        Assert.Equal([1, 2, 3, 4, 5, 6], job.AttemptErrors!.Select(error => error.Attempt));
    }

    [Fact]
    public async Task A_job_that_gets_no_further_is_given_up_after_as_many_attempts_since_it_did()
    {
        await _cluster.StartWorkerAsync(async (job, _, ct) =>
        {
            if (job.Checkpoint is null) await job.CommitAsync(_ => true, "half", ct);
            throw new InvalidOperationException("boom");
        });

        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        Assert.Equal((JobStatus.Failed, 4), (job.Status, job.Attempt));
        Assert.Equal("Given up after 3 attempts. The last one broke: boom", job.Error);
    }

    [Fact]
    public async Task A_commit_that_only_notes_what_is_about_to_begin_is_no_progress()
    {
        await _cluster.StartWorkerAsync(async (job, _, ct) =>
        {
            await job.CommitAsync(_ => true, "about to begin", isProgress: false, ct);
            throw new InvalidOperationException("boom");
        });

        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        Assert.Equal((JobStatus.Failed, 3), (job.Status, job.Attempt));
    }
}
