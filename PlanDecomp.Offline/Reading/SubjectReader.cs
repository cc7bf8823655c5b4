using PlanDecomp.Offline.Knowledge;

namespace PlanDecomp.Offline.Reading;

/// <summary>Finds what a request is about: of "Please help me write a survey paper on phage therapy", "phage therapy".</summary>
public static class SubjectReader
{
    /// <summary>The subject in the kind's form, with its article in English, at most about 60 characters (30 Chinese ones).</summary>
    public static string Read(string sentence, Kind kind, Language language)
    {
        var text = StripLeadIns(sentence, language);
        var subject = language == Language.Chinese ? ChineseSubject.Read(text, kind) : EnglishSubject.Read(text, kind);
        subject = Shortener.Clause(subject, language);
        return subject.Any(char.IsLetterOrDigit) ? subject : kind.Noun.In(language);
    }

    /// <summary>The text without "please", "help me", "create a plan to", 请帮我, 我想 and the like in front.</summary>
    public static string StripLeadIns(string text, Language language) =>
        language == Language.Chinese ? ChineseSubject.StripLeadIns(text) : EnglishSubject.StripLeadIns(text);

    /// <summary>True when the text names one of the kind's things.</summary>
    internal static string? ThingIn(string text, Kind kind) =>
        kind.Things.FirstOrDefault(thing => text.Contains(thing, StringComparison.OrdinalIgnoreCase));
}
