using System.Text.RegularExpressions;

namespace PlanDecomp.Offline.Reading;

/// <summary>What a hint asks for.</summary>
/// <param name="Wanted">Aspects to mind ("accessibility"), at most four.</param>
/// <param name="Unwanted">Aspects to leave out ("no catering").</param>
public sealed partial record Hint(IReadOnlyList<string> Wanted, IReadOnlyList<string> Unwanted)
{
    private const int Most = 4, Longest = 60;

    [GeneratedRegex(@"[,;.\n，；。、！!]+|\s+(?:and|but|plus|as well as)\s+|(?:，|,)?(?:并且|以及|还有|同时|另外)")]
    private static partial Regex Separator { get; }

    [GeneratedRegex(@"^(?:please|pls|also|and|but|do|make sure (?:to|that|you)|remember(?: to)?|(?:do not|don't|don’t) forget(?: about| to)?|focus(?: more)? on|more (?:about|on)|pay attention to|mind|consider|include|including|add|emphasi[sz]e|think (?:about|of)|cover|with|keep in mind|take care of|the)\b[: ]*|^(?:请|也|还要|要|重点(?:关注|考虑|是)?|注意|考虑(?:到)?|加上|增加|添加|包括|包含|不要忘记|别忘了?|记得|突出|强调|关注|关于)+[：: ]*", RegexOptions.IgnoreCase)]
    private static partial Regex Filler { get; }

    [GeneratedRegex(@"^(?:please\s+)?(?:without|no|skip|omit|leave out|exclude|drop|avoid|not|(?:do not|don't|don’t)(?: need| want| include| plan)?)\b(?: any| the)?\s*|^(?:请)?(?:不要|不需要|无需|不用|去掉|省略|跳过|排除|别)(?:包括|包含|考虑|安排|做)?", RegexOptions.IgnoreCase)]
    private static partial Regex Negation { get; }

    public static Hint Read(string? text)
    {
        List<string> wanted = [], unwanted = [];
        foreach (var part in Separator.Split(PlainText.Of(text ?? "")))
        {
            var aspect = part.Trim();
            for (var before = ""; before != aspect;)
            {
                before = aspect;
                aspect = Filler.Replace(aspect, "", 1).Trim();
            }

            var bare = Negation.Replace(aspect, "", 1).Trim();
            if (!bare.Any(char.IsLetterOrDigit) || bare.Length < 2) continue;
            var list = bare.Length < aspect.Length ? unwanted : wanted;
            var shortened = Shortener.To(bare, Longest);
            if (list.Count < Most && !list.Contains(shortened, StringComparer.OrdinalIgnoreCase)) list.Add(shortened);
        }

        return new Hint(wanted, unwanted);
    }

    /// <summary>True when the text speaks of the aspect: every longer word of it, or the Chinese words as they stand.</summary>
    public static bool Mentions(string text, string aspect)
    {
        if (text.Contains(aspect, StringComparison.OrdinalIgnoreCase)) return true;
        if (aspect.Any(LanguageReader.IsHan)) return false;
        var words = aspect.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 3).Select(Stem).ToList();
        return words.Count > 0 && words.TrueForAll(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    private static string Stem(string word) =>
        word.EndsWith("ies", StringComparison.OrdinalIgnoreCase) ? word[..^3] : word.EndsWith('s') ? word[..^1] : word;
}
