using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Api.Jobs;

/// <summary>Checks a decomposition's limits before anything is stored or paid for.</summary>
internal static class DecomposeValidation
{
    private const int MaxDepth = 20;
    private const int MaxChildren = 50;
    private const int MaxHintLength = 2_000;
    private const double MaxSeconds = 24 * 60 * 60;

    public static Validation Check(DecomposeRequest request, DecomposeOptions options)
    {
        var validation = new Validation();
        validation.Range("expand_depth", request.ExpandDepth, 1, MaxDepth);
        validation.Range("max_depth", request.MaxDepth, 1, MaxDepth);
        validation.Range("node_budget", request.NodeBudget, 1, options.NodeBudgetLimit);
        validation.Range("min_children", request.MinChildren, 1, MaxChildren);
        validation.Range("max_children", request.MaxChildren, 1, MaxChildren);
        validation.Range("llm_call_budget", request.LlmCallBudget, 1, options.LlmCallLimit);
        validation.Range("token_budget", request.TokenBudget, 1);
        if (request.TimeBudgetSeconds is { } seconds && seconds is not (> 0 and <= MaxSeconds))
        {
            validation.Add("time_budget_seconds", $"must be more than 0 and at most {MaxSeconds:0}.");
        }

        if (request.MinChildren > request.MaxChildren) validation.Add("min_children", "must not be more than max_children.");
        validation.OptionalText("hint", request.Hint, MaxHintLength);
        if (request.Commit is not (null or CommitMode.Apply or CommitMode.Review)) validation.Add("commit", "must be 'apply' or 'review'.");
        return validation;
    }
}
