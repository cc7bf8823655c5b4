namespace PlanDecomp.Contracts.Jobs;

/// <summary>Which jobs to list, newest first; null means all.</summary>
public record JobListFilter
{
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

    /// <summary>Jobs a page; null leaves it to the server.</summary>
    public int? Limit { get; init; }
}
