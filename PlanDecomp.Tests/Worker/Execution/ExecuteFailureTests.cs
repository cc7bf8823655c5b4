using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Tests.Worker.Execution;

/// <summary>What a failed task means for the others, and what others do to the plan meanwhile.</summary>
public sealed class ExecuteFailureTests
{
    /// <summary>b depends on a, c on b; d has nothing to do with them; e is a parent of one that works and one that waits for a.</summary>
    private const string Chain = """
        a
        b < a
        c < b
        d
        e
          e1
          e2 < a
        f < e
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Skip_dependents_skips_what_depends_on_a_failed_task_and_does_all_else()
    {
        var writer = ScriptedWriter.FailingAt("a");
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync(Chain);
        using var job = house.NewJob(plan);

        var outcome = await house.RunAsync(job);

        Assert.Equal("a failed, b skipped, c skipped, d completed, e skipped, e1 completed, e2 skipped, f skipped", await house.StatesAsync(plan));
        var result = ExecuteHouse.ResultOf(outcome);
        Assert.Equal((JobStatus.Succeeded, 2, 1, 4, "completed"), (outcome.Status, result.Completed, result.Failed, result.Skipped, result.StopReason));
        Assert.Equal([new FailedTask(plan["a"], "a", "a cannot be done")], result.FailedTasks);
        Assert.Equal(
            ["b: It depends on \"a\", which failed.", "c: It depends on \"b\", which was skipped.", "e2: It depends on \"a\", which failed.", "f: It depends on \"e\", which is not completed."],
            result.SkippedTasks.OrderBy(task => task.Title).Select(task => $"{task.Title}: {task.Reason}"));
        Assert.Equal("a cannot be done", (await house.TaskAsync(plan, "a")).Error);
        Assert.Equal("1 of the 2 tasks below it was skipped.", (await house.TaskAsync(plan, "e")).Error);
    }

    [Fact]
    public async Task Stop_starts_nothing_more_skips_the_dependents_and_leaves_the_rest_as_it_was()
    {
        var writer = ScriptedWriter.FailingAt("a");
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync(Chain);
        using var job = house.NewJob(plan, new ExecuteParams { OnFailure = OnFailure.Stop, Concurrency = 1 });

        var outcome = await house.RunAsync(job);

        Assert.Equal(["a"], writer.Order);
        Assert.Equal("a failed, b skipped, c skipped, d pending, e pending, e1 pending, e2 skipped, f pending", await house.StatesAsync(plan));
        var result = ExecuteHouse.ResultOf(outcome);
        Assert.Equal((1, 3, 3, "task_failed"), (result.Failed, result.Skipped, result.NotReached, result.StopReason));
        Assert.Equal((JobStatus.Failed, "a cannot be done"), (outcome.Status, outcome.Error));
        Assert.Single(job.LinesOf("execute.stopping"));
    }

    [Fact]
    public async Task Stop_lets_what_is_in_flight_end_and_keeps_it()
    {
        var failed = new TaskCompletionSource();
        var writer = new ScriptedWriter();
        writer.Script = async (request, ct) =>
        {
            if (request.Title != "b") await failed.Task.WaitAsync(ct);
            return request.Title == "b" ? throw new TaskWritingException("no") : null;
        };
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync("a\nb\nc");
        using var job = house.NewJob(plan, new ExecuteParams { OnFailure = OnFailure.Stop, Concurrency = 2 });
        var commits = 0;
        job.BeforeCommit = () =>
        {
            if (++commits == 2) failed.SetResult();
            return Task.CompletedTask;
        };

        var outcome = await house.RunAsync(job);

        Assert.Equal("a completed, b failed, c pending", await house.StatesAsync(plan));
        Assert.Equal((JobStatus.Succeeded, 1), (outcome.Status, ExecuteHouse.ResultOf(outcome).NotReached));
    }

    [Fact]
    public async Task Continue_works_on_the_dependents_too_and_tells_them_what_there_is()
    {
        var writer = ScriptedWriter.FailingAt("a");
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync(Chain);
        using var job = house.NewJob(plan, new ExecuteParams { OnFailure = OnFailure.Continue });

        var outcome = await house.RunAsync(job);

        Assert.Equal("a failed, b completed, c completed, d completed, e completed, e1 completed, e2 completed, f completed", await house.StatesAsync(plan));
        Assert.Equal((JobStatus.Succeeded, 6, 1, 0), (outcome.Status, ExecuteHouse.ResultOf(outcome).Completed, ExecuteHouse.ResultOf(outcome).Failed, ExecuteHouse.ResultOf(outcome).Skipped));
        var input = Assert.Single(writer.Requests.Single(request => request.Title == "b").Inputs);
        Assert.Equal(("a", PlanTaskStatus.Failed, null), (input.Title, input.Status, input.Content));
    }

    [Theory]
    [InlineData(OnFailure.SkipDependents)]
    [InlineData(OnFailure.Continue)]
    public async Task A_parent_with_a_failed_task_below_it_is_failed_and_gets_no_summary(string onFailure)
    {
        var writer = ScriptedWriter.FailingAt("a2");
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync("a\n  a1\n  a2\nb");
        using var job = house.NewJob(plan, new ExecuteParams { OnFailure = onFailure });

        var outcome = await house.RunAsync(job);

        Assert.Equal("a failed, a1 completed, a2 failed, b completed", await house.StatesAsync(plan));
        Assert.Equal("1 of the 2 tasks below it failed.", (await house.TaskAsync(plan, "a")).Error);
        Assert.DoesNotContain("a", writer.Order);
        // The parent is failed because of what is below it: it does not count twice.
        Assert.Equal(1, ExecuteHouse.ResultOf(outcome).Failed);
        Assert.Equal("failed", Assert.Single(job.LinesOf("parent.left_open")).Arguments["status"]);
    }

    [Fact]
    public async Task A_summary_that_fails_fails_the_parent_and_what_waits_for_it()
    {
        using var house = new ExecuteHouse(ScriptedWriter.FailingAt("a"));
        var plan = await house.DrawAsync("a\n  a1\nb < a");
        using var job = house.NewJob(plan);

        var outcome = await house.RunAsync(job);

        Assert.Equal("a failed, a1 completed, b skipped", await house.StatesAsync(plan));
        Assert.Equal("a", Assert.Single(ExecuteHouse.ResultOf(outcome).FailedTasks).Title);
    }

    [Fact]
    public async Task Only_failed_works_on_what_failed_and_was_skipped_and_closes_the_parents()
    {
        var writer = ScriptedWriter.FailingAt("a1");
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync("a\n  a1\n  a2\nb < a\nc");
        using var first = house.NewJob(plan);
        await house.RunAsync(first);
        await house.SetAsync(plan, "c", PlanTaskStatus.Pending);
        writer.Script = (_, _) => Task.FromResult<string?>(null);
        var before = writer.Order.Count;
        using var second = house.NewJob(plan, new ExecuteParams { OnlyFailed = true });

        await house.RunAsync(second);

        Assert.Equal(["a1", "a", "b"], writer.Order.Skip(before));
        Assert.Equal("a completed, a1 completed, a2 completed, b completed, c pending", await house.StatesAsync(plan));
        Assert.All(await house.TasksAsync(plan), task => Assert.Null(task.Error));
    }

    [Fact]
    public async Task Tasks_that_wait_for_themselves_fail_with_the_way_and_the_others_are_done()
    {
        var writer = new ScriptedWriter();
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync("""
            a < b
              a1
              a2
            b
              b1 < a1
              b2
            c < b
            d
            """);
        using var job = house.NewJob(plan);

        var outcome = await house.RunAsync(job);

        // b waits for b1, b1 for a1, and a1, as all of a, for b. a2 only waits for them.
        Assert.Equal("a failed, a1 failed, a2 skipped, b failed, b1 failed, b2 completed, c skipped, d completed", await house.StatesAsync(plan));
        Assert.Equal("It waits for itself: \"a1\" → \"b\" → \"b1\" → \"a1\".", (await house.TaskAsync(plan, "a1")).Error);
        Assert.Equal((JobStatus.Succeeded, 2, 2), (outcome.Status, ExecuteHouse.ResultOf(outcome).Completed, ExecuteHouse.ResultOf(outcome).Failed));
    }

    [Fact]
    public async Task When_nothing_could_be_done_the_job_fails_and_says_why()
    {
        using var house = new ExecuteHouse(new ScriptedWriter { Script = (request, _) => throw new InvalidOperationException($"a bug at {request.Title}") });
        var plan = await house.DrawAsync("a\nb < a");
        using var job = house.NewJob(plan);

        var outcome = await house.RunAsync(job);

        Assert.Equal((JobStatus.Failed, "execute.failed"), (outcome.Status, outcome.Code));
        Assert.Contains("a bug at a", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("a failed, b skipped", await house.StatesAsync(plan));
    }

    [Fact]
    public async Task A_writer_that_cannot_work_at_all_fails_the_job_and_leaves_the_tasks_as_they_were()
    {
        using var house = new ExecuteHouse(new ScriptedWriter { Script = (request, _) => request.Title == "b" ? throw new JobFailedException("The key is refused.") : Task.FromResult<string?>(null) });
        var plan = await house.DrawAsync("a\nb < a\nc < b");
        await house.SetAsync(plan, "b", PlanTaskStatus.Failed);
        using var job = house.NewJob(plan);

        var outcome = await house.RunAsync(job);

        Assert.Equal((JobStatus.Failed, "The key is refused."), (outcome.Status, outcome.Error));
        Assert.Equal("a completed, b failed, c pending", await house.StatesAsync(plan));
        Assert.Equal((1, 0, 2), (ExecuteHouse.ResultOf(outcome).Completed, ExecuteHouse.ResultOf(outcome).Failed, ExecuteHouse.ResultOf(outcome).NotReached));
    }

    [Fact]
    public async Task A_task_deleted_while_it_is_worked_on_fails_alone()
    {
        using var house = new ExecuteHouse(new ScriptedWriter());
        var plan = await house.DrawAsync("a\nb\nc < a");
        using var job = house.NewJob(plan, new ExecuteParams { Concurrency = 1 });
        job.BeforeCommit = async () =>
        {
            if (job.Commits == 1) await house.Plans.DeleteTaskAsync(plan.PlanId, plan["a"], Ct);
        };

        var outcome = await house.RunAsync(job);

        Assert.Equal("b completed, c skipped", await house.StatesAsync(plan));
        Assert.Equal("The task was deleted while it was worked on.", Assert.Single(ExecuteHouse.ResultOf(outcome).FailedTasks).Error);
    }

    [Fact]
    public async Task A_task_deleted_before_its_turn_fails_without_a_call()
    {
        var writer = new ScriptedWriter();
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync("a\nb < a\nc < b");
        using var job = house.NewJob(plan, new ExecuteParams { OnFailure = OnFailure.Continue });
        job.BeforeCommit = async () =>
        {
            if (job.Commits == 1) await house.Plans.DeleteTaskAsync(plan.PlanId, plan["b"], Ct);
        };

        var outcome = await house.RunAsync(job);

        Assert.Equal(["a", "c"], writer.Order);
        Assert.Equal("The task does not exist any more.", Assert.Single(ExecuteHouse.ResultOf(outcome).FailedTasks).Error);
    }

    [Fact]
    public async Task A_target_that_is_gone_fails_the_job_and_a_plan_that_is_gone_ends_the_claim()
    {
        using var house = new ExecuteHouse(new ScriptedWriter());
        var plan = await house.DrawAsync("a\nb");
        using var gone = house.NewJob(plan with { Ids = new Dictionary<string, long> { ["z"] = 99 } }, target: "z");
        Assert.Contains("does not exist", (await Assert.ThrowsAsync<JobFailedException>(() => house.RunAsync(gone))).Message, StringComparison.Ordinal);
        using var job = house.NewJob(plan, new ExecuteParams { Concurrency = 1 });
        job.BeforeCommit = async () =>
        {
            if (job.Commits == 2) await house.Plans.DeleteAsync(plan.PlanId, Ct);
        };

        await Assert.ThrowsAsync<FenceLostException>(() => house.RunAsync(job));
    }

    [Fact]
    public async Task A_lost_lease_stops_before_the_next_call_and_stores_nothing()
    {
        var writer = new ScriptedWriter();
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync("a\nb");
        using var job = house.NewJob(plan);
        job.LeaseIsLost = true;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => house.RunAsync(job));

        Assert.Equal(0, writer.TotalCalls);
        Assert.Equal("a running, b running", await house.StatesAsync(plan));
    }
}
