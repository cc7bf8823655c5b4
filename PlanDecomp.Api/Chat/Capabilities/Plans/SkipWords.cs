using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Words;

namespace PlanDecomp.Api.Chat.Capabilities.Plans;

/// <summary>Tells that someone wants no questions: "just do it", 直接规划.</summary>
internal static partial class SkipWords
{
    public static bool IsSkip(string text) => Skip().IsMatch(SpokenName.Clean(text));

    [GeneratedRegex("^(?:(?:no[,.]?\\s+)?(?:just|simply)\\s+(?:do|plan|go|start|make)(?:\\s+(?:it|ahead))?|do\\s+it|go\\s+ahead|skip(?:\\s+(?:it|this|that|the\\s+questions?))?|whatever|you\\s+decide|i\\s+(?:do\\s+not|don['’]t)\\s+know(?:\\s+yet)?|no\\s+idea|yes|ok(?:ay)?|sure|直接(?:规划|做|开始|来|拆分)?(?:吧|就行|就好)?|跳过|随便|都行|都可以|你(?:来)?(?:决定|定|看着办)(?:吧)?|不知道|不清楚|还没(?:想好|定)|好的?|可以|行|开始吧?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Skip();
}
