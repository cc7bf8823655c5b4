using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions.Drafts;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"Reject the draft", "reject draft 3", 拒绝草稿.</summary>
internal sealed partial class RejectIntent(RejectDraft rejectDraft) : IChatIntent
{
    public string Name => "reject";

    public ChatDeed? Read(Utterance said)
    {
        if (said.Match(English(), Chinese(), ChineseObject()) is not { } match) return null;
        var draft = match.Groups["draft"].Value;
        return async (turn, ct) => turn.WriteParagraph((await rejectDraft.RunAsync(turn, draft, ct)).Text);
    }

    [GeneratedRegex(@"^(?:reject|decline|refuse|discard|dismiss|turn\s+down)\s+(?<draft>(?:the\s+|this\s+|that\s+|all\s+)*(?:drafts?|proposals?|proposed\s+changes)(?:\s+(?:number\s+|no\.?\s*)?#?\d+)?(?:\s+(?:of|for|in)\s+.+)?)$|^(?:reject|decline)(?:\s+(?:it|that|this))?$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^(?:拒绝|否决|不接受|驳回|放弃|丢弃|不要)(?:一下|掉)?(?<draft>(?:这份|这个|该|第)?(?:草稿|提案)\s?#?\d*(?:号)?)$|^(?:拒绝|否决|驳回)(?:它|这个|了)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"^(?:把|将)(?<draft>(?:这份|这个|该)?(?:草稿|提案)\s?#?\d*)(?:拒绝|否决|不接受|驳回|放弃|丢弃|不要)(?:掉|了)?$", RegexOptions.IgnoreCase)]
    private static partial Regex ChineseObject();
}
