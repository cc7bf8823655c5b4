using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.History;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Edits;

namespace PlanDecomp.Worker.Planning;

/// <summary>Where a decomposition's tasks go: into the plan's tree, or into a proposal.</summary>
internal interface IDecomposeTarget
{
    /// <summary>The tree as the walk sees it, its own tasks included.</summary>
    /// <exception cref="PlanDecomp.Jobs.Handlers.JobFailedException">The plan is not there.</exception>
    Task<PlanOutline> ReadAsync(CancellationToken ct);

    /// <summary>Has the next read look again.</summary>
    void Forget();

    /// <summary>The children a task has at this moment. Called inside a commit.</summary>
    int CountChildren(RunTransaction run, long? parentId);

    /// <summary>Adds children. Called inside a commit.</summary>
    /// <exception cref="PlanRuleException">The parent has been deleted, or the tree would become too deep.</exception>
    IReadOnlyList<PlanTask> AddChildren(RunTransaction run, long? parentId, IReadOnlyList<NewTask> children);

    /// <summary>Links tasks, as one change set or as a part of the proposal. Called inside a commit.</summary>
    /// <param name="run">The commit.</param>
    /// <param name="edits">What changes; it was worked out on a tree as this one gives it.</param>
    /// <returns>Why it cannot be done, in a sentence; null when it is done.</returns>
    string? Link(RunTransaction run, IReadOnlyList<TaskEdit> edits);
}
