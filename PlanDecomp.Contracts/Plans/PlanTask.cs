namespace PlanDecomp.Contracts.Plans;

/// <summary>Where a task stands. A person may set any by hand; an execution moves it as it goes. See docs/execution.md for the picture.</summary>
public enum PlanTaskStatus
{
    /// <summary>To be done. An execution moves it to <see cref="Running"/>, or to <see cref="Skipped"/> because of others.</summary>
    Pending,

    /// <summary>
    /// An execution works on it. The same execution moves it on, or back to what it was when it is cancelled or its budgets are used up;
    /// after a crash its next attempt takes it up again.
    /// </summary>
    Running,

    /// <summary>
    /// What can be prepared is there as its result; a person has still to do it, and then sets it to <see cref="Completed"/>.
    /// A parent with a prepared task below it is prepared. A new execution leaves it so unless asked for with <c>include_completed</c>.
    /// </summary>
    Prepared,

    /// <summary>Done. A new execution leaves it so unless asked for with <c>include_completed</c>.</summary>
    Completed,

    /// <summary>An execution could not do it; <see cref="PlanTask.Error"/> says why. The next execution tries again.</summary>
    Failed,

    /// <summary>
    /// Left out: by an execution because of others, which <see cref="PlanTask.Error"/> then says and the next execution tries again;
    /// or by a person, without an error: executions leave it alone and nothing waits for it.
    /// </summary>
    Skipped,
}

/// <summary>A task of a plan.</summary>
public record PlanTask
{
    /// <summary>Unique within its plan.</summary>
    public required long TaskId { get; init; }

    public required long PlanId { get; init; }

    /// <summary>Null for a top task.</summary>
    public long? ParentId { get; init; }

    /// <summary>Its place among its siblings, from 0.</summary>
    public int Position { get; init; }

    /// <summary>1 for a top task.</summary>
    public int Depth { get; init; }

    public required string Title { get; init; }
    public string Instruction { get; init; } = "";
    public PlanTaskStatus Status { get; init; }

    /// <summary>Tasks that must be completed before this one.</summary>
    public IReadOnlyList<long> DependsOn { get; init; } = [];

    /// <summary>Hours of work, estimated or set by hand; null when no one has said. A parent's work is that of its children.</summary>
    public double? EffortHours { get; init; }

    /// <summary>Why an execution failed or skipped it, in words for a person; null otherwise.</summary>
    public string? Error { get; init; }

    /// <summary>The newest version of its results; null when it has none.</summary>
    public int? ResultVersion { get; init; }

    /// <summary>True when the end of that result is missing; null otherwise.</summary>
    public bool? ResultIncomplete { get; init; }

    /// <summary>Why that result is out of date; null when it is not, or when it is not known what it was made from.</summary>
    public TaskStaleness? Stale { get; init; }

    /// <summary>The decomposition that made it; null for a task made by hand.</summary>
    public string? CreatedByJob { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>A task with its subtree, children in order.</summary>
public sealed record PlanTaskNode : PlanTask
{
    public PlanTaskNode()
    {
    }

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public PlanTaskNode(PlanTask task, IReadOnlyList<PlanTaskNode> children) : base(task) => Children = children;

    [System.Text.Json.Serialization.JsonPropertyOrder(1)]
    public IReadOnlyList<PlanTaskNode> Children { get; init; } = [];
}

/// <summary>What has changed since a task's newest result was made.</summary>
/// <param name="Instruction">The task's own title or instruction reads otherwise.</param>
/// <param name="Inputs">Tasks it builds on, or that it sums up, whose results are others by now, are out of date themselves, or came or went.</param>
public sealed record TaskStaleness(bool Instruction, IReadOnlyList<long> Inputs);
