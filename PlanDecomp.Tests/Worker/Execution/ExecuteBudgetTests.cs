using Microsoft.Extensions.Time.Testing;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Tests.Worker.Execution;

/// <summary>Budgets are kept to the call, and what they stop is as it was.</summary>
public sealed class ExecuteBudgetTests
{
    private const string Six = "a\nb\nc\nd\ne\nf";

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 1)]
    [InlineData(4, 3)]
    [InlineData(6, 4)]
    public async Task No_more_calls_are_made_than_allowed_whatever_runs_side_by_side(int budget, int concurrency)
    {
        var writer = new ScriptedWriter();
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync(Six);
        using var job = house.NewJob(plan, new ExecuteParams { LlmCallBudget = budget, Concurrency = concurrency });

        var outcome = await house.RunAsync(job);

        Assert.Equal(budget, writer.TotalCalls);
        var result = ExecuteHouse.ResultOf(outcome);
        Assert.Equal((budget, 6 - budget), (result.Completed, result.NotReached));
        Assert.Equal((JobStatus.Succeeded, budget == 6 ? "completed" : "llm_call_budget"), (outcome.Status, result.StopReason));
        Assert.Equal(budget == 6 ? 0 : 1, job.LinesOf("budget.exhausted").Count);
        Assert.Equal(6 - budget, (await house.TasksAsync(plan)).Count(task => task.Status == Contracts.Plans.PlanTaskStatus.Pending));
    }

    [Fact]
    public async Task Tokens_stop_after_the_task_that_used_them_up()
    {
        var writer = new ScriptedWriter { TokensPerCall = 100 };
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync(Six);
        using var job = house.NewJob(plan, new ExecuteParams { TokenBudget = 250 });

        var outcome = await house.RunAsync(job);

        Assert.Equal((3, 3, "token_budget"), (writer.TotalCalls, ExecuteHouse.ResultOf(outcome).Completed, ExecuteHouse.ResultOf(outcome).StopReason));
    }

    [Fact]
    public async Task A_budget_used_up_in_the_middle_of_a_task_gives_the_task_back()
    {
        var writer = new ScriptedWriter { CallsOf = request => request.Title == "b" ? 3 : 1 };
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync("a\nb\nc");
        using var job = house.NewJob(plan, new ExecuteParams { LlmCallBudget = 3, Concurrency = 1 });

        var outcome = await house.RunAsync(job);

        Assert.Equal("a completed, b pending, c pending", await house.StatesAsync(plan));
        Assert.Equal((3, "llm_call_budget"), (writer.TotalCalls, ExecuteHouse.ResultOf(outcome).StopReason));
        Assert.Equal("pending", Assert.Single(job.LinesOf("task.returned")).Arguments["status"]);
    }

    [Fact]
    public async Task Time_stops_calls_in_flight_and_their_tasks_go_back_to_what_they_were()
    {
        var clock = new FakeTimeProvider();
        var writer = new ScriptedWriter();
        writer.Script = async (request, ct) =>
        {
            if (request.Title == "a") return null;
            clock.Advance(TimeSpan.FromSeconds(61));
            await Task.Delay(Timeout.Infinite, ct);
            return null;
        };
        using var house = new ExecuteHouse(writer, clock);
        var plan = await house.DrawAsync("a\nb < a\nc");
        await house.SetAsync(plan, "b", Contracts.Plans.PlanTaskStatus.Failed);
        using var job = house.NewJob(plan, new ExecuteParams { TimeBudgetSeconds = 60, Concurrency = 1 });

        var outcome = await house.RunAsync(job);

        Assert.Equal("a completed, b failed, c pending", await house.StatesAsync(plan));
        Assert.Equal((JobStatus.Succeeded, "time_budget", 2), (outcome.Status, ExecuteHouse.ResultOf(outcome).StopReason, ExecuteHouse.ResultOf(outcome).NotReached));
    }

    [Fact]
    public async Task Rules_cost_nothing_and_need_no_budget()
    {
        using var house = new ExecuteHouse(null, null, ("Execution:Writer", "offline"));
        var plan = await house.DrawAsync(Six);
        using var job = house.NewJob(plan, new ExecuteParams { LlmCallBudget = 0, TokenBudget = 0 });

        var outcome = await house.RunAsync(job);

        Assert.Equal((6, "offline", null), (ExecuteHouse.ResultOf(outcome).Prepared, ExecuteHouse.ResultOf(outcome).Writer, ExecuteHouse.ResultOf(outcome).Model));
        Assert.Equal((0, null), (job.LastReport!.LlmCalls, job.LastReport.TotalTokens));
    }
}
