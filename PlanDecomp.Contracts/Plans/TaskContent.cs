namespace PlanDecomp.Contracts.Plans;

/// <summary>What a task says and where it stands, without its state and its results.</summary>
public sealed record TaskContent
{
    /// <summary>Null for a top task.</summary>
    public long? ParentId { get; init; }

    /// <summary>Its place among its siblings, from 0.</summary>
    public int Position { get; init; }

    public required string Title { get; init; }
    public string Instruction { get; init; } = "";
    public IReadOnlyList<long> DependsOn { get; init; } = [];
    public double? EffortHours { get; init; }
}
