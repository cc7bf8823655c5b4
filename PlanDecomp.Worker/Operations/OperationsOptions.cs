using System.ComponentModel.DataAnnotations;

namespace PlanDecomp.Worker.Operations;

/// <summary>How operations on tasks are carried out. Section <c>Operations</c>.</summary>
/// <remarks>Which planner works, how often an answer is repaired and how long a prompt may be is <c>Planning</c>'s to say.</remarks>
public sealed class OperationsOptions
{
    public const string Section = "Operations";

    /// <summary>Tasks that a model is asked about in one call, where an operation goes through many.</summary>
    [Range(1, 500)]
    public int TasksPerCall { get; set; } = 20;

    /// <summary>Tasks of a part that has to be looked at as a whole: its dependencies, its quality, a summary of it.</summary>
    [Range(10, 5_000)]
    public int MaxTasksAtOnce { get; set; } = 400;
}
