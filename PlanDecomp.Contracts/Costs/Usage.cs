namespace PlanDecomp.Contracts.Costs;

/// <summary>What was used of the language model.</summary>
public sealed record UsageTotals
{
    /// <summary>Requests that were sent, refused ones and retries too.</summary>
    public required long Calls { get; init; }

    /// <summary>Read by it.</summary>
    public required long InputTokens { get; init; }

    /// <summary>Written by it.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>Of both, those that are guessed from the text.</summary>
    public required long EstimatedTokens { get; init; }

    /// <summary>In the currency of the prices. Calls of models without a price are not in it.</summary>
    public required decimal Cost { get; init; }
}

/// <summary>What all jobs of a plan have used, those that run included. A job that goes on from another counts what it has added.</summary>
/// <param name="Jobs">How many there are.</param>
/// <param name="Total">What they have used.</param>
/// <param name="Currency">Of the cost.</param>
/// <param name="IsPriced">A price is set: without, a cost of 0 tells nothing.</param>
public sealed record PlanUsage(int Jobs, UsageTotals Total, string Currency, bool IsPriced);

/// <summary>What an account's jobs and replies have used.</summary>
public sealed record AccountUsage
{
    /// <summary>Of the day (UTC).</summary>
    public required UsageTotals Today { get; init; }

    /// <summary>Of all days.</summary>
    public required UsageTotals AllTime { get; init; }

    public required DateTimeOffset DayEndsAt { get; init; }

    /// <summary>Tokens that it may use in a day; null for any number.</summary>
    public long? TokensADay { get; init; }

    /// <summary>What it may spend in a day; null for anything.</summary>
    public decimal? CostADay { get; init; }

    /// <summary>Of the costs.</summary>
    public required string Currency { get; init; }

    /// <summary>A price is set: without, a cost of 0 tells nothing.</summary>
    public required bool IsPriced { get; init; }
}
