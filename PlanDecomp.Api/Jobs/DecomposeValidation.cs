using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Api.Jobs;

/// <summary>Checks a decomposition's limits before anything is stored or paid for.</summary>
internal static class DecomposeValidation
{
    private const int MaxDepth = 20;
    private const int MaxChildren = 50;

    public static Validation Check(DecomposeRequest request, DecomposeOptions options)
    {
        var validation = new Validation();
        validation.Range("expand_depth", request.ExpandDepth, 1, MaxDepth);
        validation.Range("max_depth", request.MaxDepth, 1, MaxDepth);
        validation.Range("node_budget", request.NodeBudget, 1, options.NodeBudgetLimit);
        validation.Range("min_children", request.MinChildren, 1, MaxChildren);
        validation.Range("max_children", request.MaxChildren, 1, MaxChildren);
        if (request.MinChildren > request.MaxChildren) validation.Add("min_children", "must not be more than max_children.");
        LimitRules.Check(validation, request.LlmCallBudget, options.LlmCallLimit, request.TokenBudget, request.TimeBudgetSeconds, request.Hint);
        if (request.Commit is not (null or CommitMode.Apply or CommitMode.Review)) validation.Add("commit", "must be 'apply' or 'review'.");
        return validation;
    }
}
