namespace PlanDecomp.Plans.Thinking;

/// <summary>A part of a task that is split.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Instruction">What to do.</param>
/// <param name="DependsOn">Indexes of the parts that come before it.</param>
/// <param name="Children">The task's children that go with it.</param>
public sealed record TaskPart(string Title, string Instruction, IReadOnlyList<int> DependsOn, IReadOnlyList<long> Children)
{
    /// <summary>Parts of one task, at most. More would be a breakdown, which belongs a level deeper.</summary>
    public const int Most = 12;
}

/// <summary>What a task says.</summary>
public sealed record TaskWords(string Title, string Instruction);
