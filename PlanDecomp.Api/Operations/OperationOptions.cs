using System.ComponentModel.DataAnnotations;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Contracts.Operations;

namespace PlanDecomp.Api.Operations;

/// <summary>What an operation on tasks gets when the request says nothing, and the most it may ask for. Section <c>Operations</c>.</summary>
public sealed class OperationOptions
{
    public const string Section = "Operations";

    [Range(1, 100_000)]
    public int LlmCallBudget { get; set; } = 100;

    /// <summary>The greatest number of LLM calls a request may name.</summary>
    [Range(1, 100_000)]
    public int LlmCallLimit { get; set; } = 5_000;

    /// <summary>Fills in what the request leaves out.</summary>
    /// <param name="request">A valid one.</param>
    /// <param name="children">How many children a task gets.</param>
    public OperationParams Settle(OperationRequest request, DecomposeOptions children)
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
            LlmCallBudget = request.LlmCallBudget ?? LlmCallBudget,
            TokenBudget = request.TokenBudget,
            TimeBudgetSeconds = request.TimeBudgetSeconds,
        };
    }
}
