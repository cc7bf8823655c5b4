using System.Globalization;
using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Proposals;

namespace PlanDecomp.Api.Chat.Capabilities.Drafts;

/// <summary>Finds a draft by a person's words for it. Never another's.</summary>
internal sealed partial class DraftFinder(IProposalStore proposals, PlanFinder planFinder)
{
    /// <param name="turn">Who asks.</param>
    /// <param name="words">A draft's number, a plan, both, or nothing: then the only draft of the plan in talk that waits.</param>
    /// <param name="ct">Cancels the call.</param>
    public async Task<Found<Proposal>> FindAsync(ChatTurn turn, string? words, CancellationToken ct)
    {
        var (number, planName) = Read(words);
        var found = await planFinder.FindAsync(turn, planName, ct);
        if (found.Item is not { } plan) return new Found<Proposal>(null, found.Problem, found.IsUnknown);
        if (await proposals.ListAsync(plan.PlanId, ct) is not { } list) return Found<Proposal>.Nothing(ActionWords.Gone(turn));
        turn.TalkAbout(plan.PlanId);

        var waiting = list.Proposals.Where(draft => draft.Status is ProposalStatus.Open or ProposalStatus.Drafting).ToList();
        if (number is { } id)
        {
            return list.Proposals.FirstOrDefault(draft => draft.ProposalId == id) is { } numbered
                ? Found<Proposal>.It(numbered)
                : Found<Proposal>.Nothing(turn.Say($"{Markdown.Link(plan)} has no draft {id}.", $"{Markdown.Link(plan)}没有草稿 {id}。") + Waiting(turn, waiting));
        }

        return waiting switch
        {
            [var only] => Found<Proposal>.It(only),
            [] => Found<Proposal>.Nothing(turn.Say(
                $"No draft of {Markdown.Link(plan)} waits for you. Say “as a draft” with what you want done, and one comes of it.",
                $"{Markdown.Link(plan)}没有等待处理的草稿。说出要做的事并加上“先给我看草稿”，就会生成一份。")),
            _ => Found<Proposal>.Several(turn.Say("Which one?", "是哪一份？") + Waiting(turn, waiting)),
        };
    }

    private static (long? Number, string? Plan) Read(string? words)
    {
        var text = SpokenName.Clean(words);
        if (Numbered().Match(text) is { Success: true } match && long.TryParse(match.Groups["id"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return (id, match.Groups["plan"] is { Success: true } plan ? plan.Value : null);
        }

        if (Unnumbered().Match(text) is not { Success: true } of) return (null, text);
        return (null, of.Groups["plan"] is { Success: true, Length: > 0 } named ? named.Value : null);
    }

    private static string Waiting(ChatTurn turn, List<Proposal> drafts) => drafts.Count == 0
        ? ""
        : turn.Say(" Give the number of one that waits for you:", "请说出等待处理的草稿编号：") + $"\n\n{string.Join('\n', drafts.Select(draft => DraftWording.Describe(turn, draft)))}";

    [GeneratedRegex(@"^(?:the\s+|this\s+)?(?:drafts?|proposals?|changes|草稿|提案)?\s*(?:number\s+|no\.?\s*)?#?(?<id>\d{1,9})(?:\s+(?:of|for|in)\s+(?<plan>.+))?$|^(?<plan>.+?)(?:的|中的)(?:草稿|提案)\s*#?(?<id>\d{1,9})$", RegexOptions.IgnoreCase)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^(?:the\s+|this\s+|that\s+|all\s+)*(?:drafts?|proposals?|changes)(?:\s+(?:of|for|in)\s+(?<plan>.+))?$|^(?:这份|这个|该)?(?:草稿|提案|改动|修改)$|^(?<plan>.+?)的(?:草稿|提案)$", RegexOptions.IgnoreCase)]
    private static partial Regex Unnumbered();
}
