namespace PlanDecomp.Plans.Thinking;

/// <summary>Counts what paid calls cost, and stops them at the budgets.</summary>
public interface ICallUsage
{
    /// <summary>Call right before a paid call. Waits while others of the job, at their dearest, would use up what is left of its money.</summary>
    /// <param name="most">What the call costs at most; null when that is not known.</param>
    /// <param name="ct">Cancels the wait.</param>
    /// <exception cref="BudgetExhaustedException">A budget is used up: the call must not be made.</exception>
    ValueTask BeforeCallAsync(decimal? most, CancellationToken ct);

    /// <summary>Call after a paid call, whatever came of it.</summary>
    void AfterCall(PaidCall call);
}

/// <summary>What a paid call has used.</summary>
/// <param name="Model">Who was asked.</param>
/// <param name="InputTokens">Read by the model.</param>
/// <param name="OutputTokens">Written by it.</param>
/// <param name="Cost">Null when the model has no price.</param>
public sealed record PaidCall(string Model, long InputTokens, long OutputTokens, decimal? Cost)
{
    /// <summary>Its tokens are guessed from the text.</summary>
    public bool IsEstimated { get; init; }
}

/// <summary>A budget is used up.</summary>
/// <param name="reason">The stop reason, as results carry it.</param>
public sealed class BudgetExhaustedException(string reason) : Exception($"The budget is used up: {reason}.")
{
    public string Reason => reason;
}
