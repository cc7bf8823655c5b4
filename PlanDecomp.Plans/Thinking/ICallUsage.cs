namespace PlanDecomp.Plans.Thinking;

/// <summary>Counts what paid calls cost, and stops them at the budgets.</summary>
public interface ICallUsage
{
    /// <summary>Call right before a paid call.</summary>
    /// <exception cref="BudgetExhaustedException">A budget is used up: the call must not be made.</exception>
    void BeforeCall();

    /// <summary>Call after a paid call, whatever came of it.</summary>
    void AfterCall(long inputTokens, long outputTokens, decimal? cost);
}

/// <summary>A budget is used up.</summary>
/// <param name="reason">The stop reason, as results carry it.</param>
public sealed class BudgetExhaustedException(string reason) : Exception($"The budget is used up: {reason}.")
{
    public string Reason => reason;
}
