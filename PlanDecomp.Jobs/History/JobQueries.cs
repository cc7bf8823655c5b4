using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Jobs.History;

/// <summary>Which of someone's jobs to list.</summary>
public sealed record JobFilter : JobListFilter
{
    /// <summary>Jobs a page when no limit is named.</summary>
    public const int DefaultLimit = 50;

    public required string Owner { get; init; }
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
