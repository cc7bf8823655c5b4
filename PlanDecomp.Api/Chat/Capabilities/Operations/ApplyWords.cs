using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Words;

namespace PlanDecomp.Api.Chat.Capabilities.Operations;

/// <summary>Reads whether a repair is to be made without a draft: "at once", 直接修改.</summary>
internal static partial class ApplyWords
{
    /// <returns>What is said beside it, and whether it is.</returns>
    public static (string Words, bool IsApplied) Read(string text)
    {
        var words = SpokenName.Beginning(text);
        return Apply().Match(words) is { Success: true } match
            ? (words.Remove(match.Index, match.Length).Trim().Trim(',', '，', ' '), true)
            : (DraftWords.Read(words).Words, false);
    }

    [GeneratedRegex(@"(?<!\s)\s*(?:[,，]\s?)?(?:\b(?:and\s+)?(?:at\s+once|directly|right\s+away|immediately|without\s+(?:a\s+)?draft|apply(?:\s+(?:it|them))?)\b|(?:并)?直接(?:修复|修改|应用|改)?|(?:并)?立即(?:应用|生效|修改|修复)?|不(?:要|用)草稿)", RegexOptions.IgnoreCase)]
    private static partial Regex Apply();
}
