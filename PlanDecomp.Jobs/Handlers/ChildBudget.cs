using System.Text.Json;
using System.Text.Json.Nodes;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Jobs.Handlers;

/// <summary>What of a job's budget of money is left for a job that it starts.</summary>
public static class ChildBudget
{
    private const string Budget = "cost_budget";

    /// <summary>The child's parameters, with no more money than its parent has left; as they are when that has no such budget.</summary>
    /// <remarks>Of a child that is at work all it may spend is taken for spent. One that may spend nothing stops before its first call.</remarks>
    /// <param name="store">Where the parent's other children are.</param>
    /// <param name="parent">As it was when it was claimed.</param>
    /// <param name="asked">The child's parameters.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<JsonElement?> WithinAsync(IJobStore store, Job parent, JsonElement? asked, CancellationToken ct)
    {
        if (BudgetOf(parent.Params) is not { } budget || asked is not { ValueKind: JsonValueKind.Object } given) return asked;
        var left = budget - (parent.Stats?.Cost ?? 0);
        foreach (var other in await store.ChildrenAsync(parent.JobId, ct))
        {
            if (await store.FindAsync(other.JobId, ct) is not { } child) continue;
            var spent = child.Stats?.Cost ?? 0;
            left -= child.Status.IsTerminal() ? spent : Math.Max(spent, BudgetOf(child.Params) ?? spent);
        }

        var limited = JsonObject.Create(given)!;
        limited[Budget] = Math.Max(0, Math.Min(left, BudgetOf(given) ?? left));
        return JsonSerializer.SerializeToElement(limited);
    }

    private static decimal? BudgetOf(JsonElement? parameters) =>
        parameters is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(Budget, out var budget) && budget.ValueKind == JsonValueKind.Number && budget.TryGetDecimal(out var money)
            ? money
            : null;
}
