using System.Globalization;
using System.Text.Json;
using PlanDecomp.Contracts.Costs;
using PlanDecomp.Contracts.Json;

namespace PlanDecomp.Web.Client.Api;

/// <summary>The Api's routes of what is and what may be used of the language model. All throw <see cref="ApiException"/>.</summary>
public sealed class CostsClient(ApiClient api)
{
    /// <summary>What a request for a job may take at most; nothing is started.</summary>
    /// <param name="path">Where the job would be asked for, such as <c>plans/5/decompose</c>.</param>
    /// <param name="request">The body it would be asked for with.</param>
    /// <param name="ct">Cancels.</param>
    public Task<CostEstimate> EstimateAsync(string path, JsonElement request, CancellationToken ct) =>
        api.PostAsync($"{path}/estimate", request, ContractsJson.Default.JsonElement, ContractsJson.Default.CostEstimate, ct);

    public Task<PlanUsage> OfPlanAsync(long planId, CancellationToken ct) =>
        api.GetAsync(string.Create(CultureInfo.InvariantCulture, $"plans/{planId}/usage"), ContractsJson.Default.PlanUsage, ct);

    public Task<AccountUsage> OfAccountAsync(CancellationToken ct) => api.GetAsync("usage", ContractsJson.Default.AccountUsage, ct);
}
