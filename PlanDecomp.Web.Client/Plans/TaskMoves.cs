using PlanDecomp.Contracts.Plans;
using PlanDecomp.Web.Client.Plans.Tree;

namespace PlanDecomp.Web.Client.Plans;

/// <summary>One step of a task in its tree.</summary>
public enum TaskMove
{
    Up,
    Down,

    /// <summary>Below the sibling before it.</summary>
    In,

    /// <summary>Beside its parent, after it.</summary>
    Out,
}

public static class TaskMoves
{
    /// <summary>Where a step leads; null when there is no way.</summary>
    public static MoveTaskRequest? Step(this TaskTree tree, TaskEntry entry, TaskMove move) => move switch
    {
        TaskMove.Up when entry.Index > 0 => new() { ParentId = entry.Parent?.Id, Position = entry.Index - 1 },
        TaskMove.Down when entry.Index < entry.SiblingCount - 1 => new() { ParentId = entry.Parent?.Id, Position = entry.Index + 1 },
        TaskMove.In when tree.Sibling(entry, -1) is { } before => new() { ParentId = before.Id },
        TaskMove.Out when entry.Parent is { } parent => new() { ParentId = parent.Parent?.Id, Position = parent.Index + 1 },
        _ => null,
    };
}
