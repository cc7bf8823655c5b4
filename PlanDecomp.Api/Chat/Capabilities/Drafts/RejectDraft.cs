using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Plans.Proposals;

namespace PlanDecomp.Api.Chat.Capabilities.Drafts;

/// <summary>Rejects a draft; the plan stays as it is.</summary>
internal sealed partial class RejectDraft(IProposalStore proposals, SettleDraft settle) : IChatCapability
{
    public IReadOnlyList<SlashCommand> Commands =>
    [
        new(
            new ChatCommand
            {
                Name = new("reject", "拒绝"),
                Group = ChatCommandGroup.History,
                Arguments = new("[draft]", "[草稿编号]"),
                Meaning = new("rejects a draft", "拒绝草稿"),
            },
            RunAsync),
    ];

    public IReadOnlyList<ChatIntent> Intents =>
        [ChatIntent.Of("reject", Precedence.Thing, [English(), Chinese(), ChineseObject()], (turn, match, ct) => RunAsync(turn, match.Groups["draft"].Value, ct))];

    public IReadOnlyList<ChatTool> Tools =>
    [
        new("drafts", "ends one for good; the plan stays as it is.")
        {
            Action = "reject",
            OnlyWhenAsked = true,
            Parameters = [SettleDraft.Draft],
            RunAsync = (turn, given, ct) => RunAsync(turn, given.Text("draft"), ct),
        },
    ];

    /// <param name="turn">Who asks.</param>
    /// <param name="words">Words for the draft; null is the only one that waits.</param>
    /// <param name="ct">Cancels the call before something is changed.</param>
    public Task<ActionOutcome> RunAsync(ChatTurn turn, string? words, CancellationToken ct) => settle.RunAsync(
        turn, "reject", words,
        draft => proposals.RejectAsync(draft.PlanId, draft.ProposalId, CancellationToken.None),
        (draft, _) => turn.Say(
            $"I rejected the {DraftWording.Link(turn, draft)}; the [plan](/plans/{draft.PlanId}) is as it was.", $"我已拒绝{DraftWording.Link(turn, draft)}，[计划](/plans/{draft.PlanId})没有改变。"), ct);

    [GeneratedRegex(@"^(?:reject|decline|refuse|discard|dismiss|turn\s+down)\s+(?<draft>(?:the\s+|this\s+|that\s+|all\s+)*(?:drafts?|proposals?|proposed\s+changes)(?:\s+(?:number\s+|no\.?\s*)?#?\d+)?(?:\s+(?:of|for|in)\s+.+)?)$|^(?:reject|decline)(?:\s+(?:it|that|this))?$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^(?:拒绝|否决|不接受|驳回|放弃|丢弃|不要)(?:一下|掉)?(?<draft>(?:这份|这个|该|第)?(?:草稿|提案)\s?#?\d*(?:号)?)$|^(?:拒绝|否决|驳回)(?:它|这个|了)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"^(?:把|将)(?<draft>(?:这份|这个|该)?(?:草稿|提案)\s?#?\d*)(?:拒绝|否决|不接受|驳回|放弃|丢弃|不要)(?:掉|了)?$", RegexOptions.IgnoreCase)]
    private static partial Regex ChineseObject();
}
