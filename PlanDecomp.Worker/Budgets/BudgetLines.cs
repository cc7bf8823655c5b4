using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.Handlers;

namespace PlanDecomp.Worker.Budgets;

/// <summary>The line about a budget, alike in every type of job.</summary>
/// <remarks>
/// <list type="table">
/// <item><term>budget.exhausted</term><description>reason, limit, queue_remaining</description></item>
/// </list>
/// </remarks>
internal static class BudgetLines
{
    public const string Exhausted = "budget.exhausted";

    public static void LogExhausted(this JobContext job, string reason, double limit, int waiting) => job.Log(
        JobLogLevel.Warning, Exhausted, $"Stopping: {StopReasons.Words(reason)} ({limit}).",
        ("reason", reason), ("limit", limit), ("queue_remaining", waiting));
}
