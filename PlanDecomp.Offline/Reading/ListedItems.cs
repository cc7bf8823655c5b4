using System.Text.RegularExpressions;
using PlanDecomp.Contracts.Texts;
using PlanDecomp.Offline.Tree;

namespace PlanDecomp.Offline.Reading;

/// <summary>A list that a person wrote into a request: lines that begin with a bullet or a number. Their parts are better than any template's.</summary>
public static partial class ListedItems
{
    private const int Most = 20;

    [GeneratedRegex(@"^\s*(?:[-*•·]\s+|(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[.)、．）]\s*|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）]\s*|\[[ xX]?\]\s*)(?:\[[ xX]?\]\s*)?(?<item>\S.*)$", RegexOptions.Multiline)]
    private static partial Regex Line { get; }

    /// <summary>The items, two at least, repeated ones left out; null when there is no list.</summary>
    public static IReadOnlyList<string>? Read(params string[] texts)
    {
        var text = string.Join('\n', texts);
        text = text[..TextCut.At(text, 6000)];
        var items = Line.Matches(text.ReplaceLineEndings("\n"))
            .Select(match => Shortener.To(PlainText.OneLine(match.Groups["item"].Value).TrimEnd('.', ';', ',', '。', '；', '，'), Wording.LongestTitle))
            .Where(item => item.Any(char.IsLetterOrDigit))
            .DistinctBy(TitleLikeness.Key)
            .Take(Most)
            .ToList();
        return items.Count >= 2 ? items : null;
    }
}
