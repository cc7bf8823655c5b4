using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Words;

namespace PlanDecomp.Api.Chat.Capabilities.Operations;

/// <summary>Reads what to translate, and into what: "task 2 to Chinese", 任务2成英文, "German".</summary>
internal static partial class TranslateWords
{
    /// <returns>The name of what to translate, and the language; null when none is said.</returns>
    public static (string Words, string? Language) Read(string text)
    {
        var words = SpokenName.Clean(SpokenName.Beginning(text));
        if (Into().Match(words) is { Success: true } into) return (into.Groups["what"].Value, into.Groups["language"].Value);
        var last = words[(words.LastIndexOf(' ') + 1)..];
        return LanguageNames.TagOf(last) is not null && LanguageNames.IsName(last) ? (words[..^last.Length].Trim(), last) : (words, null);
    }

    [GeneratedRegex(@"^(?:(?<what>.*?)\s+)?(?:to|into|in)\s+(?<language>[A-Za-z][A-Za-z -]{1,40})$|^(?<what>.*?)\s*(?:翻译)?(?:成|为|到)\s*(?<language>[\p{L}-]{2,20})$", RegexOptions.IgnoreCase)]
    private static partial Regex Into();
}
