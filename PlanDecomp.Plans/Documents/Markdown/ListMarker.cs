using System.Text.RegularExpressions;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans.Documents.Markdown;

/// <summary>What stands before an item's text: a bullet, a number, a ticked or empty box, in Western and Chinese ways of writing.</summary>
/// <param name="Length">Characters, the space behind it included.</param>
/// <param name="Ordinal">The number, dotted ones whole; null for bullets, letters and numerals that are no digits.</param>
/// <param name="Status">What a box says; null without one.</param>
internal readonly partial record struct ListMarker(int Length, string? Ordinal, PlanTaskStatus? Status)
{
    /// <summary>How far out Chinese outlines put it: 一、 above （一） above 1. above (1) above ①; 0 for a bullet, a box, a letter and a dotted number.</summary>
    public int Rank { get; private init; }

    /// <summary>The marker that the text begins with; null when it begins with none.</summary>
    /// <param name="text">A line without its indentation.</param>
    /// <param name="isKnown">Whether a number was met before: "1.2 Buy" follows an item 1, and "1.5 hours" nothing.</param>
    public static ListMarker? Read(string text, Predicate<string> isKnown)
    {
        if (Bullet().Match(text) is { Success: true } bullet) return new ListMarker(bullet.Length, null, null);
        if (Box().Match(text) is { Success: true } box)
        {
            return new ListMarker(box.Length, null, box.Groups["done"].Success ? PlanTaskStatus.Completed : PlanTaskStatus.Pending);
        }

        return ReadNumber(text, isKnown);
    }

    /// <summary>A number alone, as headings have it too.</summary>
    public static ListMarker? ReadNumber(string text, Predicate<string> isKnown)
    {
        if (Dotted().Match(text) is { Success: true } dotted)
        {
            var ordinal = dotted.Groups["number"].Value;
            return dotted.Groups["end"].Success || isKnown(PrefixOf(ordinal)!) ? new ListMarker(dotted.Length, ordinal, null) : null;
        }

        if (Number().Match(text) is not { Success: true } number) return null;
        return new ListMarker(number.Length, number.Groups["number"] is { Success: true } digits ? digits.Value : null, null) { Rank = RankOf(text) };
    }

    private static int RankOf(string text)
    {
        var inBrackets = text[0] is '(' or '（';
        return text[inBrackets ? 1 : 0] switch
        {
            >= '一' and <= '龥' => inBrackets ? 2 : 1,
            >= '0' and <= '9' => inBrackets ? 4 : 3,
            >= '①' and <= '⑳' => 5,
            _ => 0,
        };
    }

    /// <summary>1.2 of 1.2.3; null for a number without dots.</summary>
    public static string? PrefixOf(string ordinal) => ordinal.LastIndexOf('.') is > 0 and var dot ? ordinal[..dot] : null;

    [GeneratedRegex(@"^(?:[-*+–—](?:[ \t\u3000]+|$|(?=\[(?:[ xX]|[^\p{L}\p{N}\s])\](?![(\[:])))|[•●◦▪▫■◆◇▶►➤‣※★☆·∙・○][ \t\u3000]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^(?:[☐□▢]|(?<done>[☑✅✔✓√]\uFE0F?))[ \t\u3000]*", RegexOptions.CultureInvariant)]
    private static partial Regex Box();

    // Without a space behind only before Chinese and the like: "3.5 km" is no number three.
    [GeneratedRegex(@"^(?<number>[0-9]{1,9}(?:\.[0-9]{1,9})+)(?:(?<end>[、．）])[ \t\u3000]*|(?<end>[.)])?(?:[ \t\u3000]+|(?=\p{Lo})|$))", RegexOptions.CultureInvariant)]
    private static partial Regex Dotted();

    [GeneratedRegex(
        @"^(?:(?<number>[0-9]{1,9})(?:[.)](?:[ \t\u3000]+|(?=\p{Lo})|$)|[、．）](?![0-9])[ \t\u3000]*)" +
        @"|[(（](?:(?<number>[0-9]{1,9})|[A-Za-z]|[一二三四五六七八九十百]{1,5})[)）][ \t\u3000]*" +
        @"|[①-⑳][ \t\u3000]*" +
        @"|[一二三四五六七八九十百]{1,5}[、．][ \t\u3000]*" +
        @"|(?:[A-Za-z]|[ivx]{2,5}|[IVX]{2,5})[.)](?:[ \t\u3000]+|$))",
        RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
