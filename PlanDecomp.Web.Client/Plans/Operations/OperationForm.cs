using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Web.Client.Plans.Tree;

namespace PlanDecomp.Web.Client.Plans.Operations;

/// <summary>What a reader has filled in for an operation. What is left empty takes the server's default.</summary>
/// <param name="operation">One of <see cref="OperationName"/>.</param>
public sealed class OperationForm(string operation)
{
    public string Operation => operation;

    /// <summary>One of <see cref="CommitMode"/>.</summary>
    public string Commit { get; set; } = operation == OperationName.RepairDependencies ? CommitMode.Review : CommitMode.Apply;

    /// <summary>False for what only ever proposes, and for what changes nothing.</summary>
    public bool HasChoice => operation is not (OperationName.CheckQuality or OperationName.Summarise);

    public string Hint { get; set; } = "";
    public List<TaskEntry> Locked { get; } = [];
    public HashSet<long> Siblings { get; } = [];
    public int? Parts { get; set; }
    public string? Scope { get; set; }
    public string? Language { get; set; }
    public int? MinChildren { get; set; }
    public int? MaxChildren { get; set; }
    public int? LlmCallBudget { get; set; }
    public long? TokenBudget { get; set; }
    public double? TimeBudgetSeconds { get; set; }

    /// <param name="planId">Named in the body for an operation on a task; null for one on a plan.</param>
    public TaskOperationRequest ToRequest(long? planId) => new()
    {
        PlanId = planId,
        Operation = operation,
        Commit = HasChoice ? Commit : null,
        Hint = string.IsNullOrWhiteSpace(Hint) ? null : Hint,
        Locked = Locked.Count > 0 ? [.. Locked.Select(entry => entry.Id)] : null,
        TaskIds = operation == OperationName.Merge ? [.. Siblings.Order()] : null,
        Parts = Parts,
        Scope = Scope,
        Language = string.IsNullOrWhiteSpace(Language) ? null : Language.Trim(),
        MinChildren = MinChildren,
        MaxChildren = MaxChildren,
        LlmCallBudget = LlmCallBudget,
        TokenBudget = TokenBudget,
        TimeBudgetSeconds = TimeBudgetSeconds,
    };
}
