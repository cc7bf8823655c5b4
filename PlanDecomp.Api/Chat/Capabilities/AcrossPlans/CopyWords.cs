using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Words;

namespace PlanDecomp.Api.Chat.Capabilities.AcrossPlans;

/// <summary>Reads which plan to copy, and what the copy is called: "plan Trip as Spring trip", 计划罗马，命名为春季旅行.</summary>
internal static partial class CopyWords
{
    /// <returns>The name of the plan, and the copy's title; null when none is said.</returns>
    public static (string Plan, string? Title) Read(string text)
    {
        var words = SpokenName.Clean(SpokenName.Beginning(text));
        return As().Match(words) is { Success: true } match
            ? (SpokenName.Clean(match.Groups["plan"].Value), SpokenName.Clean(match.Groups["title"].Value))
            : (words, null);
    }

    [GeneratedRegex(@"^(?:(?<plan>.*?)\s+)?(?:as|and\s+call\s+it|called|named)\s+(?<title>.+)$|^(?<plan>.*?)[，,]?\s*(?:并)?(?:复制)?(?:命名为|取名为?|叫做?|改名为|成|为)\s*(?<title>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex As();
}
