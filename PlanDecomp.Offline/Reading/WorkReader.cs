using PlanDecomp.Offline.Knowledge;

namespace PlanDecomp.Offline.Reading;

/// <summary>Finds the type of work and its object in a task's title: "Book the venue" is booking, of "the venue".</summary>
public static class WorkReader
{
    private static readonly Dictionary<string, WorkType?> English = Index(work => work.Verbs, KnownVerbs.English);
    private static readonly Dictionary<string, WorkType?> ChineseByVerb = Index(work => work.ChineseVerbs, KnownVerbs.Chinese);
    private static readonly string[] ChineseVerbs = [.. ChineseByVerb.Keys.OrderByDescending(verb => verb.Length).ThenBy(verb => verb, StringComparer.Ordinal)];
    private static readonly string[] Particles = ["out", "up", "on", "off", "together", "through", "over", "at", "to", "for", "into", "around", "back"];
    private static readonly HashSet<string> AlsoNouns =
        ["plan", "design", "test", "report", "review", "study", "model", "record", "order", "open", "set", "list", "look", "research", "search", "document", "outline", "map",
         "structure", "contract", "book", "support", "answer", "run", "start", "move", "change", "use", "talk", "practice", "practise", "train", "exercise", "stage", "call", "sign", "form", "frame", "close", "note", "market"];
    private static readonly HashSet<string> Determiners = ["the", "a", "an", "your", "all", "it", "them", "each", "every", "what", "why", "how", "their", "its", "to", "on"];
    private static readonly HashSet<string> VerbsWithOf = new(StringComparer.OrdinalIgnoreCase) { "dispose", "think", "dream", "approve", "get", "make", "take", "learn" };
    private static readonly string[] ObjectEnds = [" so that ", " in order to ", " because ", " which ", " that "];
    private static readonly string[] ChineseJoints = ["并且", "并", "和", "与", "及", "、", "一下"];

    /// <summary>The type of work (null when no verb is known) and what it is done to (empty when the title is the verb alone).</summary>
    public static (WorkType? Work, string Object) Read(string title, Language language) =>
        language == Language.Chinese ? ReadChinese(title) : ReadEnglish(title);

    public static bool IsEnglishVerb(string word) => English.ContainsKey(word);

    /// <summary>The verbs in front of an English phrase taken off: "Search and screen papers" becomes "papers".</summary>
    public static string StripEnglishVerbs(string phrase) => ReadEnglishVerbs(phrase).Remainder;

    /// <summary>The verbs in front of a Chinese phrase taken off.</summary>
    public static string StripChineseVerbs(string phrase) => ReadChineseVerbs(phrase).Remainder;

    private static (WorkType?, string) ReadEnglish(string title)
    {
        var (work, rest) = ReadEnglishVerbs(title);
        if (work is null && rest == title) return (null, title);
        foreach (var end in ObjectEnds)
        {
            var at = rest.IndexOf(end, StringComparison.OrdinalIgnoreCase);
            if (at > 0) rest = rest[..at];
        }

        // "Choose the venue and book it": the second verb starts another clause.
        for (var and = rest.IndexOf(" and ", StringComparison.Ordinal); and > 0; and = rest.IndexOf(" and ", and + 5, StringComparison.Ordinal))
        {
            var words = rest[(and + 5)..].Split(' ', 3);
            var startsClause = IsEnglishVerb(words[0]) && (words.Length == 1 || !AlsoNouns.Contains(words[0]) || Determiners.Contains(words[1]));
            if (!startsClause) continue;
            rest = rest[..and];
            break;
        }

        return (work, rest.Split([": ", "; ", " ("], StringSplitOptions.None)[0].Trim(' ', ',', ':', '.'));
    }

    private static (WorkType? Work, string Remainder) ReadEnglishVerbs(string phrase)
    {
        var words = phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var at = 0;
        WorkType? work = null;
        while (at < words.Length && English.TryGetValue(words[at].TrimEnd(','), out var found))
        {
            // "Launch of the app" is a noun; "dispose of" is a verb.
            if (at + 1 < words.Length && words[at + 1] == "of" && !VerbsWithOf.Contains(words[at])) break;
            work ??= found;
            var list = words[at].EndsWith(',');
            at++;
            if (at < words.Length && Array.Exists(Particles, particle => particle == words[at]) && words.Length > at + 1) at++;
            var joined = at < words.Length && words[at] is "and" or "&" or "or" or "then";
            if (joined && at + 1 < words.Length && English.ContainsKey(words[at + 1])) at++;
            else if (!list) break;
        }

        return (work, string.Join(' ', words[at..]));
    }

    private static (WorkType?, string) ReadChinese(string title)
    {
        var first = title.Split('，', '：', '；', '。', ',', ':', '（', '(')[0].Trim();
        var (work, rest) = ReadChineseVerbs(first);
        if (rest != first) return (work, CutSecondVerb(rest));
        // The verb may stand inside, 用三个问题收集反馈, or at the end, 场地预订.
        var inner = ChineseVerbs.Where(verb => verb.Length >= 2).Select(verb => (Verb: verb, At: first.IndexOf(verb, StringComparison.Ordinal)))
            .Where(found => found.At > 0).OrderBy(found => found.At).ThenByDescending(found => found.Verb.Length).FirstOrDefault();
        if (inner.Verb is { } known)
        {
            var after = first[(inner.At + known.Length)..];
            return (ChineseByVerb[known], after.Length >= 2 ? CutSecondVerb(after) : first[..inner.At].TrimEnd('的', '并'));
        }

        return (null, title);
    }

    // "收集票据并报销": what follows 并 is another verb's.
    private static string CutSecondVerb(string phrase)
    {
        var and = phrase.IndexOf('并', StringComparison.Ordinal);
        return and >= 2 ? phrase[..and] : phrase;
    }

    private static (WorkType? Work, string Remainder) ReadChineseVerbs(string phrase)
    {
        WorkType? work = null;
        var rest = phrase;
        while (Array.Find(ChineseVerbs, verb => rest.StartsWith(verb, StringComparison.Ordinal)) is { } verb)
        {
            work ??= ChineseByVerb[verb];
            rest = rest[verb.Length..].TrimStart();
            var joint = Array.Find(ChineseJoints, joint => rest.StartsWith(joint, StringComparison.Ordinal));
            if (joint is null) break;
            var after = rest[joint.Length..];
            // "研究和分析数据" has two verbs; after one verb "和" may also join nouns.
            if (!Array.Exists(ChineseVerbs, next => after.StartsWith(next, StringComparison.Ordinal)))
            {
                if (joint is "一下") rest = after;
                break;
            }

            rest = after;
        }

        return (work, rest);
    }

    private static Dictionary<string, WorkType?> Index(Func<WorkType, IReadOnlyList<string>> verbs, IReadOnlyList<string> others)
    {
        var index = new Dictionary<string, WorkType?>(StringComparer.OrdinalIgnoreCase);
        foreach (var work in WorkTypes.All)
        {
            foreach (var verb in verbs(work)) index.TryAdd(verb, work);
        }

        foreach (var verb in others) index.TryAdd(verb, null);
        return index;
    }
}
