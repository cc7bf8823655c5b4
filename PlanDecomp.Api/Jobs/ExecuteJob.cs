using System.Text.Json;
using Microsoft.Extensions.Options;
using PlanDecomp.Api.Costs;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Llm;

namespace PlanDecomp.Api.Jobs;

/// <summary>An execution, as it is asked for.</summary>
internal sealed class ExecuteJob(IOptions<ExecuteOptions> options, CostEstimates costs) : IPlanJob<ExecuteRequest>
{
    public JobTypeDescriptor Type => JobTypes.PlanExecute;

    public LlmRole Role => LlmRole.Writing;

    public JobBudgets BudgetsOf(ExecuteRequest request, int tasks, bool ofTask)
    {
        var limits = options.Value.Settle(request);
        return new JobBudgets(Math.Min(limits.LlmCallBudget, (tasks + (limits.FinalDocument ? 1L : 0)) * costs.CallsPerTask), limits.TokenBudget, limits.CostBudget);
    }

    public Validation Check(ExecuteRequest request, bool ofTask)
    {
        var validation = new Validation();
        validation.Range("concurrency", request.Concurrency, 1, options.Value.ConcurrencyLimit);
        OneOf(validation, "on_failure", request.OnFailure, OnFailure.All);
        OneOf(validation, "on_prepared", request.OnPrepared, OnPrepared.All);
        OneOf(validation, "outside_dependencies", request.OutsideDependencies, OutsideDependencies.All);
        if (request is { OnlyFailed: true, IncludeCompleted: true })
        {
            validation.Add("include_completed", "cannot be asked for together with only_failed.");
        }

        if (request.OnlyStale == true && (request.OnlyFailed == true || request.IncludeCompleted == true))
        {
            validation.Add("only_stale", "cannot be asked for together with only_failed or include_completed.");
        }

        LimitRules.Check(validation, request.LlmCallBudget, options.Value.LlmCallLimit, request.TokenBudget, request.CostBudget, request.TimeBudgetSeconds, request.Hint);
        return validation;
    }

    public SettledJob Settle(ExecuteRequest request, bool ofTask) => new(
        ofTask ? JobMode.Subtree : JobMode.Plan, "execute",
        JsonSerializer.SerializeToElement(options.Value.Settle(request), ContractsJson.Readable.ExecuteParams));

    private static void OneOf(Validation validation, string field, string? value, IReadOnlyList<string> known)
    {
        if (value is not null && !known.Contains(value)) validation.Add(field, $"must be one of {string.Join(", ", known)}.");
    }
}
