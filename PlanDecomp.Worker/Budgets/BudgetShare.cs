using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Worker.Budgets;

/// <summary>What a run may use, over all attempts.</summary>
internal sealed record BudgetLimits
{
    /// <summary>Tasks it may create; a run that creates none leaves this and the two below it.</summary>
    public int Created { get; init; } = int.MaxValue;

    /// <summary>Fewer children are not worth a start.</summary>
    public int MinChildren { get; init; }

    /// <summary>Set aside for each start.</summary>
    public int MaxChildren { get; init; }

    public required int Calls { get; init; }
    public long? Tokens { get; init; }

    /// <summary>Money, in the currency of the prices.</summary>
    public decimal? Cost { get; init; }

    /// <summary>What the account may spend in a day, for the words when it is used up.</summary>
    public decimal? Day { get; init; }

    public double? Seconds { get; init; }
}

/// <summary>One task's share of a run's budgets.</summary>
internal sealed class BudgetShare(RunBudget budget, int maxChildren, int maxCalls, long settledTokensAtStart, decimal settledCostAtStart)
{
    public int MaxChildren => maxChildren;
    public int MaxCalls => maxCalls;
    public long SettledTokensAtStart => settledTokensAtStart;
    public decimal SettledCostAtStart => settledCostAtStart;
    public int Calls { get; set; }
    public long Tokens { get; set; }
    public decimal Cost { get; set; }

    /// <summary>Who was asked last; null before the first call.</summary>
    public string? LastModel { get; set; }

    /// <summary>Set aside for the call under way.</summary>
    public decimal Reserved { get; set; }

    /// <inheritdoc cref="RunBudget.TakeCallAsync"/>
    public ValueTask<string?> TakeCallAsync(decimal most, CancellationToken ct) => budget.TakeCallAsync(this, most, ct);

    /// <inheritdoc cref="RunBudget.Count"/>
    public (decimal Cost, decimal Limit)? Count(PaidCall call) => budget.Count(this, call);
}
