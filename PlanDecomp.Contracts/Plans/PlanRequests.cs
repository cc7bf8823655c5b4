using System.Text.Json.Serialization;

namespace PlanDecomp.Contracts.Plans;

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CreatePlanRequest
{
    public string? Title { get; init; }
    public string? Description { get; init; }
}

/// <summary>Fields left out stay as they are.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record UpdatePlanRequest
{
    public string? Title { get; init; }
    public string? Description { get; init; }

    /// <summary>What to mind and what to leave out, in every job on the plan; an empty text takes them away.</summary>
    public string? Wishes { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CreateTaskRequest
{
    public string? Title { get; init; }
    public string? Instruction { get; init; }

    /// <summary>Null adds a top task.</summary>
    public long? ParentId { get; init; }

    /// <summary>Place among the siblings, from 0; null appends.</summary>
    public int? Position { get; init; }

    public IReadOnlyList<long>? DependsOn { get; init; }
}

/// <summary>Fields left out stay as they are.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record UpdateTaskRequest
{
    public string? Title { get; init; }
    public string? Instruction { get; init; }
    public PlanTaskStatus? Status { get; init; }

    /// <summary>Replaces the whole set; a cycle is refused.</summary>
    public IReadOnlyList<long>? DependsOn { get; init; }

    /// <summary>Hours of work, kept to two decimals.</summary>
    public double? EffortHours { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MoveTaskRequest
{
    /// <summary>Null moves to the top. Left out it would do so by mistake, so it must be there.</summary>
    [JsonRequired]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long? ParentId { get; init; }

    /// <summary>Place among the new siblings, from 0; null appends.</summary>
    public int? Position { get; init; }
}
