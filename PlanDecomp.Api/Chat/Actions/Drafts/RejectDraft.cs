using System.ComponentModel;
using Microsoft.Extensions.AI;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Plans.Proposals;

namespace PlanDecomp.Api.Chat.Actions.Drafts;

/// <summary>Rejects a draft; the plan stays as it is.</summary>
internal sealed class RejectDraft(IProposalStore proposals, SettleDraft settle) : IChatAction
{
    /// <param name="turn">Who asks.</param>
    /// <param name="words">Words for the draft; null is the only one that waits.</param>
    /// <param name="ct">Cancels the call before something is changed.</param>
    public Task<ActionOutcome> RunAsync(ChatTurn turn, string? words, CancellationToken ct) => settle.RunAsync(
        turn, words,
        draft => proposals.RejectAsync(draft.PlanId, draft.ProposalId, CancellationToken.None),
        (draft, _) => turn.Say(
            $"I rejected the {DraftWording.Link(turn, draft)}; the [plan](/plans/{draft.PlanId}) is as it was.", $"我已拒绝{DraftWording.Link(turn, draft)}，[计划](/plans/{draft.PlanId})没有改变。"), ct);

    public AIFunction ToolFor(ChatTurn turn) => ChatTool.Of(
        turn,
        "reject_draft",
        "Rejects a draft for good; the plan stays as it is. One draft a reply, and only when the person asks for it.",
        async (
            [Description(ToolWords.Draft)] string? draft = null,
            CancellationToken ct = default) => await RunAsync(turn, draft, ct));
}
