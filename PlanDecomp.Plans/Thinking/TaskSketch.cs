using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans.Thinking;

/// <summary>A task as a planner or writer of another one is told of it.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Instruction">What it is about; may be empty.</param>
public sealed record TaskSketch(string Title, string Instruction)
{
    /// <summary>Titles of the tasks that must be completed before it.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>Hours of work; null when no one has said.</summary>
    public double? EffortHours { get; init; }

    public static TaskSketch Of(PlanTaskNode task, PlanOutline outline) => new(task.Title, task.Instruction)
    {
        DependsOn = [.. task.DependsOn.Select(outline.Find).OfType<PlanTaskNode>().Select(other => other.Title)],
        EffortHours = task.EffortHours,
    };
}
