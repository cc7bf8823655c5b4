using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Web.Client.Plans;

/// <summary>What a reader has filled in for a decomposition. What is left empty takes the server's default.</summary>
public sealed class DecomposeForm
{
    public int? ExpandDepth { get; set; }
    public int? MaxDepth { get; set; }
    public int? NodeBudget { get; set; }
    public int? MinChildren { get; set; }
    public int? MaxChildren { get; set; }
    public bool AllowExistingChildren { get; set; }
    public int? LlmCallBudget { get; set; }
    public long? TokenBudget { get; set; }
    public decimal? CostBudget { get; set; }
    public double? TimeBudgetSeconds { get; set; }
    public string Hint { get; set; } = "";

    /// <summary>One of <see cref="CommitMode"/>.</summary>
    public string Commit { get; set; } = CommitMode.Apply;

    public DecomposeRequest ToRequest() => new()
    {
        ExpandDepth = ExpandDepth,
        MaxDepth = MaxDepth,
        NodeBudget = NodeBudget,
        MinChildren = MinChildren,
        MaxChildren = MaxChildren,
        AllowExistingChildren = AllowExistingChildren ? true : null,
        LlmCallBudget = LlmCallBudget,
        TokenBudget = TokenBudget,
        CostBudget = CostBudget,
        TimeBudgetSeconds = TimeBudgetSeconds,
        Hint = string.IsNullOrWhiteSpace(Hint) ? null : Hint,
        Commit = Commit,
    };

    public DecomposeTaskRequest ToTaskRequest(long planId) => new()
    {
        PlanId = planId,
        ExpandDepth = ExpandDepth,
        MaxDepth = MaxDepth,
        NodeBudget = NodeBudget,
        MinChildren = MinChildren,
        MaxChildren = MaxChildren,
        AllowExistingChildren = AllowExistingChildren ? true : null,
        LlmCallBudget = LlmCallBudget,
        TokenBudget = TokenBudget,
        CostBudget = CostBudget,
        TimeBudgetSeconds = TimeBudgetSeconds,
        Hint = string.IsNullOrWhiteSpace(Hint) ? null : Hint,
        Commit = Commit,
    };
}
