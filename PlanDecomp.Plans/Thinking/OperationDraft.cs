using PlanDecomp.Contracts.Operations;
using PlanDecomp.Plans.Edits;

namespace PlanDecomp.Plans.Thinking;

/// <summary>What an operation has worked out.</summary>
/// <param name="Edits">Of each task one at most.</param>
public sealed record OperationDraft(IReadOnlyList<TaskEdit> Edits)
{
    public string? Summary { get; init; }
    public QualityReport? Quality { get; init; }
    public EstimateReport? Estimate { get; init; }

    /// <summary>What there is to say of single tasks, in the order in which it matters.</summary>
    public IReadOnlyList<TaskNote> Notes { get; init; } = [];
}
