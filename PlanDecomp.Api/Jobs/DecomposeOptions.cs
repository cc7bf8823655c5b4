using System.ComponentModel.DataAnnotations;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Api.Jobs;

/// <summary>What a decomposition gets when the request says nothing, and the most it may ask for. Section <c>Decompose</c>.</summary>
public sealed class DecomposeOptions
{
    public const string Section = "Decompose";

    /// <summary>Levels below a plan; below a single task it is <see cref="TaskExpandDepth"/>.</summary>
    [Range(1, 20)]
    public int ExpandDepth { get; set; } = FinenessLimits.Normal.ExpandDepth;

    [Range(1, 20)]
    public int TaskExpandDepth { get; set; } = 1;

    [Range(1, 20)]
    public int MaxDepth { get; set; } = 6;

    [Range(1, 100_000)]
    public int NodeBudget { get; set; } = FinenessLimits.Normal.NodeBudget;

    [Range(1, 50)]
    public int MinChildren { get; set; } = 2;

    [Range(1, 50)]
    public int MaxChildren { get; set; } = FinenessLimits.Normal.MaxChildren;

    [Range(1, 100_000)]
    public int LlmCallBudget { get; set; } = 100;

    /// <summary>The whole tree is looked at once at the end, and tasks are linked across branches.</summary>
    public bool Link { get; set; } = true;

    /// <summary>The greatest node budget a request may name.</summary>
    [Range(1, 100_000)]
    public int NodeBudgetLimit { get; set; } = 2_000;

    /// <summary>The greatest number of LLM calls a request may name.</summary>
    [Range(1, 100_000)]
    public int LlmCallLimit { get; set; } = 5_000;

    /// <summary>How long <c>async_mode=false</c> waits, for a decomposition or an execution, before it answers 202 as if it had been true. Below the proxies' 100 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:30:00")]
    public TimeSpan SynchronousLimit { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>Fills in what the request leaves out.</summary>
    public DecomposeParams Settle(DecomposeRequest request, bool singleTask)
    {
        var limits = FinenessLimits.Of(request.Fineness, new(singleTask ? TaskExpandDepth : ExpandDepth, NodeBudget, MaxChildren));
        limits = new(Math.Min(limits.ExpandDepth, DecomposeJob.MaxDepth), Math.Min(limits.NodeBudget, NodeBudgetLimit), Math.Min(limits.MaxChildren, DecomposeJob.MaxChildren));
        return new()
        {
            ExpandDepth = request.ExpandDepth ?? limits.ExpandDepth,
            MaxDepth = request.MaxDepth ?? MaxDepth,
            NodeBudget = request.NodeBudget ?? limits.NodeBudget,
            MinChildren = request.MinChildren ?? Math.Min(MinChildren, request.MaxChildren ?? limits.MaxChildren),
            MaxChildren = request.MaxChildren ?? Math.Max(limits.MaxChildren, request.MinChildren ?? MinChildren),
            AllowExistingChildren = request.AllowExistingChildren ?? false,
            Fineness = request.Fineness,
            Link = request.Link ?? Link,
            LlmCallBudget = request.LlmCallBudget ?? LlmCallBudget,
            TokenBudget = request.TokenBudget,
            CostBudget = request.CostBudget,
            TimeBudgetSeconds = request.TimeBudgetSeconds,
            Hint = string.IsNullOrWhiteSpace(request.Hint) ? null : request.Hint.Trim(),
            Commit = request.Commit ?? CommitMode.Apply,
        };
    }
}
