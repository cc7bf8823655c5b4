using System.Text.RegularExpressions;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Api.Chat.Words;

/// <summary>Reads whether a change is to be looked at before it is made: "as a draft", "show me first", 先给我看草稿.</summary>
internal static partial class DraftWords
{
    /// <returns>What is said beside it, and whether it is.</returns>
    public static (string Words, bool IsDraft) Read(string text)
    {
        text = SpokenName.Beginning(text);
        if (English().Match(text) is { Success: true } english) return (Cut(text, english), true);
        return Chinese().Match(text) is { Success: true } chinese ? (Cut(text, chinese), true) : (text, false);
    }

    /// <summary>Null leaves it to the operation.</summary>
    public static string? CommitOf(bool isDraft) => isDraft ? CommitMode.Review : null;

    private static string Cut(string text, Match match) => text.Remove(match.Index, match.Length).Trim().TrimEnd(',', '，', ';', '；', ' ');

    [GeneratedRegex(@"(?<!\s)\s*(?:[,;]\s?)?(?:\b(?:but|and)\s+)?(?:\b(?:only\s+)?(?:as|in)\s+(?:a\s+|the\s+)?draft(?:\s+(?:mode|first|only))?\b|\bdraft\s+only\b|\b(?:show|let)\s+me\s+(?:see\s+|review\s+|look\s+at\s+)?(?:(?:it|the\s+(?:draft|changes|result))\s+)?first\b|\bfor\s+review\b)", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex("[，,]?(?:但|不过)?(?:(?:先)?(?:以|用|作为|做成|存为|生成|出)(?:一份|个)?草稿(?:的?(?:方式|形式|模式))?|先(?:给|让)我(?:看看|看一下|看一看|看|过目|确认|审核|审阅)(?:一下)?(?:草稿|结果|改动)?|先(?:看|出)草稿|草稿模式)")]
    private static partial Regex Chinese();
}
