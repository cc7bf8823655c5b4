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
        return new JobBudgets(Math.Min(limits.LlmCallBudget, (long)tasks * costs.CallsPerTask), limits.TokenBudget, limits.CostBudget);
    }

    public Validation Check(ExecuteRequest request, bool ofTask)
    {
        var validation = new Validation();
        validation.Range("concurrency", request.Concurrency, 1, options.Value.ConcurrencyLimit);
        if (request.OnFailure is { } onFailure && !OnFailure.All.Contains(onFailure))
        {
            validation.Add("on_failure", $"must be one of {string.Join(", ", OnFailure.All)}.");
        }

        if (request is { OnlyFailed: true, IncludeCompleted: true })
        {
            validation.Add("include_completed", "cannot be asked for together with only_failed.");
        }

        LimitRules.Check(validation, request.LlmCallBudget, options.Value.LlmCallLimit, request.TokenBudget, request.CostBudget, request.TimeBudgetSeconds, request.Hint);
        return validation;
    }

    public SettledJob Settle(ExecuteRequest request, bool ofTask) => new(
        ofTask ? JobMode.Subtree : JobMode.Plan, "execute",
        JsonSerializer.SerializeToElement(options.Value.Settle(request), ContractsJson.Readable.ExecuteParams));
}
