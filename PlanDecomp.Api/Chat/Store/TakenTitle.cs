using System.Globalization;
using System.Text.RegularExpressions;

namespace PlanDecomp.Api.Chat.Store;

/// <summary>A session's title as taken from its first message: one line, cut at a word.</summary>
internal static partial class TakenTitle
{
    public static string Of(string content)
    {
        var line = Space().Replace(Command().Replace(content, ""), " ").Trim();
        if (line.Length == 0) line = Space().Replace(content, " ").Trim();

        // By what people see as one character: an emoji of several code points is not torn apart.
        var elements = StringInfo.ParseCombiningCharacters(line);
        if (elements.Length <= ChatLimits.TakenTitleLength) return line;
        var cut = line[..elements[ChatLimits.TakenTitleLength - 1]];

        // Chinese has no spaces between words: then the last space may be far back, or not there at all.
        var space = line[cut.Length] == ' ' ? cut.Length : cut.LastIndexOf(' ');
        if (space > cut.Length / 2) cut = cut[..space];
        return cut.TrimEnd(' ', ',', '.', ';', ':', '，', '。', '；', '：', '、') + "…";
    }

    /// <summary>Line breaks and other controls count as spaces.</summary>
    [GeneratedRegex(@"[\s\p{Cc}]+")]
    private static partial Regex Space();

    /// <summary>What a slash command is about says more than its name.</summary>
    [GeneratedRegex(@"^\s*[/／]\p{L}+(?=\s+\S)")]
    private static partial Regex Command();
}
