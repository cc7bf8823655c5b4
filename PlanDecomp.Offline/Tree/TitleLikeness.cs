using PlanDecomp.Offline.Reading;

namespace PlanDecomp.Offline.Tree;

/// <summary>Tells whether two titles name the same task.</summary>
public static class TitleLikeness
{
    private const double NearEnough = 0.8;

    /// <summary>Equal but for case, spaces and punctuation.</summary>
    public static bool Same(string one, string other) => Key(one) == Key(other);

    /// <summary>The same words but for one or so. Titles with different numbers in them ("Day 1", "Day 2") are never near.</summary>
    public static bool Near(string one, string other)
    {
        if (Same(one, other)) return true;
        var (words, others) = (Tokens(one), Tokens(other));
        if (words.Count == 0 || others.Count == 0 || !Figures(one).SequenceEqual(Figures(other))) return false;
        return 2.0 * words.Intersect(others).Count() / (words.Count + others.Count) >= NearEnough;
    }

    /// <summary>Letters and digits only, lower case; the title itself when it has none.</summary>
    public static string Key(string title)
    {
        var key = string.Concat(title.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return key.Length > 0 ? key : title.Trim();
    }

    // Words of letters, and pairs of neighbouring Chinese characters.
    private static HashSet<string> Tokens(string title)
    {
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        var start = -1;
        for (var at = 0; at <= title.Length; at++)
        {
            var han = at < title.Length && LanguageReader.IsHan(title[at]);
            var letter = at < title.Length && char.IsLetterOrDigit(title[at]) && !han;
            if (letter && start < 0) start = at;
            if (!letter && start >= 0)
            {
                tokens.Add(title[start..at].ToLowerInvariant());
                start = -1;
            }

            if (han) tokens.Add(at + 1 < title.Length && LanguageReader.IsHan(title[at + 1]) ? title.Substring(at, 2) : title[at].ToString());
        }

        tokens.ExceptWith(["a", "an", "the", "of", "for", "to", "and", "in", "on"]);
        return tokens;
    }

    private static IEnumerable<char> Figures(string title) => title.Where(character => char.IsAsciiDigit(character) || "一二三四五六七八九十".Contains(character, StringComparison.Ordinal));
}
