using PlanDecomp.Jobs.Handlers;

namespace PlanDecomp.Worker.Planning;

/// <summary>Counts one node's calls against the job's budgets.</summary>
internal sealed class NodeUsage(JobContext job, DecomposeBudget.NodeBudget share, Action report) : INodeUsage
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
