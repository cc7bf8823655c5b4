using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions.Drafts;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"Show the drafts", 有哪些草稿.</summary>
internal sealed partial class DraftsIntent(ListDrafts listDrafts) : IChatIntent
{
    public string Name => "drafts";

    public ChatDeed? Read(Utterance said)
    {
        if (said.Match(English(), Chinese()) is not { } match) return null;
        var plan = match.Groups["plan"].Value;
        return async (turn, ct) => turn.WriteParagraph((await listDrafts.RunAsync(turn, plan, ct)).Text);
    }

    [GeneratedRegex(@"^(?:(?:list|show|see|view|open|display|what\s+are|which\s+are)(?:\s+me)?\s+)?(?:all\s+)?(?:the\s+|my\s+|open\s+|waiting\s+)*(?:drafts|proposals)(?:\s+(?:of|for|in)\s+(?<plan>.+))?$|^(?:what|which)\s+(?:drafts|proposals)\s+(?:are\s+there|do\s+i\s+have|wait(?:\s+for\s+me)?)$|^(?:are\s+there|do\s+i\s+have)\s+(?:any\s+)?(?:drafts|proposals)$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^(?:列出|查看|看看|看一下|显示|打开)?(?:一下)?(?:所有|全部|我的|待处理的?|(?<plan>计划.+?)的)?(?:草稿|提案)(?:列表)?$|^(?:现在)?有(?:哪些|什么|没有)(?:待处理的?)?(?:草稿|提案)$", RegexOptions.IgnoreCase)]
    private static partial Regex Chinese();
}
