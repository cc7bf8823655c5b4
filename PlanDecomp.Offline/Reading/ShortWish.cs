using System.Text.RegularExpressions;
using PlanDecomp.Offline.Kinds;
using PlanDecomp.Offline.Knowledge;

namespace PlanDecomp.Offline.Reading;

/// <summary>Tells small and vague requests from the rest of what no kind recognises.</summary>
internal static partial class ShortWish
{
    private const int SmallWords = 3, SmallCharacters = 6;

    [GeneratedRegex(@"^(?:become|be|get|feel|live|do|improve|change|fix|make)\b(?:\s+(?:a|an|my|our|much|more|the|in|to|be))*\s+(?:better|best|happy|happier|rich|richer|successful|famous|healthy|healthier|strong|stronger|organi[sz]ed|productive|confident|good|great|life|lives|myself|ourselves|everything|things|something)(?:\s+(?:person|man|woman|life|self|at everything))?[.!]*$", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishVague { get; }

    [GeneratedRegex("^(?:变得?|成为|活得|过得|做得?)一?个?(?:更加?|最)?(?:好|强|优秀|快乐|幸福|自律|成功|富有|有钱|健康|自信)的?(?:人|自己)?[。！]*$|^(?:改变|提升|完善|改善)(?:自己|自我|人生|生活|一切)[。！]*$")]
    private static partial Regex ChineseVague { get; }

    [GeneratedRegex(@"\b(?:the|a|an|my|our|up|out)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Articles { get; }

    public static Kind KindOf(string sentence, string description, Language language)
    {
        var text = SubjectReader.StripLeadIns(sentence, language).Trim();
        if (description.Any(char.IsLetterOrDigit)) return KnownKinds.General;
        if (EnglishVague.IsMatch(text) || ChineseVague.IsMatch(text)) return KnownKinds.Vague;
        var isSmall = language == Language.Chinese
            ? text.Length <= SmallCharacters && WorkReader.StripChineseVerbs(text) != text
            : Articles.Replace(text, "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Length <= SmallWords && WorkReader.IsEnglishVerb(text.Split(' ')[0]);
        return isSmall ? KnownKinds.Small : KnownKinds.General;
    }
}
