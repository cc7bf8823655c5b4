using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Offline.Reading;

/// <summary>Takes markup, control characters and emoji out of what a person typed.</summary>
public static partial class PlainText
{
    private const int Longest = 6000;

    [GeneratedRegex(@"</?[A-Za-z!][^<>]{0,300}>")]
    private static partial Regex Tag { get; }

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Link { get; }

    [GeneratedRegex(@"[ \t]+")]
    private static partial Regex Blanks { get; }

    [GeneratedRegex(@"(?<=[.!?;])\s+(?=\S)|[\r\n]+|(?<=[。！？；])")]
    private static partial Regex SentenceEnd { get; }

    /// <summary>The text as lines of plain words; at most 6000 characters of it are read.</summary>
    public static string Of(string text)
    {
        text = text[..TextCut.At(text, Longest)];
        text = Link.Replace(Tag.Replace(text, " "), " ");
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\n' || rune.Value == '\r') plain.Append('\n');
            else if (Rune.IsControl(rune)) plain.Append(' ');
            else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
                plain.Append(rune.Value is 0x200B or 0x200D or 0xFE0F or 0x20E3 ? "" : " ");
            else if (rune.Value is '*' or '`' or '#' or '|' or '~' or '\\' or '{' or '}' && !IsPartOfName(plain, rune)) plain.Append(' ');
            else plain.Append(rune);
        }

        return Blanks.Replace(plain.ToString(), " ").Trim();
    }

    /// <summary>The text on one line, spaces single.</summary>
    public static string OneLine(string text) => Blanks.Replace(Of(text).Replace('\n', ' '), " ").Trim();

    /// <summary>The first sentence with a letter or digit in it; empty when there is none.</summary>
    public static string FirstSentence(string plain) =>
        SentenceEnd.Split(plain).Select(sentence => sentence.Trim(' ', '.', '!', '?', ';', '。', '！', '？', '；', '-', '–', '—', '"', '“', '”'))
            .FirstOrDefault(sentence => sentence.Any(char.IsLetterOrDigit)) ?? "";

    // "C#" and "F#" keep their sign.
    private static bool IsPartOfName(StringBuilder before, Rune rune) =>
        rune.Value == '#' && before.Length > 0 && before[^1] is 'C' or 'F' && (before.Length == 1 || !char.IsAsciiLetterOrDigit(before[^2]));
}
