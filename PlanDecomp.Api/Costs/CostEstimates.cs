using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Costs;
using PlanDecomp.Llm;

namespace PlanDecomp.Api.Costs;

/// <summary>What a job may use at most, as its request, its target and the defaults say.</summary>
/// <param name="Calls">Calls, repairs included.</param>
/// <param name="Tokens">A budget; null for none.</param>
/// <param name="Cost">A budget; null for none.</param>
internal sealed record JobBudgets(long Calls, long? Tokens, decimal? Cost);

/// <summary>Says what jobs may take of the language model, in the one form that dialogs and chat show.</summary>
internal sealed class CostEstimates(IOptions<LlmOptions> llm, IConfiguration configuration)
{
    private readonly bool _plansOffline = configuration["Planning:Planner"] == "offline";
    private readonly bool _writesOffline = configuration["Execution:Writer"] == "offline";

    /// <summary>Calls for one node, or for one part of an operation, when answers cannot be used; the defaults are the worker's.</summary>
    public int CallsPerNode { get; } = 1 + configuration.GetValue("Planning:MaxRepairs", 2);

    /// <summary>Calls for one task that is worked on, or for the final document, when answers are empty and have to be gone on with.</summary>
    public int CallsPerTask { get; } = 1 + configuration.GetValue("Execution:MaxRepairs", 1) + configuration.GetValue("Execution:MaxContinuations", 2);

    public string Currency => llm.Value.Currency;

    /// <summary>A price is set for some model.</summary>
    public bool IsPriced => llm.Value.ModelsInUse().Any(model => model.Price is not null);

    /// <summary>False: rules do this work, and it is free.</summary>
    public bool UsesModel(LlmRole role) =>
        llm.Value.IsConfiguredFor(role) && !(role == LlmRole.Writing ? _writesOffline : role != LlmRole.Chat && _plansOffline);

    /// <summary>False: a budget of money could not be kept.</summary>
    public bool CanKeepCost(LlmRole role) =>
        !UsesModel(role) || (llm.Value.ModelFor(role).Price is not null && (llm.Value.FallbackModel() is not { } fallback || fallback.Price is not null));

    public CostEstimate Of(LlmRole role, JobBudgets budgets)
    {
        if (!UsesModel(role)) return new CostEstimate { UsesModel = false, Calls = 0, Tokens = 0, Cost = 0, Currency = Currency };
        var bound = LlmBounds.Of(llm.Value, role, budgets.Calls, budgets.Tokens, budgets.Cost);
        return new CostEstimate { UsesModel = true, Model = bound.Model.Name, Calls = bound.Calls, Tokens = bound.Tokens, Cost = bound.Cost, Currency = Currency };
    }
}
