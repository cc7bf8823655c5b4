using System.ComponentModel.DataAnnotations;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Api.Jobs;

/// <summary>What an execution gets when the request says nothing, and the most it may ask for. Section <c>Execute</c>.</summary>
public sealed class ExecuteOptions
{
    public const string Section = "Execute";

    /// <summary>Tasks of a job that are worked on at the same time.</summary>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 4;

    /// <summary>The greatest concurrency a request may name.</summary>
    [Range(1, 64)]
    public int ConcurrencyLimit { get; set; } = 16;

    [AllowedValues(Contracts.Jobs.OnFailure.Stop, Contracts.Jobs.OnFailure.SkipDependents, Contracts.Jobs.OnFailure.Continue,
        ErrorMessage = "Execute:OnFailure is 'stop', 'skip_dependents' or 'continue'.")]
    public string OnFailure { get; set; } = Contracts.Jobs.OnFailure.SkipDependents;

    [AllowedValues(Contracts.Jobs.OnPrepared.Continue, Contracts.Jobs.OnPrepared.Wait, ErrorMessage = "Execute:OnPrepared is 'continue' or 'wait'.")]
    public string OnPrepared { get; set; } = Contracts.Jobs.OnPrepared.Continue;

    /// <summary>A final document is assembled at the end.</summary>
    public bool FinalDocument { get; set; } = true;

    [Range(1, 100_000)]
    public int LlmCallBudget { get; set; } = 500;

    /// <summary>The greatest number of LLM calls a request may name.</summary>
    [Range(1, 100_000)]
    public int LlmCallLimit { get; set; } = 5_000;

    /// <summary>Fills in what the request leaves out.</summary>
    public ExecuteParams Settle(ExecuteRequest request) => new()
    {
        OnlyFailed = request.OnlyFailed ?? false,
        IncludeCompleted = request.IncludeCompleted ?? false,
        OnlyStale = request.OnlyStale ?? false,
        Concurrency = request.Concurrency ?? Concurrency,
        OnFailure = request.OnFailure ?? OnFailure,
        OnPrepared = request.OnPrepared ?? OnPrepared,
        OutsideDependencies = request.OutsideDependencies ?? OutsideDependencies.Require,
        FinalDocument = request.FinalDocument ?? FinalDocument,
        LlmCallBudget = request.LlmCallBudget ?? LlmCallBudget,
        TokenBudget = request.TokenBudget,
        CostBudget = request.CostBudget,
        TimeBudgetSeconds = request.TimeBudgetSeconds,
        Hint = string.IsNullOrWhiteSpace(request.Hint) ? null : request.Hint.Trim(),
    };
}
