using System.Text.Json;

namespace PlanDecomp.Jobs.Handlers;

/// <summary>A job that another one starts.</summary>
public sealed record ChildJob
{
    /// <summary>Names the child among its parent's: the next attempt of the parent finds it by this, and starts no second one.</summary>
    public required string Key { get; init; }

    public required string JobType { get; init; }
    public required string Mode { get; init; }

    /// <summary>Null for a child bound to no plan.</summary>
    public long? PlanId { get; init; }

    public long? TargetTaskId { get; init; }
    public JsonElement? Params { get; init; }

    /// <summary>What it does, for the first line of its log and for the parent's.</summary>
    public required string What { get; init; }
}
