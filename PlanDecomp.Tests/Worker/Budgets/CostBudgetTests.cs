using Microsoft.Extensions.Time.Testing;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Tests.Worker.Planning;
using PlanDecomp.Worker.Budgets;

namespace PlanDecomp.Tests.Worker.Budgets;

/// <summary>Budgets of money: set aside before a call, settled after it.</summary>
public sealed class CostBudgetTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_that_does_not_fit_beside_those_under_way_waits_for_them()
    {
        var budget = Budget(cost: 10);
        var (first, second) = (Admit(budget), Admit(budget));
        Assert.Null(await first.TakeCallAsync(6, Ct));

        var waiting = second.TakeCallAsync(6, Ct).AsTask();
        Assert.False(waiting.IsCompleted);
        first.Count(new PaidCall("m", 1, 1, 2));

        Assert.Null(await waiting);
    }

    [Fact]
    public async Task Calls_side_by_side_overrun_a_budget_by_no_more_than_one_of_them()
    {
        var budget = Budget(cost: 10);
        var shares = Enumerable.Range(0, 8).Select(_ => Admit(budget)).ToList();
        var (spent, gate) = (0m, new Lock());

        var ends = await Task.WhenAll(shares.Select(async share =>
        {
            while (await share.TakeCallAsync(3, Ct) is not { } reason)
            {
                await Task.Yield();
                lock (gate) spent += 3;
                share.Count(new PaidCall("m", 1, 1, 3));
                continue;
            }

            return StopReasons.CostBudget;
        }));

        Assert.All(ends, end => Assert.Equal(StopReasons.CostBudget, end));
        Assert.InRange(spent, 10m, 12m);
        Assert.Equal(spent, budget.Usage.Cost);
    }

    [Fact]
    public async Task A_warning_comes_once_at_four_fifths()
    {
        var budget = Budget(cost: 10);
        var share = Admit(budget);
        var warnings = new List<(decimal, decimal)>();
        foreach (var cost in (decimal[])[5, 2.9m, 0.2m, 1])
        {
            Assert.Null(await share.TakeCallAsync(cost, Ct));
            if (share.Count(new PaidCall("m", 1, 1, cost)) is { } warning) warnings.Add(warning);
        }

        Assert.Equal([(8.1m, 10m)], warnings);
    }

    [Fact]
    public async Task The_budget_of_money_ends_a_decomposition_which_keeps_what_is_done()
    {
        using var house = new DecomposeHouse(new ScriptedPlanner());
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan, new DecomposeParams { ExpandDepth = 5, NodeBudget = 500, CostBudget = 2.6m });

        var outcome = await house.RunAsync(job);

        var result = DecomposeHouse.ResultOf(outcome);
        Assert.Equal((JobStatus.Succeeded, "cost_budget"), (outcome.Status, result.StopReason));
        Assert.Equal(3.0m, job.LastReport!.Cost);
        Assert.NotEmpty(await house.TitlesAsync(plan));
        Assert.Equal(2.6, Convert.ToDouble(Assert.Single(job.LinesOf("budget.exhausted")).Arguments["limit"], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(2.5m, Assert.Single(job.LinesOf("budget.nearly")).Arguments["used"]);
    }

    [Fact]
    public async Task Money_of_earlier_attempts_counts()
    {
        using var house = new DecomposeHouse(new ScriptedPlanner(), null, ("Planning:Parallelism", "1"));
        var plan = await house.CreatePlanAsync("P");
        var limits = new DecomposeParams { ExpandDepth = 4, CostBudget = 1.1m };
        using var first = new RecordingJob(house.Files, plan, limits) { CrashAt = 2, CrashAfterCommit = true };
        await Assert.ThrowsAsync<SimulatedCrashException>(() => house.RunAsync(first));
        using var second = new RecordingJob(house.Files, plan, limits, before: first);

        var outcome = await house.RunAsync(second);

        Assert.Equal("cost_budget", DecomposeHouse.ResultOf(outcome).StopReason);
        Assert.Equal(1.5m, second.LastReport!.Cost);
    }

    [Fact]
    public async Task An_account_that_has_spent_its_day_makes_no_more_calls()
    {
        var planner = new ScriptedPlanner();
        using var house = new DecomposeHouse(planner);
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan, new DecomposeParams { ExpandDepth = 3 });
        planner.Script = (request, _) =>
        {
            job.IsDayOver = true;
            return Task.FromResult<NodePlan?>(null);
        };

        var outcome = await house.RunAsync(job);

        Assert.Equal((JobStatus.Succeeded, "day_budget", 1), (outcome.Status, DecomposeHouse.ResultOf(outcome).StopReason, planner.TotalCalls));
    }

    [Fact]
    public async Task The_result_says_which_model_did_what_and_a_line_says_once_that_another_took_over()
    {
        await using var first = await LlmServer.StartAsync();
        await using var second = await LlmServer.StartAsync();
        first.Script = request => request.Number > 1 ? LlmReply.Error(402, "no credit") : null;
        using var house = DecomposeHouse.Over(first, null, ("Llm:Fallback:BaseUrl", $"{second.BaseUrl}"), ("Llm:Fallback:Model", "spare"));
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan);

        var outcome = await house.RunAsync(job);

        var models = DecomposeHouse.ResultOf(outcome).Models!;
        Assert.Equal(["test-model", "spare"], models.Select(model => model.Model));
        Assert.Equal(150L * second.Requests.Count, models[1].Tokens);
        var line = Assert.Single(job.LinesOf("llm.fallback"));
        Assert.Equal(("test-model", "spare", second.BaseUrl.Authority), (line.Arguments["from"], line.Arguments["to"], line.Arguments["host"]));
        Assert.Empty(DecomposeHouse.ResultOf(outcome).FailedNodes);
    }

    private static RunBudget Budget(decimal cost) =>
        new(new BudgetLimits { Calls = 1_000, Cost = cost }, new RunUsage(), 0, paid: true, callsPerTask: 3, new FakeTimeProvider());

    /// <summary>A share of a task that is under way beside others.</summary>
    private static BudgetShare Admit(RunBudget budget) => new(budget, 0, 100, 0, 0);
}
