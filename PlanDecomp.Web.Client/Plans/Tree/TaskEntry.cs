using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Web.Client.Plans.Tree;

/// <summary>A task and its place in the tree.</summary>
public sealed class TaskEntry
{
    public required PlanTaskNode Task { get; init; }

    /// <summary>Such as 1.2.3.</summary>
    public required string Number { get; init; }

    /// <summary>Null for a top task.</summary>
    public required TaskEntry? Parent { get; init; }

    /// <summary>Its place among its siblings, from 0.</summary>
    public required int Index { get; init; }

    public required int SiblingCount { get; init; }

    /// <summary>1 for a top task.</summary>
    public required int Level { get; init; }

    /// <summary>All tasks below it.</summary>
    public int DescendantCount { get; set; }

    public long Id => Task.TaskId;

    public bool HasChildren => Task.Children.Count > 0;

    public bool IsBelow(TaskEntry other)
    {
        for (var above = Parent; above is not null; above = above.Parent)
        {
            if (above == other) return true;
        }

        return false;
    }
}
