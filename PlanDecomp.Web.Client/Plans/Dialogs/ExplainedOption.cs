namespace PlanDecomp.Web.Client.Plans.Dialogs;

/// <summary>One way of several, as an <see cref="ExplainedChoice{T}"/> offers it.</summary>
/// <param name="Value">What it stands for.</param>
/// <param name="Name">In a few words.</param>
/// <param name="Explanation">What it means, in a sentence.</param>
public sealed record ExplainedOption<T>(T Value, Text Name, Text Explanation);
