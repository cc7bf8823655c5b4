using MudBlazor;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Web.Client.Api;
using PlanDecomp.Web.Client.Language;
using PlanDecomp.Web.Client.Plans.Dialogs;
using PlanDecomp.Web.Client.Plans.Tree;

namespace PlanDecomp.Web.Client.Plans.Proposals;

/// <summary>Opens the dialogs of drafts, and gives what they close with; null when they are cancelled.</summary>
public sealed class ProposalDialogs(PlanDialogs dialogs, ProposalsClient proposals, Localizer l)
{
    /// <param name="tree">The plan as the draft would leave it.</param>
    /// <param name="proposalId">The draft.</param>
    /// <param name="node">What of it to edit.</param>
    /// <returns>The draft as it is then.</returns>
    public Task<ProposalDetail?> EditAsync(TaskTree tree, long proposalId, ProposalNode node) => dialogs.ShowAsync<EditProposedDialog, ProposalDetail>(new DialogParameters<EditProposedDialog>
    {
        { dialog => dialog.Tree, tree },
        { dialog => dialog.ProposalId, proposalId },
        { dialog => dialog.Node, node },
    });

    /// <returns>True when it is settled.</returns>
    public Task<bool> RejectAsync(Proposal proposal) => dialogs.ConfirmAsync(
        l[ProposalText.RejectQuestion], l[ProposalText.RejectConsequence], l[ProposalText.Reject],
        () => proposals.RejectAsync(proposal.PlanId, proposal.ProposalId, CancellationToken.None));
}
