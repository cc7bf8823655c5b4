using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Proposals;

namespace PlanDecomp.Api.Chat.Capabilities.Drafts;

/// <summary>Lists a plan's drafts.</summary>
internal sealed partial class ListDrafts(IProposalStore proposals, PlanFinder planFinder) : IChatCapability
{
    private const int MaxSettled = 5;

    public IReadOnlyList<SlashCommand> Commands =>
    [
        new(
            new ChatCommand
            {
                Name = new("drafts", "草稿"),
                Group = ChatCommandGroup.History,
                Arguments = new("[plan]", "[计划]"),
                Meaning = new("lists proposed changes that wait for you", "列出等待你处理的草稿"),
            },
            RunAsync),
    ];

    public IReadOnlyList<ChatIntent> Intents =>
        [ChatIntent.Of("drafts", Precedence.Thing, [English(), Chinese()], (turn, match, ct) => RunAsync(turn, match.Groups["plan"].Value, ct))];

    public IReadOnlyList<ChatTool> Tools =>
    [
        new("drafts", "proposed changes that wait, and the last settled ones.")
        {
            Action = "list",
            Parameters = [ToolParameter.Plan],
            RunAsync = (turn, given, ct) => RunAsync(turn, given.Text("plan"), ct),
        },
    ];

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

    private static bool IsWaiting(Proposal draft) => draft.Status is ProposalStatus.Open or ProposalStatus.Drafting;

    [GeneratedRegex(@"^(?:(?:list|show|see|view|open|display|what\s+are|which\s+are)(?:\s+me)?\s+)?(?:all\s+)?(?:the\s+|my\s+|open\s+|waiting\s+)*(?:drafts|proposals)(?:\s+(?:of|for|in)\s+(?<plan>.+))?$|^(?:what|which)\s+(?:drafts|proposals)\s+(?:are\s+there|do\s+i\s+have|wait(?:\s+for\s+me)?)$|^(?:are\s+there|do\s+i\s+have)\s+(?:any\s+)?(?:drafts|proposals)$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^(?:列出|查看|看看|看一下|显示|打开)?(?:一下)?(?:所有|全部|我的|待处理的?|(?<plan>计划.+?)的)?(?:草稿|提案)(?:列表)?$|^(?:现在)?有(?:哪些|什么|没有)(?:待处理的?)?(?:草稿|提案)$", RegexOptions.IgnoreCase)]
    private static partial Regex Chinese();
}
