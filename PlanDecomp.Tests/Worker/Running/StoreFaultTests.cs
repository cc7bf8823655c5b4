using System.Collections.Concurrent;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.LogStream;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Worker;
using PlanDecomp.Worker.Running;

namespace PlanDecomp.Tests.Worker.Running;

/// <summary>What a run does when its file refuses a write.</summary>
public sealed class StoreFaultTests(RedisServer redis) : IAsyncLifetime
{
    private readonly TestCluster _cluster = new(redis);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_commit_that_breaks_a_rule_of_the_file_fails_at_once_with_what_SQLite_says()
    {
        var tries = 0;
        SqliteException? error = null;
        await _cluster.StartWorkerAsync(async (job, _, ct) =>
        {
            error = await Assert.ThrowsAsync<SqliteException>(() => job.CommitAsync(
                run =>
                {
                    tries++;
                    return run.Connection().Execute("INSERT INTO decomposition_jobs (job_id, mode, status) VALUES (@JobId, 'm', 'queued')", new { job.Job.JobId });
                }, "never", ct));
            return TestCluster.Succeed();
        });

        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        Assert.Equal((JobStatus.Succeeded, 1), (job.Status, tries));
        Assert.Contains("UNIQUE", error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(6, 6)]
    [InlineData(10, 10)]
    [InlineData(10, 778)]
    [InlineData(13, 13)]
    public async Task A_write_that_may_succeed_in_a_moment_is_tried_again(int code, int extendedCode)
    {
        var tries = 0;
        await _cluster.StartWorkerAsync(async (job, _, ct) =>
        {
            await job.CommitAsync(_ => ++tries < 3 ? throw new SqliteException("for a moment", code, extendedCode) : true, "done", ct);
            return TestCluster.Succeed();
        });

        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        Assert.Equal((JobStatus.Succeeded, 3), (job.Status, tries));
    }

    [Theory]
    [InlineData(11, 11)]
    [InlineData(21, 21)]
    [InlineData(8, 8)]
    [InlineData(10, 8458)]
    [InlineData(10, 8202)]
    public async Task A_write_that_cannot_succeed_is_not_tried_again(int code, int extendedCode)
    {
        var tries = 0;
        await _cluster.StartWorkerAsync(async (job, _, ct) =>
        {
            await Assert.ThrowsAsync<SqliteException>(() => job.CommitAsync<bool>(
                _ =>
                {
                    tries++;
                    throw new SqliteException("for good", code, extendedCode);
                }, "never", ct));
            return TestCluster.Succeed();
        });

        await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        Assert.Equal(1, tries);
    }

    [Fact]
    public async Task Lines_that_cannot_be_stored_end_the_job_with_the_reason_instead_of_keeping_its_lease()
    {
        _cluster.Jobs = jobs => jobs.MaxAttempts = 1;
        await _cluster.StartWorkerAsync(async (job, _, ct) =>
        {
            await Eventually.TrueAsync(async () => (await _cluster.FindAsync(job.Job.JobId)).LastSeq == 2, "the first lines are stored");

            // A line with the next number that no one has counted.
            PlanData.Execute(
                _cluster.Data.Folder.SystemJobs, "INSERT INTO decomposition_job_logs (job_id, level, message, seq) VALUES (@JobId, 'info', 'alien', 3)", new { job.Job.JobId });
            job.Log(JobLogLevel.Info, "test.step", "Cannot be stored");
            await Task.Delay(Timeout.Infinite, ct);
            return TestCluster.Succeed();
        });

        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        Assert.Equal((JobStatus.Failed, 1), (job.Status, job.Attempt));
        Assert.Contains("could not be stored", job.Error, StringComparison.Ordinal);
        Assert.Contains("UNIQUE", job.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NEW.message = 'Cannot be stored'", true)]
    [InlineData("NEW.seq > 2", false)]
    public async Task Who_follows_a_job_whose_lines_cannot_be_stored_hears_of_its_end(string refused, bool endHasLine)
    {
        _cluster.Jobs = jobs => jobs.MaxAttempts = 1;
        var heard = new ConcurrentQueue<StreamedEvent>();
        await _cluster.StartWorkerAsync(async (job, _, ct) =>
        {
            await Eventually.TrueAsync(async () => (await _cluster.FindAsync(job.Job.JobId)).LastSeq == 2, "the first lines are stored");
            await _cluster.Front.GetRequiredService<JobLogStream>().SubscribeAsync(job.Job.JobId, events =>
            {
                foreach (var e in events) heard.Enqueue(e);
            });
            RefuseLines(refused);
            job.Report(new JobStats { LlmCalls = 3 });
            job.Log(JobLogLevel.Info, "test.step", "Cannot be stored");
            await Task.Delay(Timeout.Infinite, ct);
            return TestCluster.Succeed();
        });

        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        await Eventually.TrueAsync(() => heard.Any(e => e.Status == JobStatus.Failed && e.HasLine == endHasLine), "the end is heard", TimeSpan.FromSeconds(10));
        Assert.Equal(3, job.Stats!.LlmCalls);
    }

    [Fact]
    public async Task Whoever_hears_that_a_write_was_refused_finds_the_writer_at_fault()
    {
        var claimed = Assert.IsType<ClaimResult.Claimed>(await _cluster.Store.ClaimAsync((await _cluster.SubmitAsync()).JobId, "a worker", Ct));
        RefuseLines("true");
        await using var publisher = new JobLogPublisher(_cluster.Front.GetRequiredService<JobLogStream>(), claimed.Job.JobId, NullLogger.Instance);
        var mirror = _cluster.Front.GetRequiredService<JobLogMirror>();

        // Often, because it is a race: who waits goes on beside the writer.
        for (var round = 0; round < 500; round++)
        {
            var writer = new JobLogWriter(
                _cluster.Store, publisher, mirror, claimed.Fence, claimed.Job.LastSeq, null, new JobsOptions(), new WorkerOptions(), TimeProvider.System, () => { });
            Exception? fault = null;
            try
            {
                await writer.EndAsync(new RunEnd.Finish(JobStatus.Succeeded, null, null), new NewLogLine(DateTimeOffset.UtcNow, JobLogLevel.Info, "x", null));
            }
            catch (SqliteException) when ((fault = writer.Fault) is not null)
            {
            }

            Assert.NotNull(fault);
        }
    }

    private void RefuseLines(string which) => PlanData.Execute(
        _cluster.Data.Folder.SystemJobs,
        $"CREATE TRIGGER refuse BEFORE INSERT ON decomposition_job_logs WHEN {which} BEGIN SELECT RAISE(ABORT, 'refused'); END");
}
