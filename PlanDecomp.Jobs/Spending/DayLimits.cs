using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace PlanDecomp.Jobs.Spending;

/// <summary>How much of the language model one account may use in a day (UTC), over all instances. Section <c>Limits</c>.</summary>
public sealed class DayLimits
{
    public const string Section = "Limits";

    /// <summary>False leaves it to who stands in front.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Tokens, read and written, that an account's jobs and replies may use. What has begun is not broken off.</summary>
    [Range(1, long.MaxValue)]
    public long TokensPerAccount { get; set; } = 20_000_000;

    /// <summary>What they may cost, in the currency of the prices; jobs that have begun stop there, too. Null: anything.</summary>
    [Range(typeof(decimal), "0.000001", "1000000000", ParseLimitsInInvariantCulture = true)]
    public decimal? CostPerAccount { get; set; }
}

/// <summary>Whether an account may ask the language model for more today.</summary>
public sealed class DayBudget(SpendingStore spending, IOptions<DayLimits> limits)
{
    /// <summary>When the day ends.</summary>
    public DateTimeOffset EndsAt => spending.DayEndsAt;

    /// <summary>True when the tokens or the money of today are used up.</summary>
    public async Task<bool> IsUsedUpAsync(string owner, CancellationToken ct)
    {
        if (!limits.Value.Enabled) return false;
        var today = await spending.TodayAsync(owner, ct);
        return today.Tokens >= limits.Value.TokensPerAccount || today.Cost >= limits.Value.CostPerAccount;
    }
}
