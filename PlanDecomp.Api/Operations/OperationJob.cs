using System.Text.Json;
using Microsoft.Extensions.Options;
using PlanDecomp.Api.Costs;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Llm;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Api.Operations;

/// <summary>An operation on tasks, as it is asked for.</summary>
internal sealed class OperationJob(IOptions<OperationOptions> options, IOptions<DecomposeOptions> decompose, CostEstimates costs) : IPlanJob<OperationRequest>
{
    public JobTypeDescriptor Type => JobTypes.TaskOperation;

    public LlmRole Role => LlmRole.Operations;

    public JobBudgets BudgetsOf(OperationRequest request, int tasks, bool ofTask)
    {
        // Without a scope a task's operation is about it alone, or looks at what is below it in one go.
        var parts = Math.Max(1, (tasks + options.Value.TasksPerCall - 1) / options.Value.TasksPerCall);
        return new JobBudgets(Math.Min(request.LlmCallBudget ?? options.Value.LlmCallBudget, (long)parts * costs.CallsPerNode), request.TokenBudget, request.CostBudget);
    }

    public Validation Check(OperationRequest request, bool ofTask) => OperationValidation.Check(request, ofTask, options.Value);

    public bool NeedsTree(OperationRequest request) => request.Locked is { Count: > 0 } || request.TaskIds is { Count: > 0 };

    public Validation Check(OperationRequest request, PlanTree tree, long? taskId) => OperationValidation.Check(request, tree, taskId);

    public SettledJob Settle(OperationRequest request, bool ofTask)
    {
        var settled = Fill(request, decompose.Value);
        return new(settled.Operation, settled.Operation.Replace('_', ' '), JsonSerializer.SerializeToElement(settled, ContractsJson.Readable.OperationParams));
    }

    /// <summary>Fills in what the request leaves out.</summary>
    /// <param name="request">A valid one.</param>
    /// <param name="children">How many children a task gets.</param>
    private OperationParams Fill(OperationRequest request, DecomposeOptions children)
    {
        var operation = TaskOperations.Find(request.Operation) ?? throw new ArgumentException("The request is not valid.", nameof(request));
        return new OperationParams
        {
            Operation = operation.Name,
            Commit = request.Commit ?? operation.DefaultCommit,
            Hint = string.IsNullOrWhiteSpace(request.Hint) ? null : request.Hint.Trim(),
            Locked = [.. request.Locked?.Distinct().Order() ?? Enumerable.Empty<long>()],
            TaskIds = [.. request.TaskIds?.Distinct().Order() ?? Enumerable.Empty<long>()],
            Parts = request.Parts,
            Scope = request.Scope,
            Language = request.Language?.Trim(),
            MinChildren = request.MinChildren ?? Math.Min(children.MinChildren, request.MaxChildren ?? children.MaxChildren),
            MaxChildren = request.MaxChildren ?? Math.Max(children.MaxChildren, request.MinChildren ?? children.MinChildren),
            LlmCallBudget = request.LlmCallBudget ?? options.Value.LlmCallBudget,
            TokenBudget = request.TokenBudget,
            CostBudget = request.CostBudget,
            TimeBudgetSeconds = request.TimeBudgetSeconds,
        };
    }
}
