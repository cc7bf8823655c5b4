using System.Globalization;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Web.Client.Api;

/// <summary>The Api's routes of a plan's change sets and of its graph. All throw <see cref="ApiException"/>.</summary>
public sealed class ChangesClient(ApiClient api)
{
    public Task<ChangeSetPage> ListAsync(long planId, string? cursor, int? limit, CancellationToken ct) =>
        api.GetAsync($"{PathOf(planId)}/changes{Query.Of(("cursor", cursor), ("limit", limit))}", ContractsJson.Default.ChangeSetPage, ct);

    /// <summary>A change set with what it did to each task.</summary>
    public Task<ChangeSetDetail> FindAsync(long planId, long changeSetId, CancellationToken ct) =>
        api.GetAsync(string.Create(CultureInfo.InvariantCulture, $"{PathOf(planId)}/changes/{changeSetId}"), ContractsJson.Default.ChangeSetDetail, ct);

    /// <summary>Takes a change set back. Refused (409) when it is not the newest any more, or while a job is at work.</summary>
    public Task<ChangeSet> UndoAsync(long planId, long changeSetId, CancellationToken ct) => TakeBackAsync(planId, "undo", changeSetId, ct);

    /// <summary>Takes an undo back. Refused (409) when something else has changed since, or while a job is at work.</summary>
    public Task<ChangeSet> RedoAsync(long planId, long changeSetId, CancellationToken ct) => TakeBackAsync(planId, "redo", changeSetId, ct);

    public Task<PlanGraph> ReadGraphAsync(long planId, CancellationToken ct) =>
        api.GetAsync($"{PathOf(planId)}/graph", ContractsJson.Default.PlanGraph, ct);

    private Task<ChangeSet> TakeBackAsync(long planId, string route, long changeSetId, CancellationToken ct) => api.PostAsync(
        $"{PathOf(planId)}/{route}", new UndoRequest { ChangeSetId = changeSetId }, ContractsJson.Default.UndoRequest, ContractsJson.Default.ChangeSet, ct);

    private static string PathOf(long planId) => string.Create(CultureInfo.InvariantCulture, $"plans/{planId}");
}
