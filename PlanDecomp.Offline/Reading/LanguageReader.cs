using System.Text.RegularExpressions;
using PlanDecomp.Contracts.Texts;
using PlanDecomp.Offline.Knowledge;

namespace PlanDecomp.Offline.Reading;

/// <summary>Decides the language of a text: English or Chinese. Mixed text goes by the words that build sentences, not by names.</summary>
public static partial class LanguageReader
{
    private const int DescriptionCap = 10;

    private static readonly HashSet<string> EnglishFunctionWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "an", "the", "to", "of", "for", "in", "on", "and", "my", "our", "me", "with", "i", "we", "into", "from", "please", "how", "by", "about",
    };

    private const string ChineseFunctionCharacters = "的了一个在和与我帮请为做写把们是用学去给怎";

    [GeneratedRegex("[A-Za-z][A-Za-z'’.+#-]*")]
    private static partial Regex LatinWord { get; }

    /// <summary>The language of a request: the title counts most, the description when the title says little.</summary>
    public static Language Read(string title, string description)
    {
        var (titleEnglish, titleChinese) = Score(title);
        var (english, chinese) = Score(description[..TextCut.At(description, 600)]);
        var lead = 2 * (titleChinese - titleEnglish) + Math.Clamp(chinese - english, -DescriptionCap, DescriptionCap);
        return lead > 0 ? Language.Chinese : Language.English;
    }

    /// <summary>The language of a short text, or <paramref name="otherwise"/> when it has no words of either.</summary>
    public static Language Read(string text, Language otherwise)
    {
        var (english, chinese) = Score(text);
        return chinese > english ? Language.Chinese : english > chinese ? Language.English : otherwise;
    }

    private static (double English, double Chinese) Score(string text)
    {
        double english = 0, chinese = 0;
        var first = true;
        foreach (Match word in LatinWord.Matches(text))
        {
            var sentenceWord = EnglishFunctionWords.Contains(word.Value) || WorkReader.IsEnglishVerb(word.Value);
            english += sentenceWord ? 2.5 : 0.5;
            if (first && sentenceWord && text.AsSpan().TrimStart().StartsWith(word.Value, StringComparison.Ordinal)) english += 3;
            first = false;
        }

        foreach (var character in text)
        {
            if (!IsHan(character)) continue;
            chinese += ChineseFunctionCharacters.Contains(character, StringComparison.Ordinal) ? 2 : 0.7;
        }

        return (english, chinese);
    }

    public static bool IsHan(char character) => character is >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF';
}
