using System.Globalization;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Web.Client.Api;

/// <summary>The Api's routes of a plan's drafts. All throw <see cref="ApiException"/>.</summary>
public sealed class ProposalsClient(ApiClient api)
{
    public Task<ProposalList> ListAsync(long planId, CancellationToken ct) => api.GetAsync(PathOf(planId), ContractsJson.Default.ProposalList, ct);

    public Task<ProposalDetail> FindAsync(long planId, long proposalId, CancellationToken ct) =>
        api.GetAsync(PathOf(planId, proposalId), ContractsJson.Default.ProposalDetail, ct);

    public Task<ProposalDetail> EditAsync(long planId, long proposalId, EditProposalNode node, CancellationToken ct) => api.PatchAsync(
        PathOf(planId, proposalId), new EditProposalRequest { Nodes = [node] },
        ContractsJson.Default.EditProposalRequest, ContractsJson.Default.ProposalDetail, ct);

    /// <param name="planId">The plan.</param>
    /// <param name="proposalId">The proposal.</param>
    /// <param name="nodes">Only these, and the new tasks they go below; null for all.</param>
    /// <param name="ct">Cancels the call.</param>
    public Task<AcceptedProposal> AcceptAsync(long planId, long proposalId, IReadOnlyList<long>? nodes, CancellationToken ct) => api.PostAsync(
        $"{PathOf(planId, proposalId)}/accept", new AcceptProposalRequest { Nodes = nodes },
        ContractsJson.Default.AcceptProposalRequest, ContractsJson.Default.AcceptedProposal, ct);

    public Task<ProposalDetail> RejectAsync(long planId, long proposalId, CancellationToken ct) =>
        api.PostAsync($"{PathOf(planId, proposalId)}/reject", ContractsJson.Default.ProposalDetail, ct);

    public Task<RebasedProposal> RebaseAsync(long planId, long proposalId, CancellationToken ct) =>
        api.PostAsync($"{PathOf(planId, proposalId)}/rebase", ContractsJson.Default.RebasedProposal, ct);

    private static string PathOf(long planId) => string.Create(CultureInfo.InvariantCulture, $"plans/{planId}/drafts");

    private static string PathOf(long planId, long proposalId) => string.Create(CultureInfo.InvariantCulture, $"plans/{planId}/drafts/{proposalId}");
}
