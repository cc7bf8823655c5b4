using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Api.Chat.Capabilities.Drafts;

/// <summary>What drafts are called. The Api's word for one is proposal.</summary>
internal static class DraftWording
{
    /// <summary>With a link to where it is looked at.</summary>
    public static string Link(ChatTurn turn, Proposal draft) =>
        turn.Say($"[draft {draft.ProposalId}]({Address(draft)})", $"[草稿 {draft.ProposalId}]({Address(draft)})");

    /// <summary>A line of a list.</summary>
    public static string Describe(ChatTurn turn, Proposal draft)
    {
        var (what, title) = (JobWords.Operation(turn, draft.Operation), Markdown.Escape(draft.Title));
        var changes = turn.Say($"{draft.NodeCount} {(draft.NodeCount == 1 ? "change" : "changes")}", $"{draft.NodeCount} 处改动");
        return turn.Say(
            $"- {Link(turn, draft)}: {what} of “{title}”, {changes}, {Status(turn, draft)}",
            $"- {Link(turn, draft)}：“{title}”的{what}，{changes}，{Status(turn, draft)}");
    }

    public static string Status(ChatTurn turn, Proposal draft) => draft.Status switch
    {
        ProposalStatus.Drafting => turn.Say("still being made", "正在生成"),
        ProposalStatus.Accepted => turn.Say("accepted", "已接受"),
        ProposalStatus.Rejected => turn.Say("rejected", "已拒绝"),
        _ => turn.Say("waits for you", "等待处理"),
    };

    private static string Address(Proposal draft) => $"/plans/{draft.PlanId}/drafts/{draft.ProposalId}";
}
