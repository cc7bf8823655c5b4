using Microsoft.Extensions.Time.Testing;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Tests.Worker.Planning;

/// <summary>Each budget ends the walk where it must, and says so.</summary>
public sealed class DecomposeBudgetTests
{
    [Fact]
    public async Task The_budget_of_tasks_is_never_exceeded_and_no_call_is_made_in_vain()
    {
        for (var budget = 1; budget <= 30; budget++)
        {
            var planner = new ScriptedPlanner();
            using var house = new DecomposeHouse(planner);
            var plan = await house.CreatePlanAsync("P");
            using var job = house.NewJob(plan, new DecomposeParams { ExpandDepth = 4, NodeBudget = budget });

            var outcome = await house.RunAsync(job);

            var result = DecomposeHouse.ResultOf(outcome);
            var titles = await house.TitlesAsync(plan);
            Assert.InRange(titles.Count, 1, budget);
            Assert.Equal(titles.Count, job.LastReport!.ConsumedBudget);
            Assert.Equal("node_budget", result.StopReason);
            Assert.Contains(result.StoppedBranches, branch => branch.Reason == "node_budget");
            // Every call has brought children that were kept.
            Assert.Equal(result.ExpandedNodes, planner.TotalCalls);
            Assert.Equal(JobStatus.Succeeded, outcome.Status);
            Assert.Equal("node_budget", Assert.Single(job.LinesOf("budget.exhausted")).Arguments["reason"]);
        }
    }

    [Fact]
    public async Task A_node_is_asked_for_no_more_children_than_the_budget_can_keep()
    {
        var planner = new ScriptedPlanner { Script = (request, _) => Task.FromResult<NodePlan?>(ScriptedPlanner.Children([.. Enumerable.Range(1, request.MaxChildren).Select(i => $"{request.TargetTitle}/{i}")])) };
        using var house = new DecomposeHouse(planner);
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan, new DecomposeParams { NodeBudget = 10, MaxChildren = 4 });

        await house.RunAsync(job);

        Assert.Equal([4, 4, 2], planner.Requests.Select(request => request.MaxChildren));
        Assert.Equal(10, (await house.TitlesAsync(plan)).Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task The_budget_of_calls_is_never_exceeded(int budget)
    {
        var planner = new ScriptedPlanner();
        using var house = new DecomposeHouse(planner);
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan, new DecomposeParams { ExpandDepth = 4, NodeBudget = 500, LlmCallBudget = budget });

        var outcome = await house.RunAsync(job);

        Assert.Equal(budget, planner.TotalCalls);
        Assert.Equal(budget, job.LastReport!.LlmCalls);
        Assert.Equal("llm_call_budget", DecomposeHouse.ResultOf(outcome).StopReason);
        Assert.Equal(JobStatus.Succeeded, outcome.Status);
    }

    [Fact]
    public async Task A_node_whose_repairs_use_up_the_calls_stops_its_branch()
    {
        var planner = new ScriptedPlanner { CallsOf = _ => 3 };
        using var house = new DecomposeHouse(planner);
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan, new DecomposeParams { LlmCallBudget = 5 });

        var outcome = await house.RunAsync(job);

        Assert.Equal(5, planner.TotalCalls);
        var result = DecomposeHouse.ResultOf(outcome);
        Assert.Equal(1, result.ExpandedNodes);
        Assert.All(result.StoppedBranches.Where(branch => branch.Reason != "leaf"), branch => Assert.Equal("llm_call_budget", branch.Reason));
        Assert.Empty(result.FailedNodes);
    }

    [Fact]
    public async Task The_budget_of_tokens_ends_the_walk()
    {
        var planner = new ScriptedPlanner { TokensPerCall = 100 };
        using var house = new DecomposeHouse(planner);
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan, new DecomposeParams { ExpandDepth = 5, NodeBudget = 500, TokenBudget = 550 });

        var outcome = await house.RunAsync(job);

        // Each node costs the same here, so what flies at the same time does not overshoot by more than the last one's share.
        Assert.Equal(600, job.LastReport!.TotalTokens);
        Assert.Equal("token_budget", DecomposeHouse.ResultOf(outcome).StopReason);
    }

    [Fact]
    public async Task The_time_budget_ends_calls_in_mid_air_and_keeps_what_is_done()
    {
        var time = new FakeTimeProvider();
        var planner = new ScriptedPlanner
        {
            Script = async (request, ct) =>
            {
                if (request.TargetTitle is null) return ScriptedPlanner.Children("a", "b");
                if (request.TargetTitle == "b") time.Advance(TimeSpan.FromSeconds(61));
                await Task.Delay(Timeout.Infinite, ct);
                return null;
            },
        };
        using var house = new DecomposeHouse(planner, time);
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan, new DecomposeParams { TimeBudgetSeconds = 60 });

        var outcome = await house.RunAsync(job);

        var result = DecomposeHouse.ResultOf(outcome);
        Assert.Equal((JobStatus.Succeeded, "time_budget"), (outcome.Status, result.StopReason));
        Assert.Equal([new StoppedBranch(1, "a", "time_budget"), new StoppedBranch(2, "b", "time_budget")], result.StoppedBranches);
        Assert.Equal(["a", "b"], await house.TitlesAsync(plan));
    }

    [Fact]
    public async Task Time_used_by_earlier_attempts_counts()
    {
        var time = new FakeTimeProvider();
        var planner = new ScriptedPlanner();
        planner.Script = (_, _) =>
        {
            time.Advance(TimeSpan.FromSeconds(40));
            return Task.FromResult<NodePlan?>(null);
        };
        using var house = new DecomposeHouse(planner, time, ("Planning:Parallelism", "1"));
        var plan = await house.CreatePlanAsync("P");
        var limits = new DecomposeParams { ExpandDepth = 4, TimeBudgetSeconds = 60 };
        using var first = new RecordingJob(house.Files, plan, limits) { CrashAt = 1, CrashAfterCommit = true };
        await Assert.ThrowsAsync<SimulatedCrashException>(() => house.RunAsync(first));
        using var second = new RecordingJob(house.Files, plan, limits, before: first);

        var outcome = await house.RunAsync(second);

        Assert.Equal("time_budget", DecomposeHouse.ResultOf(outcome).StopReason);
        Assert.True(second.LastReport!.ElapsedSeconds >= 80);
    }

    [Fact]
    public async Task Offline_planning_costs_no_calls()
    {
        using var house = new DecomposeHouse(new FreePlanner());
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan, new DecomposeParams { LlmCallBudget = 0, TokenBudget = 0 });

        var outcome = await house.RunAsync(job);

        Assert.Equal("completed", DecomposeHouse.ResultOf(outcome).StopReason);
        Assert.Equal(0, job.LastReport!.LlmCalls);
        Assert.Null(job.LastReport.TotalTokens);
    }

    private sealed class FreePlanner : INodePlanner
    {
        public string Name => PlannerNames.Offline;

        public string? Model => null;

        public Task<NodePlan> PlanAsync(NodeRequest request, ICallUsage usage, CancellationToken ct) =>
            Task.FromResult(ScriptedPlanner.Breakdown(request.TargetTitle ?? request.PlanTitle));
    }
}
