using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Web.Client.Plans;

/// <summary>What a reader has filled in for a decomposition. What is left empty takes the server's default.</summary>
public sealed class DecomposeForm
{
    /// <summary>One of <see cref="Contracts.Jobs.Fineness"/>.</summary>
    public string Fineness { get; set; } = Contracts.Jobs.Fineness.Normal;

    /// <summary>Tasks are linked across branches at the end.</summary>
    public bool Link { get; set; } = true;

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

    public DecomposeRequest ToRequest() => Fill(new DecomposeRequest());

    public DecomposeTaskRequest ToTaskRequest(long planId) => Fill(new DecomposeTaskRequest { PlanId = planId });

    private T Fill<T>(T request)
        where T : DecomposeRequest => request with
        {
            Fineness = Fineness == Contracts.Jobs.Fineness.Normal ? null : Fineness,
            Link = Link ? null : false,
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
