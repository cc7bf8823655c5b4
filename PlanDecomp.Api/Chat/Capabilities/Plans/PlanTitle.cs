using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Texts;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Capabilities.Plans;

/// <summary>A plan's title out of what a person wishes.</summary>
internal static partial class PlanTitle
{
    /// <summary>Longer first sentences are cut there at a word: the whole stands in the description.</summary>
    private const int Comfortable = 80;

    /// <returns>One line within <see cref="PlanLimits.TitleLength"/>; empty when the wish names nothing.</returns>
    public static string Of(string wish)
    {
        var sentence = SpokenName.Clean(FirstSentence().Match(wish.Trim()).Value);
        sentence = Article().Replace(sentence, "");
        if (sentence.Length == 0) return "";
        if (sentence.Length > Comfortable) sentence = Cut(sentence);
        return char.ToUpperInvariant(sentence[0]) + sentence[1..];
    }

    private static string Cut(string sentence)
    {
        var end = sentence.LastIndexOfAny([' ', '，', '、', ','], Comfortable);
        if (end < Comfortable / 2) end = TextCut.At(sentence, Comfortable);
        return sentence[..end].TrimEnd(' ', '，', '、', ',') + "…";
    }

    /// <summary>To the first line break or the first end of a sentence; "v1.2" and "e.g." end none.</summary>
    [GeneratedRegex(@"^.+?(?=[\r\n]|[。！？]|[.!?](\s|$)|$)")]
    private static partial Regex FirstSentence();

    [GeneratedRegex(@"^(a|an|the|一个|一次|一场|一份|一项)\s*(?=\S)(?<=\s|[一-鿿])", RegexOptions.IgnoreCase)]
    private static partial Regex Article();
}
