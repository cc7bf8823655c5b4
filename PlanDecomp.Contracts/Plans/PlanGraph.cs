namespace PlanDecomp.Contracts.Plans;

/// <summary>A plan as a network: what waits for what, when each task can begin and must end, and what decides the duration.</summary>
/// <remarks>
/// Hours of work from the plan's start, as if every task had its own worker: only dependencies make anything wait.
/// A parent lasts from its first child's start to its last child's end.
/// </remarks>
public sealed record PlanGraph
{
    public required long PlanId { get; init; }

    /// <summary>All tasks, in the order in which they can be begun.</summary>
    public IReadOnlyList<PlanGraphNode> Nodes { get; init; } = [];

    public IReadOnlyList<PlanGraphEdge> Edges { get; init; } = [];

    /// <summary>Tasks without children in an order in which one person could do them.</summary>
    public IReadOnlyList<long> Order { get; init; } = [];

    /// <summary>Tasks without children that decide the duration, in order: a delay of one delays the whole.</summary>
    public IReadOnlyList<long> CriticalPath { get; init; } = [];

    /// <summary>From the first start to the last end.</summary>
    public double DurationHours { get; init; }

    /// <summary>The work of all tasks without children.</summary>
    public double TotalHours { get; init; }

    /// <summary>Tasks without children that no one has estimated; each counts as <see cref="AssumedHours"/>.</summary>
    public int Unestimated { get; init; }

    /// <summary>The mean of the estimated ones, or 1 when there are none.</summary>
    public double AssumedHours { get; init; }
}

/// <summary>One task of the network. Times are hours from the plan's start.</summary>
public sealed record PlanGraphNode
{
    public required long TaskId { get; init; }
    public long? ParentId { get; init; }
    public required string Title { get; init; }
    public required PlanTaskStatus Status { get; init; }

    /// <summary>1 for a top task.</summary>
    public int Depth { get; init; }

    public bool IsLeaf { get; init; }

    /// <summary>Its hours, estimated or assumed; a parent's from start to end.</summary>
    public double Hours { get; init; }

    /// <summary>False for a task without children whose hours are assumed; a parent's when one below it is.</summary>
    public bool IsEstimated { get; init; }

    public double EarliestStart { get; init; }
    public double EarliestEnd { get; init; }

    /// <summary>Later, and the whole ends later.</summary>
    public double LatestStart { get; init; }

    public double LatestEnd { get; init; }

    /// <summary>How long it can be delayed without delaying the whole.</summary>
    public double Slack { get; init; }

    public bool IsCritical { get; init; }
}

/// <summary>A dependency.</summary>
/// <param name="From">Must be completed before.</param>
/// <param name="To">Waits for it.</param>
/// <param name="IsCritical">Both are critical and the one follows the other without a pause.</param>
/// <param name="IsContradictory">It closes a circle, so it is left out of all figures: it should be removed.</param>
public sealed record PlanGraphEdge(long From, long To, bool IsCritical, bool IsContradictory);
