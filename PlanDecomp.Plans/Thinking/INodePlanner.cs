using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans.Thinking;

/// <summary>The names of the planners and writers, as results and log lines carry them.</summary>
public static class PlannerNames
{
    public const string Llm = "llm";
    public const string Offline = "offline";
}

/// <summary>Breaks one node down into children. Two stand behind it: a language model, and the offline rules.</summary>
public interface INodePlanner
{
    /// <summary><c>llm</c> or <c>offline</c>.</summary>
    string Name { get; }

    /// <summary>The model's name; null offline.</summary>
    string? Model { get; }

    /// <summary>The children of the node, validated: keys unique, no cycles, no unknown dependencies, no empty or repeated titles, within the limits.</summary>
    /// <param name="request">The node and what surrounds it.</param>
    /// <param name="usage">Told of every paid call as it ends, failed ones included; refuses the next when a budget is used up.</param>
    /// <param name="ct">Cancels, also in mid-call.</param>
    /// <exception cref="NodePlanningException">No usable answer came of it. Only this node fails.</exception>
    Task<NodePlan> PlanAsync(NodeRequest request, ICallUsage usage, CancellationToken ct);
}

/// <summary>What a planner needs to know of one node.</summary>
public sealed record NodeRequest
{
    /// <summary>The target, for log lines; null for the plan itself.</summary>
    public long? TaskId { get; init; }

    public required string PlanTitle { get; init; }

    /// <summary>The request in the person's own words; may be empty.</summary>
    public required string PlanDescription { get; init; }

    /// <summary>The day on which it is asked; null when no one says.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>From the top task down to the target's parent; empty for the plan itself and for top tasks. What they say is what the target shares in.</summary>
    public IReadOnlyList<TaskSketch> Ancestors { get; init; } = [];

    /// <summary>Null when the plan itself is to be broken down.</summary>
    public string? TargetTitle { get; init; }

    public string TargetInstruction { get; init; } = "";

    /// <summary>Hours of work the target may take; null when no one has said.</summary>
    public double? TargetHours { get; init; }

    /// <summary>The target's siblings, in order, the target left out: work that is not the target's.</summary>
    public IReadOnlyList<TaskSketch> Siblings { get; init; } = [];

    /// <summary>Titles of the children the target has already, which must not be repeated.</summary>
    public IReadOnlyList<string> ExistingChildren { get; init; } = [];

    /// <summary>What the target was broken into before, when it is broken down anew: a person was not content with it.</summary>
    public IReadOnlyList<TaskSketch> ReplacedChildren { get; init; } = [];

    /// <summary>Results of finished tasks that the target builds on, the nearest first.</summary>
    public IReadOnlyList<TaskInput> Inputs { get; init; } = [];

    /// <summary>The tree as it stands, one line a task, indented; cut to a sensible length.</summary>
    public string Outline { get; init; } = "";

    /// <summary>The level the children will have; top tasks are level 1.</summary>
    public int ChildLevel { get; init; } = 1;

    public int MinChildren { get; init; } = 2;
    public int MaxChildren { get; init; } = 7;

    /// <summary>As many children as would give every node that waits its share of the tasks that may still be made; null when there are enough for all.</summary>
    public int? FairShare { get; init; }

    /// <summary>One of <see cref="Contracts.Jobs.Fineness"/>: how large the tasks should be; null when no one has said.</summary>
    public string? Fineness { get; init; }

    /// <summary>What to mind and what to leave out, the plan's standing wishes included; null when there is nothing.</summary>
    public string? Hint { get; init; }

    /// <summary>What a plan's tree says of a node and what surrounds it.</summary>
    /// <param name="outline">The tree.</param>
    /// <param name="task">The node; null for the plan itself.</param>
    /// <param name="hint">The job's own; the plan's standing wishes go before it.</param>
    public static NodeRequest Of(PlanOutline outline, PlanTaskNode? task, string? hint) => new()
    {
        TaskId = task?.TaskId,
        PlanTitle = outline.Plan.Title,
        PlanDescription = outline.Plan.Description,
        Ancestors = task is null ? [] : [.. outline.AncestorsOf(task.TaskId).Select(above => TaskSketch.Of(above, outline))],
        TargetTitle = task?.Title,
        TargetInstruction = task?.Instruction ?? "",
        TargetHours = task?.EffortHours,
        Siblings = task is null ? [] : [.. outline.ChildrenOf(task.ParentId).Where(other => other.TaskId != task.TaskId).Select(other => TaskSketch.Of(other, outline))],
        ExistingChildren = [.. outline.ChildrenOf(task?.TaskId).Select(child => child.Title)],
        Outline = outline.Text,
        ChildLevel = outline.LevelOf(task?.TaskId) + 1,
        Hint = StandingWishes.With(outline.Plan.Wishes, hint),
    };
}

/// <summary>A planner's answer for one node.</summary>
/// <param name="Children">In order; empty when the node needs no breaking down.</param>
public sealed record NodePlan(IReadOnlyList<NodeChild> Children)
{
    /// <summary>What of the answer could not be used, each in words for a person; empty when all of it is there.</summary>
    /// <remarks>Set, not init: the JSON source generator gives an init property that is left out its type's default.</remarks>
    public IReadOnlyList<string> LeftOut { get; set; } = [];
}

/// <summary>A proposed child.</summary>
/// <param name="Title">Short, starts with a verb where the language has it so.</param>
/// <param name="Instruction">What to do and when it is done, one to three sentences.</param>
/// <param name="DependsOn">Indexes into the same list; no cycles.</param>
/// <param name="IsLeaf">The planner sees no sense in breaking it down further.</param>
public sealed record NodeChild(string Title, string Instruction, IReadOnlyList<int> DependsOn, bool IsLeaf);

/// <summary>No usable answer for a node, repairs and retries included. The message is for a person.</summary>
public sealed class NodePlanningException(string message, Exception? inner = null) : Exception(message, inner);
