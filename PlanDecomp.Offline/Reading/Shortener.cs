using PlanDecomp.Contracts.Texts;
using PlanDecomp.Offline.Knowledge;

namespace PlanDecomp.Offline.Reading;

/// <summary>Shortens text at a clause, else between words; in the middle of a word only where there is no other way.</summary>
public static class Shortener
{
    private const int EnglishSubject = 60, ChineseSubject = 28;

    private static readonly char[] ClauseEnds = [',', ';', ':', '，', '；', '：', '、', '。', '(', '（', '–', '—'];

    /// <summary>A subject, short enough to stand in a title.</summary>
    public static string Clause(string text, Language language) => To(text, language == Language.Chinese ? ChineseSubject : EnglishSubject);

    /// <summary>At most <paramref name="length"/> characters of the text.</summary>
    public static string To(string text, int length)
    {
        text = text.Trim();
        if (text.Length <= length) return text;
        var clause = text.LastIndexOfAny(ClauseEnds, length - 1);
        if (clause >= length / 3) return text[..clause].Trim();
        var space = text.LastIndexOf(' ', length);
        if (space >= length / 3) return TrimDangling(text[..space]);
        return text[..TextCut.At(text, length)].Trim();
    }

    private static string TrimDangling(string text)
    {
        for (var space = text.LastIndexOf(' '); space > 0; space = text.LastIndexOf(' '))
        {
            if (text[(space + 1)..].ToLowerInvariant() is not ("a" or "an" or "the" or "of" or "for" or "to" or "in" or "on" or "and" or "or" or "with" or "by" or "from" or "at")) break;
            text = text[..space];
        }

        return text.Trim(' ', ',');
    }
}
