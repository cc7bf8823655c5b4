namespace PlanDecomp.Llm;

/// <summary>The most that calls may take, by settings and prices: for what is set aside before a call, and for what a person is told before a job.</summary>
public static class LlmBounds
{
    /// <summary>Tokens that an answer is taken to have at most where <see cref="LlmOptions.MaxOutputTokens"/> does not say.</summary>
    public const int OutputTokens = 4_000;

    /// <summary>Tokens that a prompt of each kind of work is taken to have at most: what goes into one is cut to about that.</summary>
    public static int InputTokensOf(LlmRole role) => role switch
    {
        LlmRole.Planning => 8_000,
        LlmRole.Writing => 12_000,
        _ => 16_000,
    };

    /// <summary>Tokens that one answer may have.</summary>
    public static int OutputTokensOf(LlmOptions options) => options.MaxOutputTokens ?? OutputTokens;

    /// <summary>What a number of calls may take at most.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="role">The kind of work.</param>
    /// <param name="calls">How many there may be.</param>
    /// <param name="tokenBudget">Tokens that the work may use; null for any number.</param>
    /// <param name="costBudget">What it may cost; null for anything.</param>
    public static LlmBound Of(LlmOptions options, LlmRole role, long calls, long? tokenBudget, decimal? costBudget)
    {
        var (model, fallback) = (options.ModelFor(role), options.FallbackModel());
        long input = calls * InputTokensOf(role), output = calls * OutputTokensOf(options);
        var tokens = Math.Min(input + output, tokenBudget ?? long.MaxValue);

        // The dearer of the two may do all of it; of a budget of tokens all may be of the dearer kind.
        var most = (decimal?[])[CostOf(model), fallback is null ? 0 : CostOf(fallback)];
        var cost = most.Any(one => one is null) ? null : most.Max();
        return new LlmBound(model, calls, tokens, cost is null ? null : Math.Min(cost.Value, costBudget ?? decimal.MaxValue));

        decimal? CostOf(LlmModel one)
        {
            if (one.Price is not { } price) return null;
            var all = LlmUsage.CostOf(input, output, price)!.Value;
            return tokenBudget is { } budget ? Math.Min(all, budget * Math.Max(price.InputPerMillion, price.OutputPerMillion) / 1_000_000m) : all;
        }
    }
}

/// <summary>The most that some calls may take.</summary>
/// <param name="Model">Whom they go to.</param>
/// <param name="Calls">How many.</param>
/// <param name="Tokens">In and out.</param>
/// <param name="Cost">Null when a model that may be asked has no price.</param>
public sealed record LlmBound(LlmModel Model, long Calls, long Tokens, decimal? Cost);
