using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Worker.Budgets;

/// <summary>Counts one task's calls against the job's budgets, and its account's of the day.</summary>
internal sealed class CallUsage(JobContext job, BudgetShare share, Action report) : ICallUsage
{
    public async ValueTask BeforeCallAsync(decimal? most, CancellationToken ct)
    {
        job.ThrowIfLeaseLost();
        if (job.IsDayUsedUp) throw new BudgetExhaustedException(StopReasons.DayBudget);
        if (await share.TakeCallAsync(most ?? 0, ct) is { } reason) throw new BudgetExhaustedException(reason);

        // It may have had to wait.
        if (most is not null) job.ThrowIfLeaseLost();
        report();
    }

    public void AfterCall(PaidCall call)
    {
        if (share.Count(call) is { } used) job.LogNearly(StopReasons.CostBudget, used.Limit, used.Cost);
        report();
    }
}
