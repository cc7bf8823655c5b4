using System.Text.RegularExpressions;

namespace PlanDecomp.Api.Chat.Words;

/// <summary>Reads the hint off the end of what a person says: what stands behind two dashes.</summary>
internal static partial class HintWords
{
    /// <returns>What stands before it, and the hint; null when there is none.</returns>
    public static (string Words, string? Hint) Read(string text) => Hint().Match(text) is { Success: true } hint
        ? (text[..hint.Index].Trim(), hint.Groups["hint"].Value.Trim())
        : (text.Trim(), null);

    [GeneratedRegex(@"(?:(?<=\S)\s+|^\s*)(?:--|——)\s*(?<hint>.+)$", RegexOptions.Singleline)]
    private static partial Regex Hint();
}
