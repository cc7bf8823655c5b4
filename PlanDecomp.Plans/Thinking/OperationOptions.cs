using System.ComponentModel.DataAnnotations;

namespace PlanDecomp.Plans.Thinking;

/// <summary>How operations on tasks are carried out, what they get when the request says nothing, and the most it may ask for. Section <c>Operations</c>.</summary>
/// <remarks>Which planner works, how often an answer is repaired and how long a prompt may be is <c>Planning</c>'s to say.</remarks>
public sealed class OperationOptions
{
    public const string Section = "Operations";

    [Range(1, 100_000)]
    public int LlmCallBudget { get; set; } = 100;

    /// <summary>The greatest number of LLM calls a request may name.</summary>
    [Range(1, 100_000)]
    public int LlmCallLimit { get; set; } = 5_000;

    /// <summary>Tasks that a model is asked about in one call, where an operation goes through many.</summary>
    [Range(1, 500)]
    public int TasksPerCall { get; set; } = 20;

    /// <summary>Tasks of a part that has to be looked at as a whole: its dependencies, its quality, a summary of it.</summary>
    [Range(10, 5_000)]
    public int MaxTasksAtOnce { get; set; } = 400;
}
