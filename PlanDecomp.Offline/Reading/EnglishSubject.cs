using System.Text.RegularExpressions;
using PlanDecomp.Offline.Knowledge;

namespace PlanDecomp.Offline.Reading;

/// <summary>English requests: lead-ins, verbs, articles and clauses of facts are taken off until the subject is left.</summary>
internal static partial class EnglishSubject
{
    private const string Adjective = @"(?:(?:detailed|complete|full|simple|good|great|thorough|comprehensive|concrete|realistic|step-by-step|project|action|work|daily|weekly|monthly|\d+-\w+|\w+-(?:day|week|month|year))\s+)*";

    [GeneratedRegex(@"^(?:hi|hello|hey)\b[,!. ]*|^(?:please|pls|kindly)\b[, ]*|^(?:can|could|would|will) you\s+(?:please\s+)?|^(?:help|assist) (?:me|us)\b(?: to| with| in)?\s*|^(?:i|we)(?:'d|’d| would)?\s+(?:really\s+)?(?:want|need|like|have|plan|intend|wish|hope|decided)\b(?: to)?\s*|^(?:i'm|i’m|we're|we’re|i am|we are)\s+(?:planning|going|trying|looking|thinking|about)\b(?: to| of| about)?\s*|^let(?:'|’)?s\s+|^(?:my|our) (?:goal|aim|task|project|plan|dream) is\s+(?:to )?|^(?:todo|to-do|task|goal|project|plan|title|subject|objective)\s*[:\-–—]\s*|^how (?:to|do i|do we|can i|can we|should i|should we)\s+|^(?:what (?:is|are) .{0,20}?(?:way|steps?) to)\s+|^(?:what|where|when|which|who|whom)(?:\s+\w+)?\s+(?:should|can|could|shall|must|do)\s+(?:i|we)\s+|^should (?:i|we)\s+|^to\s+", RegexOptions.IgnoreCase)]
    private static partial Regex LeadIn { get; }

    [GeneratedRegex($@"^(?:(?:create|make|write|draft|give|build|prepare|develop|produce|generate|design|outline|come up with|put together|need|show)\s+)?(?:me\s+|us\s+)?(?:an?\s+|the\s+|my\s+|our\s+)?{Adjective}(?:plan|roadmap|checklist|schedule|to-?do list|breakdown|task list)\s+(?:to|for|of|on how to|on|about|that will)\s+|^plan\s+(?:to|for|out|how to|how i can)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex PlanFor { get; }

    [GeneratedRegex(@"^(?:an?|the|my|our|your|this|that|their|his|her|its|some|new plan for)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Determiner { get; }

    [GeneratedRegex(@"^\w+\s+(?:my|our|the|an?|your|all|this|his|her|their)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex VerbLike { get; }

    // What the kind does anyway; what it does it to is the subject.
    [GeneratedRegex(@"^(?:the\s+|a\s+)?(?:launch|release|roll-?out|development|creation|construction|building|implementation|production)\s+of\s+", RegexOptions.IgnoreCase)]
    private static partial Regex WorkOf { get; }

    [GeneratedRegex(@"\b(?:on|about|regarding|concerning|titled|called)\s+(?<topic>.+)", RegexOptions.IgnoreCase)]
    private static partial Regex About { get; }

    [GeneratedRegex(@"^\s*(?:s\b)?\s*(?:paper|article|plan|project)?\s*(?:for|of|in|into|from|to|:|-|–)\s*(?<topic>.+)", RegexOptions.IgnoreCase)]
    private static partial Regex Of { get; }

    [GeneratedRegex(@"\b(?:in|to|from|for|by|with|on|at|of|and|the|a|an|using|within|over|under|into)$", RegexOptions.IgnoreCase)]
    private static partial Regex Dangling { get; }

    [GeneratedRegex(@"(?:[,;:](?=\s).*|\s[–—-]\s|\s+(?:so that|because|in order to|which|since|while|but|whose|where|that (?:is|are|can|will|has|have|helps?|lets?|allows?))\s).*$", RegexOptions.IgnoreCase)]
    private static partial Regex NextClause { get; }

    [GeneratedRegex(@"\s+from\s+.{2,40}?\s+to\s+.+$", RegexOptions.IgnoreCase)]
    private static partial Regex FromTo { get; }

    [GeneratedRegex(@"^\w+\s+(?:how\s+)?to\s+(?<what>\w+.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex ToDo { get; }

    [GeneratedRegex(@"^(?:plan|organi[sz]e|prepare)\s+(?=\w)", RegexOptions.IgnoreCase)]
    private static partial Regex Planning { get; }

    // A question that is no "what should I do": a title cannot take it up.
    [GeneratedRegex(@"^(?:(?:what|where|when|which|who|whom|why|how|is|are|was|were|does|did|could|would)\b|(?:can|will|do) (?:i|we|you|it|they)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex Question { get; }

    [GeneratedRegex(@" and (?<verb>[a-z]+) (?=(?:the|a|an|my|our|his|her|their|its|your|it|them|all)\b)")]
    private static partial Regex SecondVerb { get; }

    [GeneratedRegex(@"\s{2,}")]
    private static partial Regex Spaces { get; }

    public static string StripLeadIns(string text)
    {
        for (var before = ""; before != text;)
        {
            before = text;
            text = LeadIn.Replace(text, "", 1).TrimStart();
            var stripped = PlanFor.Replace(text, "", 1).TrimStart();
            if (stripped.Length > 0) text = stripped;
        }

        return text;
    }

    public static string Read(string text, Kind kind)
    {
        text = FactReader.CutClauses(text, Language.English);
        if (kind.Form != SubjectForm.Topic) text = FactReader.CutTechnologies(text);
        text = Spaces.Replace(text, " ").Trim(' ', ',', ';', ':', '-', '–');
        if (kind.Form == SubjectForm.Topic) return Topic(text, kind);
        text = NextClause.Replace(text, "");
        // "Plan the onboarding": planning is what this is; the onboarding is the subject.
        if (kind.Form == SubjectForm.Doing) return Question.IsMatch(text) ? "" : Gerund(Tidy(SecondVerb.IsMatch(text) ? text : Planning.Replace(text, "")));
        // Where it comes from and goes to is told by the facts; of a journey it is the subject.
        if (kind.Frame is null) text = FromTo.Replace(text, "");

        var phrase = Tidy(WorkReader.StripEnglishVerbs(text));
        if (WorkOf.Replace(phrase, "") is var made && SubjectReader.ThingIn(made, kind) is not null) phrase = made;
        var (bare, hadDeterminer) = WithoutDeterminer(phrase);
        if (bare.Length == 0) return "";
        var named = SubjectReader.ThingIn(bare, kind) is not null;
        if (!named && kind.Frame is { } frame) return $"the {frame.En.Replace("{subject}", WithoutPreposition(phrase), StringComparison.Ordinal)}";
        return hadDeterminer || named ? $"the {WithLowerVerb(bare)}" : bare;
    }

    // "Redesign of our website": the capital was the sentence's.
    private static string WithLowerVerb(string phrase)
    {
        var first = phrase.Split(' ', 2)[0];
        return WorkReader.IsEnglishVerb(first) ? first.ToLowerInvariant() + phrase[first.Length..] : phrase;
    }

    private static string Topic(string text, Kind kind)
    {
        var rest = text;
        if (SubjectReader.ThingIn(text, kind) is { } thing)
        {
            var at = text.IndexOf(thing, StringComparison.OrdinalIgnoreCase);
            var (before, after) = (text[..at], text[(at + thing.Length)..]);
            // "Research paper: X" names X outright.
            var named = after.TrimStart().StartsWith(':');
            var about = named ? Of.Match(after) : About.Match(after);
            if (!about.Success) about = Of.Match(after);
            // "a phage therapy survey" names its topic in front.
            rest = about.Success ? about.Groups["topic"].Value : WorkReader.StripEnglishVerbs(before);
            if (!about.Success && SubjectReader.ThingIn(rest, kind) is { } other) rest = rest.Replace(other, "", StringComparison.OrdinalIgnoreCase);
        }
        else
        {
            // "Learn (how) to cook" is about cooking.
            if (ToDo.Match(text) is { Success: true } activity) return Gerund(Tidy(NextClause.Replace(activity.Groups["what"].Value, "")), isVerb: true);
            rest = WorkReader.StripEnglishVerbs(text);
            var about = About.Match(rest);
            if (about.Success && about.Index == 0) rest = about.Groups["topic"].Value;
        }

        rest = NextClause.Replace(rest.TrimStart(' ', ':', '-', '–'), "");
        var (bare, had) = WithoutDeterminer(Tidy(WithoutPreposition(rest)));
        return had && bare.Length > 0 ? $"the {bare}" : bare;
    }

    /// <summary>"run a marathon" becomes "running a marathon"; a phrase that starts with a noun stays.</summary>
    private static string Gerund(string phrase, bool isVerb = false)
    {
        var space = phrase.IndexOf(' ', StringComparison.Ordinal);
        var verb = space < 0 ? phrase : phrase[..space];
        isVerb = isVerb || WorkReader.IsEnglishVerb(verb) || space > 0 && VerbLike.IsMatch(phrase) && !verb.EndsWith("ing", StringComparison.OrdinalIgnoreCase);
        if (!isVerb)
        {
            var (bare, had) = WithoutDeterminer(phrase);
            return had && bare.Length > 0 ? $"the {bare}" : bare;
        }

        var rest = space < 0 ? "" : phrase[space..];
        rest = SecondVerb.Replace(rest, match => WorkReader.IsEnglishVerb(match.Groups["verb"].Value) ? $" and {Ing(match.Groups["verb"].Value)} " : match.Value);
        return Ing(verb.ToLowerInvariant()) + rest;
    }

    private static string Ing(string verb)
    {
        if (verb.EndsWith("ie", StringComparison.Ordinal)) return $"{verb[..^2]}ying";
        if (verb.EndsWith('e') && !verb.EndsWith("ee", StringComparison.Ordinal)) return $"{verb[..^1]}ing";
        return Doubles(verb) ? $"{verb}{verb[^1]}ing" : $"{verb}ing";
    }

    // One vowel between two consonants at the end of a short verb: run, plan, swim.
    private static bool Doubles(string verb)
    {
        if (verb is "begin" or "quit") return true;
        if (verb is "open" or "edit" || verb.Length is < 3 or > 4) return false;
        return !IsVowel(verb[^1]) && IsVowel(verb[^2]) && !IsVowel(verb[^3]) && verb[^1] is not ('w' or 'x' or 'y');
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u';

    private static (string Bare, bool HadDeterminer) WithoutDeterminer(string phrase)
    {
        var bare = Determiner.Replace(phrase, "", 1);
        return (bare, bare != phrase);
    }

    private static string WithoutPreposition(string phrase)
    {
        foreach (var preposition in new[] { "to ", "for ", "on ", "in ", "at ", "about ", "of ", "into ", "around " })
        {
            if (phrase.StartsWith(preposition, StringComparison.OrdinalIgnoreCase)) return phrase[preposition.Length..];
        }

        return phrase;
    }

    private static string Tidy(string phrase)
    {
        for (var before = ""; before != phrase;)
        {
            before = phrase;
            phrase = Dangling.Replace(phrase.Trim(' ', ',', ';', ':', '-', '–', '.', '?', '!', '"', '“', '”', '\''), "");
        }

        return phrase.Trim();
    }
}
