using System.Text.Json.Serialization;

namespace PlanDecomp.Contracts.AcrossPlans;

/// <summary>Asks for a copy of a plan.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DuplicatePlanRequest
{
    /// <summary>The copy's title; left out, the plan's own with "(copy)" behind it.</summary>
    public string? Title { get; init; }
}

/// <summary>A duplication as stored in <c>params</c>.</summary>
public sealed record DuplicateParams
{
    public long PlanId { get; set; }
    public string? Title { get; set; }
}

/// <summary>The copy that was made.</summary>
public sealed record DuplicateResult
{
    public required long PlanId { get; init; }
    public required long SourcePlanId { get; init; }
    public required string Title { get; init; }
    public int TaskCount { get; init; }
}
