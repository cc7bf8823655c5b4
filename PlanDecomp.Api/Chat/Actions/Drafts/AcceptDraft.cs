using System.ComponentModel;
using Microsoft.Extensions.AI;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Plans.Proposals;

namespace PlanDecomp.Api.Chat.Actions.Drafts;

/// <summary>Makes all that a draft proposes.</summary>
internal sealed class AcceptDraft(IProposalStore proposals, SettleDraft settle) : IChatAction
{
    /// <param name="turn">Who asks.</param>
    /// <param name="words">Words for the draft; null is the only one that waits.</param>
    /// <param name="ct">Cancels the call before something is changed.</param>
    public Task<ActionOutcome> RunAsync(ChatTurn turn, string? words, CancellationToken ct) => settle.RunAsync(
        turn, words,
        draft => proposals.AcceptAsync(draft.PlanId, draft.ProposalId, nodes: null, CancellationToken.None),
        (draft, outcome) =>
        {
            var dropped = outcome is ProposalOutcome.Accepted { Proposal.Dropped.Count: > 0 and var count }
                ? turn.Say($" {count} of its changes did not fit the plan any more and were left out.", $"其中 {count} 处改动已不适用，未采用。")
                : "";
            return turn.Say(
                $"I accepted the {DraftWording.Link(turn, draft)}: its changes are in the [plan](/plans/{draft.PlanId}) now.{dropped} To take them back: /undo",
                $"我已接受{DraftWording.Link(turn, draft)}，改动已写入[计划](/plans/{draft.PlanId})。{dropped}如需收回：/撤销");
        }, ct);

    public AIFunction ToolFor(ChatTurn turn) => ChatTool.Of(
        turn,
        "accept_draft",
        "Makes all changes of a draft. One draft a reply, and only when the person asks for it.",
        async (
            [Description(ToolWords.Draft)] string? draft = null,
            CancellationToken ct = default) => await RunAsync(turn, draft, ct));
}
