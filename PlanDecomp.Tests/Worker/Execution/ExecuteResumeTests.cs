using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Tests.Worker.Planning;

namespace PlanDecomp.Tests.Worker.Execution;

/// <summary>Crashes, cancels and stops: nothing stored is lost or paid for twice, and no task stays in between.</summary>
public sealed class ExecuteResumeTests
{
    private const string Tree = """
        a
          a1
          a2 < a1
          a3
        b < a
          b1
          b2
        c
        d < c
        e
          e1
            e11
            e12
        """;

    private static readonly ExecuteParams Limits = new() { Concurrency = 3 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_at_any_commit_changes_nothing_in_the_end(bool afterCommit)
    {
        var (states, result, commits) = await RunThroughAsync();
        Assert.True(commits > 15);
        for (var crashAt = 1; crashAt <= commits; crashAt++)
        {
            var writer = ScriptedWriter.FailingAt("c");
            using var house = new ExecuteHouse(writer);
            var plan = await house.DrawAsync(Tree);
            using var first = new RecordingJob(house.Files, plan.PlanId, Limits) { CrashAt = crashAt, CrashAfterCommit = afterCommit };
            await Assert.ThrowsAsync<SimulatedCrashException>(() => house.RunAsync(first));
            var stored = (await house.TasksAsync(plan)).Where(task => task.ResultVersion is not null).Select(task => task.Title).ToList();
            using var second = house.NewJob(plan, Limits, before: first);

            var outcome = await house.RunAsync(second);

            Assert.Equal(states, await house.StatesAsync(plan));
            var resumed = ExecuteHouse.ResultOf(outcome);
            Assert.Equal((result.Completed, result.Summaries, result.Failed, result.Skipped, result.StopReason), (resumed.Completed, resumed.Summaries, resumed.Failed, resumed.Skipped, resumed.StopReason));
            Assert.Equal(result.FailedTasks, resumed.FailedTasks);
            Assert.Equal(result.SkippedTasks, resumed.SkippedTasks);
            Assert.All(stored, title => Assert.Equal(1, writer.CallsFor(title)));
            Assert.All(await house.TasksAsync(plan), task => Assert.Equal(task.Status == PlanTaskStatus.Completed ? 1 : null, task.ResultVersion));
            // Figures are honest: what was paid for before the crash counts too.
            Assert.Equal(writer.TotalCalls, second.LastReport!.LlmCalls);
        }
    }

    [Fact]
    public async Task Crashing_at_every_commit_in_turn_still_comes_to_the_same_end()
    {
        var (states, _, _) = await RunThroughAsync();
        var writer = ScriptedWriter.FailingAt("c");
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync(Tree);
        RecordingJob? before = null;
        for (var crashes = 0; ; crashes++)
        {
            Assert.InRange(crashes, 0, 200);
            // The first commit of an attempt takes lost tasks up, the second starts some, the third stores one.
            var job = new RecordingJob(house.Files, plan.PlanId, Limits, before: before) { CrashAt = 3, CrashAfterCommit = true };
            try
            {
                await house.RunAsync(job);
                break;
            }
            catch (SimulatedCrashException)
            {
                before = job;
            }
        }

        Assert.Equal(states, await house.StatesAsync(plan));
        Assert.All(await house.TasksAsync(plan), task => Assert.Equal(task.Status == PlanTaskStatus.Completed ? 1 : null, task.ResultVersion));
    }

    [Fact]
    public async Task Tasks_a_lost_worker_had_in_flight_are_taken_up_again()
    {
        var writer = new ScriptedWriter();
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync("a\nb\nc");
        using var first = new RecordingJob(house.Files, plan.PlanId, new ExecuteParams { Concurrency = 2 }) { CrashAt = 1, CrashAfterCommit = true };
        await Assert.ThrowsAsync<SimulatedCrashException>(() => house.RunAsync(first));
        Assert.Equal("a running, b running, c pending", await house.StatesAsync(plan));
        using var second = house.NewJob(plan, before: first);

        await house.RunAsync(second);

        Assert.Equal("a completed, b completed, c completed", await house.StatesAsync(plan));
        Assert.Equal(2, Assert.Single(second.LinesOf("execute.resumed")).Arguments["taken_up"]);
    }

    [Fact]
    public async Task Tasks_left_running_by_a_job_that_was_given_up_are_done_by_the_next_one()
    {
        using var house = new ExecuteHouse(new ScriptedWriter());
        var plan = await house.DrawAsync("a\nb");
        await house.SetAsync(plan, "a", PlanTaskStatus.Running);
        using var job = house.NewJob(plan, new ExecuteParams { OnlyFailed = true });

        await house.RunAsync(job);

        Assert.Equal("a completed, b pending", await house.StatesAsync(plan));
    }

    [Fact]
    public async Task Cancel_keeps_what_is_done_and_what_was_in_flight_goes_back_to_what_it_was()
    {
        var writer = new ScriptedWriter();
        writer.Script = async (request, ct) =>
        {
            if (request.Title != "a") await Task.Delay(Timeout.Infinite, ct);
            return null;
        };
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync("a\nb < a\nc < a\nd < a\ne");
        await house.SetAsync(plan, "c", PlanTaskStatus.Failed);
        using var job = house.NewJob(plan, new ExecuteParams { Concurrency = 3 });
        var running = house.RunAsync(job);
        await Eventually.TrueAsync(() => writer.Requests.Count >= 4, "three are in flight");

        job.Stop(JobStopReason.CancelRequested);
        var outcome = await running;

        Assert.Equal((JobStatus.Cancelled, "execute.cancelled"), (outcome.Status, outcome.Code));
        Assert.Equal("a completed, b pending, c failed, d pending, e pending", await house.StatesAsync(plan));
        Assert.Equal((1, 4, "cancelled"), (ExecuteHouse.ResultOf(outcome).Completed, ExecuteHouse.ResultOf(outcome).NotReached, ExecuteHouse.ResultOf(outcome).StopReason));
    }

    [Fact]
    public async Task A_stopping_worker_gives_tasks_back_and_the_next_attempt_goes_on()
    {
        var hold = true;
        var writer = new ScriptedWriter();
        writer.Script = async (request, ct) =>
        {
            if (hold && request.Title != "a") await Task.Delay(Timeout.Infinite, ct);
            return null;
        };
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync("a\nb\nc");
        using var first = house.NewJob(plan, new ExecuteParams { Concurrency = 2 });
        var running = house.RunAsync(first);
        await Eventually.TrueAsync(() => writer.Requests.Count == 3, "a is done, two are in flight");
        first.Stop(JobStopReason.WorkerStopping);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal("a completed, b pending, c pending", await house.StatesAsync(plan));
        hold = false;
        using var second = house.NewJob(plan, before: first);

        var outcome = await house.RunAsync(second);

        Assert.Equal((JobStatus.Succeeded, 3), (outcome.Status, ExecuteHouse.ResultOf(outcome).Completed));
        Assert.Equal((1, 2, 2), (writer.CallsFor("a"), writer.CallsFor("b"), writer.CallsFor("c")));
    }

    [Fact]
    public async Task After_a_stop_by_failure_the_next_attempt_starts_nothing_either()
    {
        var writer = ScriptedWriter.FailingAt("a");
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync("a\nb\nc");
        var limits = new ExecuteParams { OnFailure = OnFailure.Stop, Concurrency = 1 };
        using var first = new RecordingJob(house.Files, plan.PlanId, limits) { CrashAt = 2, CrashAfterCommit = true };
        await Assert.ThrowsAsync<SimulatedCrashException>(() => house.RunAsync(first));
        using var second = house.NewJob(plan, limits, before: first);

        var outcome = await house.RunAsync(second);

        Assert.Equal(["a"], writer.Order);
        Assert.Equal(("task_failed", 2), (ExecuteHouse.ResultOf(outcome).StopReason, ExecuteHouse.ResultOf(outcome).NotReached));
    }

    [Fact]
    public async Task A_checkpoint_that_cannot_be_read_fails_the_job_instead_of_paying_twice()
    {
        using var house = new ExecuteHouse(new ScriptedWriter());
        var plan = await house.DrawAsync("a");
        using var spoilt = house.NewJob(plan);
        await spoilt.CommitAsync(_ => true, "{\"v\":99}", TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<JobFailedException>(() => house.RunAsync(spoilt));

        Assert.Contains("version 99", error.Message, StringComparison.Ordinal);
    }

    private static async Task<(string States, ExecuteResult Result, int Commits)> RunThroughAsync()
    {
        using var house = new ExecuteHouse(ScriptedWriter.FailingAt("c"));
        var plan = await house.DrawAsync(Tree);
        using var job = house.NewJob(plan, Limits);
        var outcome = await house.RunAsync(job);
        return (await house.StatesAsync(plan), ExecuteHouse.ResultOf(outcome), job.Commits);
    }
}
