using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Worker.Planning;

/// <summary>Gathers what a planner needs to know of a node.</summary>
internal static class NodeRequests
{
    /// <param name="node">The node, which is in the tree.</param>
    /// <param name="outline">The tree.</param>
    /// <param name="limits">The job's limits.</param>
    /// <param name="maxChildren">As many as the budget of tasks still allows: a plan made for them is whole, one cut to them is not.</param>
    public static NodeRequest Create(WalkNode node, PlanOutline outline, DecomposeParams limits, int maxChildren)
    {
        var task = node.TaskId is { } id ? outline.Find(id) : null;
        return new NodeRequest
        {
            TaskId = node.TaskId,
            PlanTitle = outline.Plan.Title,
            PlanDescription = outline.Plan.Description,
            Ancestors = task is null ? [] : [.. outline.AncestorsOf(task.TaskId).Select(ancestor => ancestor.Title)],
            TargetTitle = task?.Title,
            TargetInstruction = task?.Instruction ?? "",
            Siblings = task is null ? [] : [.. outline.ChildrenOf(task.ParentId).Where(other => other.TaskId != task.TaskId).Select(other => other.Title)],
            ExistingChildren = [.. outline.ChildrenOf(node.TaskId).Select(child => child.Title)],
            Outline = outline.Text,
            ChildLevel = outline.LevelOf(node.TaskId) + 1,
            MinChildren = Math.Min(limits.MinChildren, maxChildren),
            MaxChildren = maxChildren,
            Hint = string.IsNullOrWhiteSpace(limits.Hint) ? null : limits.Hint,
        };
    }
}
