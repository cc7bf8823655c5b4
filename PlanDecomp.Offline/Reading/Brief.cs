using PlanDecomp.Offline.Kinds;
using PlanDecomp.Offline.Knowledge;

namespace PlanDecomp.Offline.Reading;

/// <summary>What the rules understood of a request.</summary>
/// <param name="Language">The language to answer in.</param>
/// <param name="Kind">The kind of work.</param>
/// <param name="Subject">What it is about, with its article in English.</param>
/// <param name="Facts">Numbers and names found in it.</param>
public sealed record Brief(Language Language, Kind Kind, string Subject, Facts Facts)
{
    /// <summary>The request in one sentence, as it was written but for "please help me" and the like.</summary>
    public string Wish { get; init; } = "";

    /// <summary>Reads a plan's title and description. Never fails: what cannot be understood gets the general kind.</summary>
    public static Brief Read(string title, string description)
    {
        var plainTitle = PlainText.Of(title);
        var plainDescription = PlainText.Of(description);
        var language = LanguageReader.Read(plainTitle, plainDescription);
        var sentence = PlainText.FirstSentence(plainTitle);
        if (sentence.Length == 0 || VagueTitles.Contains(sentence)) sentence = PlainText.FirstSentence(plainDescription);
        // A list under a title that names no kind is the plan; its items must not be taken for the kind of the whole.
        var isList = ListedItems.Read(plainTitle, description) is not null && KindRecogniser.Recognise(plainTitle, "") is null;
        var kind = isList ? KnownKinds.General
            : KindRecogniser.Recognise(plainTitle, plainDescription)
            ?? KindRecogniser.Recognise(PlainText.FirstSentence(plainDescription), plainDescription)
            ?? ShortWish.KindOf(sentence, plainDescription, language);
        var facts = FactReader.Read($"{plainTitle}\n{plainDescription}", language);
        var subject = SubjectReader.Read(sentence, kind, language);
        // "Move our office from Slack to Teams": what is replaced is the system, not the office.
        if (kind == SoftwareMigration.Kind && facts.From is { } old && SubjectReader.ThingIn(subject, kind) is null) subject = old;
        return new Brief(language, kind, subject, facts) { Wish = SubjectReader.StripLeadIns(sentence, language).Trim() };
    }

    /// <summary>Reads a single task's title; null when it shows no kind of its own clearly.</summary>
    public static Brief? ReadTask(string title, Language otherwise)
    {
        var plain = PlainText.OneLine(title);
        if (KindRecogniser.Recognise(plain, "", KindRecogniser.Certain) is not { } kind) return null;
        var language = LanguageReader.Read(plain, otherwise);
        return new Brief(language, kind, SubjectReader.Read(PlainText.FirstSentence(plain), kind, language), FactReader.Read(plain, language));
    }

    private static readonly HashSet<string> VagueTitles = new(StringComparer.OrdinalIgnoreCase)
    {
        "plan", "new plan", "my plan", "untitled", "untitled plan", "plan 1", "test", "todo", "project", "new project", "my project",
        "计划", "新计划", "我的计划", "新建计划", "未命名", "未命名计划", "项目", "新项目", "测试", "待办",
    };
}
