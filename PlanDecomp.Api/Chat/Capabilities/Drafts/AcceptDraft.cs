using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Plans.Proposals;

namespace PlanDecomp.Api.Chat.Capabilities.Drafts;

/// <summary>Makes all that a draft proposes.</summary>
internal sealed partial class AcceptDraft(IProposalStore proposals, SettleDraft settle) : IChatCapability
{
    public IReadOnlyList<SlashCommand> Commands =>
    [
        new(
            new ChatCommand
            {
                Name = new("accept", "接受"),
                Group = ChatCommandGroup.History,
                Arguments = new("[draft]", "[草稿编号]"),
                Meaning = new("makes all changes of a draft", "接受整份草稿"),
            },
            RunAsync),
    ];

    public IReadOnlyList<ChatIntent> Intents =>
        [ChatIntent.Of("accept", Precedence.Thing, [English(), Chinese(), ChineseObject()], (turn, match, ct) => RunAsync(turn, match.Groups["draft"].Value, ct))];

    public IReadOnlyList<ChatTool> Tools =>
    [
        new("drafts", "makes all changes of one draft.")
        {
            Action = "accept",
            OnlyWhenAsked = true,
            Parameters = [SettleDraft.Draft],
            RunAsync = (turn, given, ct) => RunAsync(turn, given.Text("draft"), ct),
        },
    ];

    /// <param name="turn">Who asks.</param>
    /// <param name="words">Words for the draft; null is the only one that waits.</param>
    /// <param name="ct">Cancels the call before something is changed.</param>
    public Task<ActionOutcome> RunAsync(ChatTurn turn, string? words, CancellationToken ct) => settle.RunAsync(
        turn, "accept", words,
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

    [GeneratedRegex(@"^(?:accept|approve|apply|adopt|take)\s+(?<draft>(?:the\s+|this\s+|that\s+|all\s+)*(?:drafts?|proposals?|proposed\s+changes)(?:\s+(?:number\s+|no\.?\s*)?#?\d+)?(?:\s+(?:of|for|in)\s+.+)?)$|^(?:accept|approve)(?:\s+(?:it|that|this))?$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^(?:接受|采纳|采用|应用|同意|批准)(?:一下|掉)?(?<draft>(?:这份|这个|该|第)?(?:草稿|提案)\s?#?\d*(?:号)?)$|^(?:接受|采纳|同意这个|批准)(?:它|这个|了)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"^(?:把|将)(?<draft>(?:这份|这个|该)?(?:草稿|提案)\s?#?\d*)(?:接受|采纳|采用|应用|同意|批准)(?:掉|了)?$", RegexOptions.IgnoreCase)]
    private static partial Regex ChineseObject();
}
