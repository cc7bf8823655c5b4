using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.Handlers;

namespace PlanDecomp.Worker.Budgets;

/// <summary>The line about a budget, alike in every type of job.</summary>
/// <remarks>
/// <list type="table">
/// <item><term>budget.exhausted</term><description>reason, limit, queue_remaining</description></item>
/// <item><term>budget.nearly</term><description>reason, limit, used: once, when four fifths of it are used</description></item>
/// </list>
/// </remarks>
internal static class BudgetLines
{
    public const string Exhausted = "budget.exhausted";
    public const string Nearly = "budget.nearly";

    public static void LogExhausted(this JobContext job, string reason, double limit, int waiting) => job.Log(
        JobLogLevel.Warning, Exhausted, $"Stopping: {StopReasons.Words(reason)} ({limit}).",
        ("reason", reason), ("limit", limit), ("queue_remaining", waiting));

    public static void LogNearly(this JobContext job, string reason, decimal limit, decimal used) => job.Log(
        JobLogLevel.Warning, Nearly, $"Four fifths of the budget of money are used: {Math.Round(used, 4)} of {limit}.",
        ("reason", reason), ("limit", limit), ("used", Math.Round(used, 4)));
}
