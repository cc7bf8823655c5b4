using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;

namespace PlanDecomp.Tests.Worker.Execution;

/// <summary>A result whose words, or whose inputs, are others by now is out of date, whatever the clock says.</summary>
public sealed class StaleResultTests
{
    [Fact]
    public async Task A_changed_instruction_makes_a_result_out_of_date_and_all_that_builds_on_it()
    {
        using var house = new ExecuteHouse(new ScriptedWriter());
        var plan = await ExecutedAsync(house);
        Assert.Equal("", await StaleAsync(house, plan));

        await house.Plans.UpdateTaskAsync(plan.PlanId, plan["a"], new UpdateTaskRequest { Instruction = "otherwise" }, TestContext.Current.CancellationToken);

        Assert.Equal("a words, b a, top b", await StaleAsync(house, plan));
        Assert.True((await house.TaskAsync(plan, "a")).Stale!.Instruction);
        await house.Plans.UpdateTaskAsync(plan.PlanId, plan["a"], new UpdateTaskRequest { Instruction = "" }, TestContext.Current.CancellationToken);
        Assert.Equal("", await StaleAsync(house, plan));
    }

    [Fact]
    public async Task A_redone_input_with_another_result_makes_what_builds_on_it_out_of_date_and_the_same_result_does_not()
    {
        var writer = new ScriptedWriter();
        using var house = new ExecuteHouse(writer);
        var plan = await ExecutedAsync(house);
        using var same = house.NewJob(plan, new ExecuteParams { IncludeCompleted = true }, target: "a");
        await house.RunAsync(same);
        Assert.Equal("", await StaleAsync(house, plan));

        writer.Script = (request, _) => Task.FromResult<string?>(request.Title == "a" ? "another" : null);
        using var other = house.NewJob(plan, new ExecuteParams { IncludeCompleted = true }, target: "a");
        await house.RunAsync(other);

        Assert.Equal("b a, top b", await StaleAsync(house, plan));
    }

    [Fact]
    public async Task A_dependency_that_comes_or_goes_makes_a_result_out_of_date()
    {
        using var house = new ExecuteHouse(new ScriptedWriter());
        var plan = await ExecutedAsync(house);

        await house.Plans.UpdateTaskAsync(plan.PlanId, plan["c"], new UpdateTaskRequest { DependsOn = [plan["a"]] }, TestContext.Current.CancellationToken);
        Assert.Equal("c a", await StaleAsync(house, plan));

        await house.Plans.DeleteTaskAsync(plan.PlanId, plan["a"], TestContext.Current.CancellationToken);
        Assert.Equal(["b", "top"], (await house.TasksAsync(plan)).Where(task => task.Stale is not null).Select(task => task.Title).Order());
    }

    [Fact]
    public async Task Executing_what_is_out_of_date_works_on_that_alone_and_nothing_is_out_of_date_then()
    {
        var writer = new ScriptedWriter();
        using var house = new ExecuteHouse(writer);
        var plan = await ExecutedAsync(house);
        await house.Plans.UpdateTaskAsync(plan.PlanId, plan["a"], new UpdateTaskRequest { Title = "a, otherwise" }, TestContext.Current.CancellationToken);
        writer.Script = (request, _) => Task.FromResult<string?>($"second {request.Title}");
        using var job = house.NewJob(plan, new ExecuteParams { OnlyStale = true });

        var outcome = await house.RunAsync(job);

        Assert.Equal((JobStatus.Succeeded, 2, 1), (outcome.Status, ExecuteHouse.ResultOf(outcome).Completed, ExecuteHouse.ResultOf(outcome).Summaries));
        Assert.Equal(["a, otherwise", "b", "top"], writer.Order.Skip(4));
        Assert.Equal("", await StaleAsync(house, plan));
    }

    [Fact]
    public async Task A_result_of_before_this_was_kept_is_never_out_of_date()
    {
        using var house = new ExecuteHouse(new ScriptedWriter());
        var plan = await ExecutedAsync(house);
        PlanDecomp.Tests.Infrastructure.PlanData.Execute(house.Files.Folder.Plan(plan.PlanId), "DELETE FROM result_facts");

        await house.Plans.UpdateTaskAsync(plan.PlanId, plan["a"], new UpdateTaskRequest { Title = "other" }, TestContext.Current.CancellationToken);

        Assert.Equal("", await StaleAsync(house, plan));
    }

    private static async Task<DrawnPlan> ExecutedAsync(ExecuteHouse house)
    {
        var plan = await house.DrawAsync("a\ntop\n  b < a\nc");
        using var job = house.NewJob(plan);
        JobOutcome outcome = await house.RunAsync(job);
        Assert.Equal(JobStatus.Succeeded, outcome.Status);
        return plan;
    }

    /// <summary>Titles of what is out of date, each with why: "words", or titles of inputs.</summary>
    private static async Task<string> StaleAsync(ExecuteHouse house, DrawnPlan plan)
    {
        var names = plan.Ids.ToDictionary(pair => pair.Value, pair => pair.Key);
        var stale = (await house.TasksAsync(plan)).Where(task => task.Stale is not null);
        return string.Join(", ", stale.OrderBy(task => names[task.TaskId]).Select(task =>
            string.Join(" ", [names[task.TaskId], .. task.Stale!.Instruction ? new[] { "words" } : [], .. task.Stale.Inputs.Select(id => names[id])])));
    }
}
