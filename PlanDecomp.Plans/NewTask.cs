namespace PlanDecomp.Plans;

/// <summary>A child that a decomposition adds.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Instruction">What to do, in a few sentences.</param>
/// <param name="DependsOn">Indexes of its siblings in the same list that must be completed before it.</param>
public sealed record NewTask(string Title, string Instruction, IReadOnlyList<int> DependsOn);
