using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Api.Jobs;

/// <summary>Checks an execution's limits before anything is stored or paid for.</summary>
internal static class ExecuteValidation
{
    public static Validation Check(ExecuteRequest request, ExecuteOptions options)
    {
        var validation = new Validation();
        validation.Range("concurrency", request.Concurrency, 1, options.ConcurrencyLimit);
        if (request.OnFailure is { } onFailure && !OnFailure.All.Contains(onFailure))
        {
            validation.Add("on_failure", $"must be one of {string.Join(", ", OnFailure.All)}.");
        }

        if (request is { OnlyFailed: true, IncludeCompleted: true })
        {
            validation.Add("include_completed", "cannot be asked for together with only_failed.");
        }

        LimitRules.Check(validation, request.LlmCallBudget, options.LlmCallLimit, request.TokenBudget, request.TimeBudgetSeconds, request.Hint);
        return validation;
    }
}
