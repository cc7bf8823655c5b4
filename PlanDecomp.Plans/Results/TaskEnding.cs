using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans.Results;

/// <summary>Where a task stands, or stood.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Error">What goes with it.</param>
public sealed record TaskState(PlanTaskStatus Status, string? Error)
{
    public static TaskState Of(PlanTask task) => new(task.Status, task.Error);
}

/// <summary>How an execution brings a task to its end.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="To">Where to. A parent that is to be prepared is completed when nothing below it is prepared (any more), and the other way round.</param>
/// <param name="Before">How it stood before the execution took it; null when it has not been taken.</param>
public sealed record TaskEnding(long TaskId, TaskState To, TaskState? Before)
{
    /// <summary>What came of the work; its version is found when it is stored.</summary>
    public TaskResult? Result { get; init; }

    /// <summary>What the result was made from.</summary>
    public ResultSource? MadeFrom { get; init; }
}
