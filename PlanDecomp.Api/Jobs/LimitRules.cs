using PlanDecomp.Api.Problems;

namespace PlanDecomp.Api.Jobs;

/// <summary>The rules of the limits that all jobs with a language model share.</summary>
internal static class LimitRules
{
    private const int MaxHintLength = 2_000;
    private const decimal MaxCost = 1_000_000;
    private const double MaxSeconds = 24 * 60 * 60;

    public static void Check(Validation validation, int? llmCallBudget, int llmCallLimit, long? tokenBudget, decimal? costBudget, double? timeBudgetSeconds, string? hint)
    {
        validation.Range("llm_call_budget", llmCallBudget, 1, llmCallLimit);
        validation.Range("token_budget", tokenBudget, 1);
        if (costBudget is not null and not (> 0 and <= MaxCost)) validation.Add("cost_budget", $"must be more than 0 and at most {MaxCost}.");
        if (timeBudgetSeconds is { } seconds && seconds is not (> 0 and <= MaxSeconds))
        {
            validation.Add("time_budget_seconds", $"must be more than 0 and at most {MaxSeconds:0}.");
        }

        validation.OptionalText("hint", hint, MaxHintLength);
    }
}
