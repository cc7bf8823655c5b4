using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Jobs.History;

/// <summary>Which jobs to list. Newest first.</summary>
public sealed record JobFilter
{
    public required string Owner { get; init; }
    public long? PlanId { get; init; }

    /// <summary>Only jobs bound to no plan.</summary>
    public bool WithoutPlan { get; init; }

    public string? JobType { get; init; }
    public JobStatus? Status { get; init; }
    public string? ParentJobId { get; init; }
    public DateTimeOffset? CreatedAfter { get; init; }
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>From the page before; null for the first.</summary>
    public string? Cursor { get; init; }

    public int Limit { get; init; } = 50;
}

/// <summary>Which lines of a log to read.</summary>
public sealed record JobLogQuery
{
    /// <summary>Lines with greater numbers, oldest first. With neither this nor <see cref="Before"/>: the newest lines.</summary>
    public long? After { get; init; }

    /// <summary>Lines with smaller numbers: the nearest ones.</summary>
    public long? Before { get; init; }

    public int Limit { get; init; } = 200;

    /// <summary>Lines of this level or graver.</summary>
    public JobLogLevel? MinLevel { get; init; }

    /// <summary>Lines whose message contains this, upper and lower case alike.</summary>
    public string? Search { get; init; }
}
