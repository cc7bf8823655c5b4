using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Worker.Budgets;

/// <summary>Counts one task's calls against the job's budgets.</summary>
internal sealed class CallUsage(JobContext job, BudgetShare share, Action report) : ICallUsage
{
    public void BeforeCall()
    {
        job.ThrowIfLeaseLost();
        if (share.TakeCall() is { } reason) throw new BudgetExhaustedException(reason);
        report();
    }

    public void AfterCall(long inputTokens, long outputTokens, decimal? cost)
    {
        share.Count(inputTokens, outputTokens, cost);
        report();
    }
}
