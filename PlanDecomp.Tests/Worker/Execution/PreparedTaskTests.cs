using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Tests.Worker.Execution;

/// <summary>What only a person can do is prepared, and called done only when a person has done it.</summary>
public sealed class PreparedTaskTests
{
    private const string Tree = """
        call
          find the number
          call the landlord < find the number
        write < call
        """;

    private static ScriptedWriter Writer() => new() { IsPreparedAt = request => request.Title == "call the landlord" };

    [Fact]
    public async Task A_task_that_needs_a_person_is_prepared_and_so_is_its_parent_while_all_else_goes_on()
    {
        var writer = Writer();
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync(Tree);
        using var job = house.NewJob(plan);

        var outcome = await house.RunAsync(job);

        Assert.Equal("call prepared, find the number completed, call the landlord prepared, write completed", await house.StatesAsync(plan));
        var result = ExecuteHouse.ResultOf(outcome);
        Assert.Equal((JobStatus.Succeeded, 2, 1, 1), (outcome.Status, result.Completed, result.Prepared, result.Summaries));
        Assert.Equal("call the landlord", Assert.Single(result.PreparedTasks).Title);
        Assert.Equal((2, 2), (job.LastReport!.Completed, job.LastReport.Prepared));
        Assert.True(Assert.Single(await house.ResultsAsync(plan, "call the landlord")).Prepared);
        Assert.False(Assert.Single(await house.ResultsAsync(plan, "write")).Prepared);
        Assert.Equal(["find the number", "write"], job.LinesOf("task.completed").Select(line => line.Arguments["title"]).Order());
        Assert.Single(job.LinesOf("task.prepared"));
        Assert.Single(job.LinesOf("summary.prepared"));
    }

    [Fact]
    public async Task Who_builds_on_what_is_only_prepared_is_told_so_and_a_line_says_it()
    {
        var writer = Writer();
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync(Tree);
        using var job = house.NewJob(plan);

        await house.RunAsync(job);

        Assert.Equal(PlanTaskStatus.Prepared, Assert.Single(writer.Requests.Single(request => request.Title == "write").Inputs, input => input.Title == "call").Status);
        var line = Assert.Single(job.LinesOf("task.inputs_prepared"));
        Assert.Equal(("write", "call"), (line.Arguments["title"], line.Arguments["inputs"]));
    }

    [Fact]
    public async Task On_wish_what_depends_on_it_waits_for_the_person_and_is_worked_on_after()
    {
        using var house = new ExecuteHouse(Writer());
        var plan = await house.DrawAsync(Tree);
        using var job = house.NewJob(plan, new ExecuteParams { OnPrepared = OnPrepared.Wait });

        var outcome = await house.RunAsync(job);

        Assert.Equal("call prepared, find the number completed, call the landlord prepared, write skipped", await house.StatesAsync(plan));
        Assert.Equal("It depends on \"call\", which is prepared, but not done yet.", Assert.Single(ExecuteHouse.ResultOf(outcome).SkippedTasks).Reason);

        await house.SetAsync(plan, "call the landlord", PlanTaskStatus.Completed);
        using var next = house.NewJob(plan, new ExecuteParams { OnPrepared = OnPrepared.Wait });
        await house.RunAsync(next);

        Assert.Equal("call completed, find the number completed, call the landlord completed, write completed", await house.StatesAsync(plan));
    }

    [Fact]
    public async Task A_person_ticks_off_the_last_prepared_task_and_the_parents_follow_and_back()
    {
        using var house = new ExecuteHouse(Writer());
        var plan = await house.DrawAsync("top\n  call\n    call the landlord\n    find the number");
        using var job = house.NewJob(plan);
        await house.RunAsync(job);
        Assert.Equal("top prepared, call prepared, call the landlord prepared, find the number completed", await house.StatesAsync(plan));

        await house.SetAsync(plan, "call the landlord", PlanTaskStatus.Completed);
        Assert.Equal("top completed, call completed, call the landlord completed, find the number completed", await house.StatesAsync(plan));

        await house.SetAsync(plan, "call the landlord", PlanTaskStatus.Prepared);
        Assert.Equal("top prepared, call prepared, call the landlord prepared, find the number completed", await house.StatesAsync(plan));

        await house.SetAsync(plan, "top", PlanTaskStatus.Completed);
        Assert.Equal("top completed, call completed, call the landlord completed, find the number completed", await house.StatesAsync(plan));
    }

    [Fact]
    public async Task A_task_ticked_off_while_its_parent_is_summed_up_leaves_the_parent_completed()
    {
        var writer = Writer();
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync("call\n  call the landlord");
        writer.Script = async (request, _) =>
        {
            if (request.Kind == TaskResultKind.Summary) await house.SetAsync(plan, "call the landlord", PlanTaskStatus.Completed);
            return null;
        };
        using var job = house.NewJob(plan);

        await house.RunAsync(job);

        Assert.Equal("call completed, call the landlord completed", await house.StatesAsync(plan));
        Assert.Single(job.LinesOf("summary.completed"));
    }

    [Fact]
    public async Task What_is_prepared_is_not_worked_on_again_unless_asked_for()
    {
        var writer = Writer();
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync(Tree);
        using var first = house.NewJob(plan);
        await house.RunAsync(first);

        using var second = house.NewJob(plan);
        await house.RunAsync(second);
        Assert.Equal(1, writer.CallsFor("call the landlord"));

        using var third = house.NewJob(plan, new ExecuteParams { IncludeCompleted = true });
        await house.RunAsync(third);
        Assert.Equal(2, writer.CallsFor("call the landlord"));
    }

    [Theory]
    [InlineData(OutsideDependencies.Require, JobStatus.Failed, "a pending, b pending, c skipped")]
    [InlineData(OutsideDependencies.Include, JobStatus.Succeeded, "a completed, b completed, c completed")]
    [InlineData(OutsideDependencies.Ignore, JobStatus.Succeeded, "a pending, b pending, c completed")]
    public async Task A_part_is_executed_with_what_it_needs_or_anyway_and_a_job_that_could_do_nothing_has_failed(string outside, JobStatus status, string states)
    {
        using var house = new ExecuteHouse(new ScriptedWriter());
        var plan = await house.DrawAsync("a\nb < a\nc < b");
        using var job = house.NewJob(plan, new ExecuteParams { OutsideDependencies = outside }, target: "c");

        var outcome = await house.RunAsync(job);

        Assert.Equal(states, await house.StatesAsync(plan));
        Assert.Equal((status, status == JobStatus.Failed ? "It depends on \"b\", which is not completed." : null), (outcome.Status, outcome.Error));
    }

    [Fact]
    public async Task What_a_part_needs_outside_is_told_before_it_is_executed()
    {
        using var house = new ExecuteHouse(new ScriptedWriter());
        var plan = await house.DrawAsync("a\nb < a\ntop < a\n  c < b\n  d < c\ne");
        var tree = (await house.Plans.ReadTreeAsync(plan.PlanId, TestContext.Current.CancellationToken))!;

        Assert.Equal(["a", "b"], OutsideNeeds.Of(tree, plan["c"]).Select(task => task.Title));
        Assert.Equal(["a", "b"], OutsideNeeds.Of(tree, plan["top"]).Select(task => task.Title));
        Assert.Empty(OutsideNeeds.Of(tree, plan["e"]));
    }
}
