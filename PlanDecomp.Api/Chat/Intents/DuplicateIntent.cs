using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions.AcrossPlans;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"Copy the plan as Spring trip", 复制计划.</summary>
internal sealed partial class DuplicateIntent(DuplicatePlan duplicatePlan) : IChatIntent
{
    public string Name => "duplicate";

    public ChatDeed? Read(Utterance said)
    {
        if (said.Match(English(), Chinese(), ChineseObject()) is not { } match) return null;
        var (plan, title) = (match.Groups["plan"].Value, match.Groups["title"] is { Success: true } named ? named.Value : null);
        return async (turn, ct) => turn.WriteParagraph((await duplicatePlan.RunAsync(turn, plan, title, ct)).Text);
    }

    [GeneratedRegex(@"^(?:duplicate|copy|clone|(?:make|create)\s+a\s+(?:copy|duplicate)\s+of)\s+(?<plan>(?:it|this|that|(?:the|this|my|our)\s+(?:whole\s+)?plan|(?:the\s+|my\s+|this\s+)?plan\s+[^,;:]+?|(?:the|my|our)\s+[^,;:]+?\s+plan|#\d+|[“\""][^”\""]+[”\""]))(?:,?\s+(?:as|and\s+call\s+it|called|named)\s+(?<title>.+))?$|^(?:duplicate|make\s+a\s+copy)$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^(?:复制|克隆|拷贝)(?:一下|一份)?(?<plan>它|(?:这个|这份|该|此|当前|我的)?计划(?:\s?#?\d+|\s?[“「《][^”」》]+[”」》])?|[“「《][^”」》]+[”」》](?:这个)?(?:计划)?|#\d+)?(?:[，,]?(?:并)?(?:命名为|取名为?|叫做?|改名为|为)(?<title>.+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"^(?:把|将|给)(?<plan>它|(?:这个|这份|该|此|当前|我的)?计划(?:\s?#?\d+|\s?[“「《][^”」》]+[”」》])?|[“「《][^”」》]+[”」》](?:这个)?(?:计划)?)(?:复制|克隆|拷贝)(?:一份|一下)?(?:[，,]?(?:并)?(?:命名为|取名为?|叫做?|改名为|为)(?<title>.+))?$|^给(?<plan>(?:这个|当前)?计划)做(?:一个|一份|个)副本$", RegexOptions.IgnoreCase)]
    private static partial Regex ChineseObject();
}
