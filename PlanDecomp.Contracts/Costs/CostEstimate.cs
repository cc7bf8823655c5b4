namespace PlanDecomp.Contracts.Costs;

/// <summary>The most that a job may take of the language model, before it is asked for. It uses less as a rule.</summary>
/// <remarks>Retries after failed calls come on top, up to the job's budgets.</remarks>
public sealed record CostEstimate
{
    /// <summary>False: rules do it, and it is free.</summary>
    public required bool UsesModel { get; init; }

    /// <summary>The model that is asked first; null when rules do it.</summary>
    public string? Model { get; init; }

    /// <summary>Calls, repairs of unusable answers included.</summary>
    public required long Calls { get; init; }

    /// <summary>Tokens, in and out.</summary>
    public required long Tokens { get; init; }

    /// <summary>Null when no price is set for a model that may be asked.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Of <see cref="Cost"/>.</summary>
    public required string Currency { get; init; }
}
