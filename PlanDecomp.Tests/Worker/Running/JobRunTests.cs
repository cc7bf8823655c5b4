using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.Queue;
using PlanDecomp.Tests.Infrastructure;
using StackExchange.Redis;

namespace PlanDecomp.Tests.Worker.Running;

public sealed class JobRunTests(RedisServer redis) : IAsyncLifetime
{
    private readonly TestCluster _cluster = new(redis);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_job_runs_to_its_end_with_its_lines_numbered_and_leaves_the_queue()
    {
        await _cluster.StartWorkerAsync((job, _, _) =>
        {
            for (var i = 0; i < 100; i++) job.Log(JobLogLevel.Info, "test.step", $"Step {i}", ("i", i));
            job.Report(new JobStats { LlmCalls = 7 });
            return Task.FromResult(TestCluster.Succeed());
        });

        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        Assert.Equal((JobStatus.Succeeded, 7, 1), (job.Status, job.Stats!.LlmCalls, job.Attempt));
        var lines = await _cluster.LinesAsync(job.JobId);
        Assert.Equal(Enumerable.Range(1, 103).Select(i => (long)i), lines.Select(line => line.Seq));
        Assert.Equal(["job.queued", "job.started", "test.step"], lines.Take(3).Select(Code));
        Assert.Equal("Done.", lines[^1].Message);
        var queue = _cluster.Front.GetRequiredService<JobQueue>();
        await Eventually.TrueAsync(async () => await queue.LengthAsync() == 0, "the queue is empty");
    }

    [Fact]
    public async Task The_log_stream_carries_exactly_the_stored_lines_and_ends_with_the_terminal_status()
    {
        await _cluster.StartWorkerAsync((job, _, _) =>
        {
            for (var i = 0; i < 50; i++) job.Log(JobLogLevel.Info, "test.step", $"Step {i}");
            return Task.FromResult(TestCluster.Succeed());
        });
        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);
        var stream = _cluster.Front.GetRequiredService<PlanDecomp.Jobs.LogStream.JobLogStream>();

        await Eventually.TrueAsync(async () => (await stream.ReadAfterAsync(job.JobId, 0, 1000)).Count == 53, "the stream has all lines");

        var events = await stream.ReadAfterAsync(job.JobId, 0, 1000);
        Assert.All(events.SkipLast(1), e => Assert.False(e.Status.IsTerminal()));
        Assert.Equal(JobStatus.Succeeded, events[^1].Status);
    }

    [Fact]
    public async Task Lines_of_many_jobs_at_once_go_each_to_their_own_log()
    {
        _cluster.Worker = worker => worker.Concurrency = 8;
        await _cluster.StartWorkerAsync(async (job, logger, ct) =>
        {
            var id = job.Job.JobId;
            await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
            {
                await Task.Yield();
                TestLog.Step(logger, id, i);
                await Task.Delay(1, ct);
                await Task.Run(() => TestLog.Step(logger, id, 100 + i), ct);
            }));
            var thread = new Thread(() => TestLog.Step(logger, id, 1000));
            thread.Start();
            thread.Join();
            return TestCluster.Succeed();
        });

        var jobs = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => _cluster.SubmitAsync()));

        foreach (var job in jobs)
        {
            await _cluster.EndOfAsync(job.JobId);
            var steps = (await _cluster.LinesAsync(job.JobId)).Where(line => Code(line) == "log.Step").ToList();
            Assert.Equal(41, steps.Count);
            Assert.All(steps, step => Assert.StartsWith($"{job.JobId} ", step.Message, StringComparison.Ordinal));
            Assert.Equal(41, steps.Select(step => step.Message).Distinct().Count());
        }
    }

    [Fact]
    public async Task A_handler_that_breaks_is_tried_again_from_its_checkpoint()
    {
        var checkpoints = new ConcurrentQueue<string?>();
        await _cluster.StartWorkerAsync(async (job, _, ct) =>
        {
            checkpoints.Enqueue(job.Checkpoint);
            if (job.Checkpoint is not null) return TestCluster.Succeed();
            await job.CommitAsync(_ => true, "half", ct);
            throw new InvalidOperationException("boom");
        });

        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        Assert.Equal((JobStatus.Succeeded, 2), (job.Status, job.Attempt));
        Assert.Equal([null, "half"], checkpoints);
        Assert.Contains(await _cluster.LinesAsync(job.JobId), line => Code(line) == "job.retrying" && line.Message.Contains("boom"));
    }

    [Fact]
    public async Task A_handler_that_always_breaks_is_given_up_after_three_attempts()
    {
        await _cluster.StartWorkerAsync((_, _, _) => throw new InvalidOperationException("boom"));

        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        Assert.Equal((JobStatus.Failed, 3), (job.Status, job.Attempt));
        Assert.Equal("Given up after 3 attempts. The last one broke: boom", job.Error);
        Assert.Equal("job.dead_lettered", Code((await _cluster.LinesAsync(job.JobId))[^1]));
    }

    [Fact]
    public async Task A_job_that_cannot_succeed_fails_at_once_with_the_handlers_words()
    {
        await _cluster.StartWorkerAsync((_, _, _) => throw new JobFailedException("The plan is gone."));

        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        Assert.Equal((JobStatus.Failed, 1, "The plan is gone."), (job.Status, job.Attempt, job.Error));
    }

    [Fact]
    public async Task A_running_job_is_cancelled_from_another_process_and_keeps_what_it_did()
    {
        await _cluster.StartWorkerAsync(async (job, _, ct) =>
        {
            await job.CommitAsync(_ => true, "some", ct);
            job.Log(JobLogLevel.Info, "test.waits", "Waiting");
            await Task.Delay(Timeout.Infinite, ct);
            return TestCluster.Succeed();
        });
        var id = (await _cluster.SubmitAsync()).JobId;
        await Eventually.TrueAsync(async () => (await _cluster.LinesAsync(id)).Any(line => Code(line) == "test.waits"), "the job waits");

        await _cluster.CancelAsync(id);

        Assert.Equal(JobStatus.Cancelled, (await _cluster.EndOfAsync(id)).Status);
        Assert.Equal("job.cancelled", Code((await _cluster.LinesAsync(id))[^1]));
    }

    [Fact]
    public async Task A_stopping_worker_releases_its_job_and_another_goes_on_from_the_checkpoint()
    {
        var first = await _cluster.StartWorkerAsync(async (job, _, ct) =>
        {
            await job.CommitAsync(_ => true, "so far", ct);
            job.Log(JobLogLevel.Info, "test.waits", "Waiting");
            await Task.Delay(Timeout.Infinite, ct);
            return TestCluster.Succeed();
        });
        var id = (await _cluster.SubmitAsync()).JobId;
        await Eventually.TrueAsync(async () => (await _cluster.LinesAsync(id)).Any(line => Code(line) == "test.waits"), "the job waits");
        await first.StopAsync(Ct);
        Assert.Equal(JobStatus.Queued, (await _cluster.FindAsync(id)).Status);

        string? checkpoint = null;
        await _cluster.StartWorkerAsync((job, _, _) =>
        {
            checkpoint = job.Checkpoint;
            return Task.FromResult(TestCluster.Succeed());
        });

        var job = await _cluster.EndOfAsync(id);
        Assert.Equal((JobStatus.Succeeded, "so far"), (job.Status, checkpoint));
        Assert.Equal(["job.queued", "job.started", "test.waits", "job.released", "job.resumed", "test.done"], (await _cluster.LinesAsync(id)).Select(Code));
    }

    [Fact]
    public async Task A_job_whose_queue_entry_is_lost_is_found_by_the_sweeper()
    {
        var job = await _cluster.SubmitAsync();
        await using (var connection = _cluster.Connect())
        {
            await connection.GetDatabase().KeyDeleteAsync(_cluster.Front.GetRequiredService<RedisKeys>().QueueOf(TestCluster.Owner));
        }

        await _cluster.StartWorkerAsync((_, _, _) => Task.FromResult(TestCluster.Succeed()));

        Assert.Equal(JobStatus.Succeeded, (await _cluster.EndOfAsync(job.JobId)).Status);
    }

    [Fact]
    public async Task Jobs_run_and_log_while_Redis_is_away_and_after_it_came_back_empty()
    {
        await using var own = new RedisServer();
        await own.InitializeAsync();
        await using var cluster = new TestCluster(own);
        await cluster.StartWorkerAsync(async (job, _, ct) =>
        {
            for (var i = 0; i < 20; i++)
            {
                job.Log(JobLogLevel.Info, "test.step", $"Step {i}");
                await Task.Delay(10, ct);
            }

            return TestCluster.Succeed();
        });
        var before = await cluster.SubmitAsync();
        await own.KillAsync();
        var during = await cluster.SubmitAsync();

        Assert.Equal(JobStatus.Succeeded, (await cluster.EndOfAsync(before.JobId)).Status);
        Assert.Equal(JobStatus.Succeeded, (await cluster.EndOfAsync(during.JobId)).Status);
        await own.StartAsync();
        var after = await cluster.SubmitAsync();
        Assert.Equal(JobStatus.Succeeded, (await cluster.EndOfAsync(after.JobId)).Status);
        foreach (var job in (Job[])[before, during, after])
        {
            Assert.Equal(Enumerable.Range(1, 23).Select(i => (long)i), (await cluster.LinesAsync(job.JobId)).Select(line => line.Seq));
        }
    }

    [Fact]
    public async Task A_worker_runs_no_more_jobs_at_once_than_it_may()
    {
        _cluster.Worker = worker => (worker.Concurrency, worker.ConcurrencyPerOwner) = (2, 2);
        int now = 0, most = 0;
        await _cluster.StartWorkerAsync(async (_, _, ct) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref now));
            await Task.Delay(20, ct);
            Interlocked.Decrement(ref now);
            return TestCluster.Succeed();
        });

        var jobs = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _cluster.SubmitAsync()));
        foreach (var job in jobs) await _cluster.EndOfAsync(job.JobId);

        Assert.Equal(2, most);
    }

    [Fact]
    public async Task A_worker_without_the_handler_fails_the_job_in_words()
    {
        await _cluster.StartWorkerAsync((_, _, _) => Task.FromResult(TestCluster.Succeed()));
        var submission = _cluster.Front.GetRequiredService<PlanDecomp.Jobs.Submission.JobSubmission>();
        var job = (await submission.SubmitAsync(new NewJob
        {
            JobType = "unheard_of",
            Mode = "none",
            Owner = TestCluster.Owner,
            FirstLine = LifecycleLines.Queued(DateTimeOffset.UtcNow, "x"),
        }, Ct)).Job;

        Assert.Equal("This worker knows no job of type 'unheard_of'.", (await _cluster.EndOfAsync(job.JobId)).Error);
    }

    [Fact]
    public async Task A_full_log_says_so_once_and_the_job_goes_on_to_its_end()
    {
        _cluster.Jobs = jobs => jobs.MaxLogLines = 50;
        await _cluster.StartWorkerAsync((job, _, _) =>
        {
            for (var i = 0; i < 500; i++) job.Log(JobLogLevel.Info, "test.step", $"Step {i}");
            return Task.FromResult(TestCluster.Succeed());
        });

        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        var lines = await _cluster.LinesAsync(job.JobId);
        Assert.Equal(51, lines.Count);
        Assert.Equal(["log.full", "test.done"], lines.TakeLast(2).Select(Code));
    }

    [Fact]
    public async Task Secrets_are_masked_and_long_lines_cut_before_they_are_stored()
    {
        _cluster.Jobs = jobs => jobs.KnownSecrets.Add("hunter22");
        await _cluster.StartWorkerAsync((job, _, _) =>
        {
            job.Log(JobLogLevel.Info, "test.secret", "Authorization: Bearer abcdefgh12345678 and hunter22", ("key", "sk-abcdefghijklmnopqrstuvwxyz"));
            job.Log(JobLogLevel.Info, "test.long", new string('x', 20_000));
            return Task.FromResult(TestCluster.Succeed());
        });

        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync("call with password=geheim123")).JobId);

        var lines = await _cluster.LinesAsync(job.JobId);
        Assert.Equal("Queued: call with password=***", lines[0].Message);
        Assert.Equal("Authorization: Bearer *** and ***", lines[2].Message);
        Assert.Equal("""{"code":"test.secret","args":{"key":"***"}}""", lines[2].Metadata!.Value.GetRawText());
        Assert.EndsWith("[cut: the line had 20000 bytes]", lines[3].Message, StringComparison.Ordinal);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(lines[3].Message), 16_000, 16 * 1024);
    }

    [Fact]
    public async Task Work_that_fails_in_a_commit_takes_back_itself_but_no_line_before_it()
    {
        await _cluster.StartWorkerAsync(async (job, _, ct) =>
        {
            job.Log(JobLogLevel.Info, "test.before", "Before");
            await Assert.ThrowsAsync<InvalidOperationException>(() =>
                job.CommitAsync<bool>(_ => throw new InvalidOperationException("no"), "never", ct));
            job.Log(JobLogLevel.Info, "test.after", "After");
            return TestCluster.Succeed();
        });

        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        Assert.Equal(JobStatus.Succeeded, job.Status);
        Assert.Equal(["job.queued", "job.started", "test.before", "test.after", "test.done"], (await _cluster.LinesAsync(job.JobId)).Select(Code));
    }

    [Fact]
    public async Task What_a_commit_tells_is_numbered_behind_the_lines_before_it_and_is_gone_with_a_commit_that_fails()
    {
        _cluster.Jobs = jobs => jobs.KnownSecrets.Add("Tr0ub4dor");
        var code = new WorkCode("test.work");
        await _cluster.StartWorkerAsync(async (job, _, ct) =>
        {
            for (var i = 1; i <= 3; i++)
            {
                job.Log(JobLogLevel.Info, "test.before", $"before {i}");
                var commit = job.CommitAsync(
                    run =>
                    {
                        run.Tell(new WorkLine(JobLogLevel.Info, code, $"work {i} Tr0ub4dor", ("i", i)));
                        run.Checkpoint = $"after {i}";
                        return i == 2 ? throw new InvalidOperationException("no") : i;
                    },
                    "as thought", ct);
                if (i == 2) await Assert.ThrowsAsync<InvalidOperationException>(() => commit);
                else await commit;
            }

            Assert.Equal("after 3", job.Checkpoint);
            return TestCluster.Succeed();
        });

        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        var lines = await _cluster.LinesAsync(job.JobId);
        Assert.Equal(JobStatus.Succeeded, job.Status);
        Assert.Equal(["job.queued", "job.started", "test.before", "test.work", "test.before", "test.before", "test.work", "test.done"], lines.Select(Code));
        Assert.Equal(Enumerable.Range(1, 8).Select(i => (long)i), lines.Select(line => line.Seq));
        Assert.DoesNotContain(lines, line => line.Message.Contains("Tr0ub4dor", StringComparison.Ordinal));
        var stream = _cluster.Front.GetRequiredService<PlanDecomp.Jobs.LogStream.JobLogStream>();
        await Eventually.TrueAsync(async () => (await stream.ReadAfterAsync(job.JobId, 0, 1000)).Count == 8, "the stream has them all");
    }

    [Fact]
    public async Task What_commits_tell_counts_against_the_limit_of_lines()
    {
        _cluster.Jobs = jobs => jobs.MaxLogLines = 20;
        await _cluster.StartWorkerAsync(async (job, _, ct) =>
        {
            for (var i = 0; i < 10; i++)
            {
                await job.CommitAsync(
                    run =>
                    {
                        for (var line = 0; line < 5; line++) run.Tell(new WorkLine(JobLogLevel.Info, new WorkCode("test.work"), "work"));
                        return true;
                    },
                    "on", ct);
            }

            return TestCluster.Succeed();
        });

        var job = await _cluster.EndOfAsync((await _cluster.SubmitAsync()).JobId);

        var lines = await _cluster.LinesAsync(job.JobId);
        Assert.Equal(Enumerable.Range(1, 21).Select(i => (long)i), lines.Select(line => line.Seq));
        Assert.Equal(["test.work", "log.full", "test.done"], lines.TakeLast(3).Select(Code));
    }

    [Fact]
    public async Task One_trace_runs_from_the_request_to_the_run()
    {
        using var source = new ActivitySource("test");
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await _cluster.StartWorkerAsync((_, _, _) => Task.FromResult(TestCluster.Succeed()));
        string id;
        ActivityTraceId trace;
        using (var request = source.StartActivity("request"))
        {
            trace = request!.TraceId;
            id = (await _cluster.SubmitAsync()).JobId;
        }

        await _cluster.EndOfAsync(id);

        await Eventually.TrueAsync(
            () => ended.Any(a => a.OperationName == "job plan_decompose" && a.TraceId == trace && (string?)a.GetTagItem("plandecomp.job.id") == id),
            "the run's span belongs to the request's trace");
    }

    private static string? Code(JobLogEntry line) => line.Metadata?.GetProperty("code").GetString();

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen;)
        {
            var before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen) return;
            seen = before;
        }
    }
}
