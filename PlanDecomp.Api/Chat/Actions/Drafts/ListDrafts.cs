using System.ComponentModel;
using Microsoft.Extensions.AI;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Proposals;

namespace PlanDecomp.Api.Chat.Actions.Drafts;

/// <summary>Lists a plan's drafts.</summary>
internal sealed class ListDrafts(IProposalStore proposals, PlanFinder planFinder) : IChatAction
{
    private const int MaxSettled = 5;

    /// <param name="turn">Who asks.</param>
    /// <param name="plan">Words for the plan; null is the one of the talk.</param>
    /// <param name="ct">Cancels the call.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, string? plan, CancellationToken ct)
    {
        var found = await planFinder.FindAsync(turn, plan, ct);
        if (found.Item is not { } target) return ActionOutcome.DidNot(found.Problem);
        if (await proposals.ListAsync(target.PlanId, ct) is not { } list) return ActionOutcome.DidNot(ActionWords.Gone(turn));
        turn.TalkAbout(target.PlanId);
        if (list.Proposals.Count == 0)
        {
            return ActionOutcome.Did(turn.Say(
                $"{Markdown.Link(target)} has no drafts. Say “as a draft” with what you want done, and one comes of it.",
                $"{Markdown.Link(target)}没有草稿。说出要做的事并加上“先给我看草稿”，就会生成一份。"));
        }

        var waiting = list.Proposals.Where(IsWaiting).ToList();
        var shown = waiting.Concat(list.Proposals.Where(draft => !IsWaiting(draft)).Take(MaxSettled)).Select(draft => DraftWording.Describe(turn, draft));
        var next = waiting.Count == 0
            ? ""
            : turn.Say("\n\nOpen one to see each change and to choose among them; /accept and /reject settle one as a whole.", "\n\n打开草稿可逐项查看和选择；/接受 和 /拒绝 处理整份草稿。");
        return ActionOutcome.Did(turn.Say($"Drafts of {Markdown.Link(target)}:", $"{Markdown.Link(target)}的草稿：") + $"\n\n{string.Join('\n', shown)}{next}");
    }

    public AIFunction ToolFor(ChatTurn turn) => ChatTool.Of(
        turn,
        "list_drafts",
        "Lists a plan's drafts: changes that were proposed and wait to be accepted or rejected, and the last settled ones.",
        async (
            [Description(ToolWords.PlanInTalk)] string? plan = null,
            CancellationToken ct = default) => await RunAsync(turn, plan, ct));

    private static bool IsWaiting(Proposal draft) => draft.Status is ProposalStatus.Open or ProposalStatus.Drafting;
}
