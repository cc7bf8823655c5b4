using System.Globalization;
using System.Text.RegularExpressions;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Api.Chat.Words;

/// <summary>A person's words for a plan or a task, without what surrounds a name: articles, quotes, the word itself.</summary>
/// <param name="Kind">What it is said to be.</param>
/// <param name="Name">A title, or a number; empty for <see cref="SpokenKind.It"/>.</param>
/// <param name="PlanName">Of a task: the plan it is said to be in; null when none is named.</param>
internal sealed partial record SpokenName(SpokenKind Kind, string Name, string? PlanName = null)
{
    /// <summary>More than the longest title and what may surround it: a longer text is no name.</summary>
    private const int MaxLength = 300;

    private const string Quotes = "\"'“”‘’「」『』《》";

    public static SpokenName Read(string? text)
    {
        var words = Clean(text);
        if (words.Length > MaxLength) return new SpokenName(SpokenKind.Unknown, words);
        if (words.Length == 0 || ItWords().IsMatch(words)) return new SpokenName(SpokenKind.It, "");
        foreach (var (pattern, kind) in ((Regex, SpokenKind)[])[(TaskWords(), SpokenKind.Task), (PlanWords(), SpokenKind.Plan)])
        {
            if (pattern.Match(words) is not { Success: true } match) continue;
            var plan = match.Groups["plan"] is { Success: true } named ? Clean(named.Value) : null;
            return new SpokenName(kind, Number(Clean(match.Groups["name"].Value)), plan);
        }

        return new SpokenName(SpokenKind.Unknown, words);
    }

    /// <summary>The beginning of a text in one line: what is wanted stands there, and patterns need no more of it.</summary>
    public static string Beginning(string text) =>
        Space().Replace(text.Length <= ChatLimits.ReadLength ? text : text[..ChatLimits.ReadLength], " ").Trim();

    /// <summary>Without quotes around it and the end of a sentence behind it; empty when nothing of it can be seen.</summary>
    public static string Clean(string? text)
    {
        var words = Space().Replace(text ?? "", " ").Trim().TrimEnd('.', '。', '!', '！', '?', '？', ',', '，', ':', '：', ' ');
        while (words.Length > 1 && Quotes.Contains(words[0], StringComparison.Ordinal) && Quotes.Contains(words[^1], StringComparison.Ordinal))
        {
            words = words[1..^1].Trim();
        }

        return VisibleText.IsIn(words) ? words : "";
    }

    /// <summary>三 is 3.</summary>
    private static string Number(string name)
    {
        const string digits = "零一二三四五六七八九";
        var text = name.Replace('两', '二');
        if (text.Length is 0 or > 3 || text.Any(c => c != '十' && !digits.Contains(c, StringComparison.Ordinal))) return name;
        var ten = text.IndexOf('十', StringComparison.Ordinal);
        int Digit(string part, int otherwise) => part.Length == 0 ? otherwise : digits.IndexOf(part[0], StringComparison.Ordinal);
        var value = ten < 0 ? Digit(text, 0) : (Digit(text[..ten], 1) * 10) + Digit(text[(ten + 1)..], 0);
        return value.ToString(CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^(it|this|that|all of it|everything|(the|this|that|my|our|current|the current|the whole|this whole|the entire) ?(whole )?(plan|one|project)|plan|它|这个|那个|此计划|(这个|这份|该|本|此|当前|整个|我的|这整个|当前的)?计划|全部|整体)$", RegexOptions.IgnoreCase)]
    private static partial Regex ItWords();

    [GeneratedRegex("""
        ^(?:the\ |this\ )?(?:task|step|subtask|item)(?:\ (?:number|no\.?|called|named)(?=[\ :：]))?\ ?[:：]?\ ?(?<name>\#?[\d.]+|["“'].+?["”']|.+?)(?:\ (?:of|in|from)\ (?:the\ |my\ )?plan\ (?<plan>.+))?$
        | ^(?:the\ )(?<name>.+?)\ (?:task|step|subtask)(?:\ (?:of|in|from)\ (?:the\ |my\ )?plan\ (?<plan>.+))?$
        | ^(?:计划(?<plan>.+?)(?:的|中的|里的|中|里))?第(?<name>[\d.]+|[一二两三四五六七八九十]+)(?:个|项|条|步)?(?:子?任务|步骤|步)?$
        | ^(?:计划(?<plan>.+?)(?:的|中的|里的|中|里))?(?:这个|该)?(?:子?任务|步骤)[:：]?\ ?(?<name>.+)$
        | ^(?:计划(?<plan>.+?)(?:的|中的|里的|中|里))?(?<name>.+?)(?:这个|这项|这一)?(?:子?任务|步骤)$
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex TaskWords();

    [GeneratedRegex("""
        ^(?:the\ |my\ |our\ )?plan(?:\ (?:number|no\.?|called|named|for|titled)(?=[\ :：]))?\ ?[:：]?\ ?(?<name>.+)$
        | ^(?:the|my|our|this)\ (?<name>.+?)\ plan$
        | ^(?:这个|该|我的)?计划[:：]?\ ?(?<name>.+)$
        | ^(?<name>.+?)(?:这个|这份|那个)计划$
        | ^(?:我的)(?<name>.+?)计划$
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex PlanWords();

    [GeneratedRegex(@"[\s\p{Cc}]+")]
    private static partial Regex Space();
}

internal enum SpokenKind
{
    /// <summary>What the talk is about.</summary>
    It,
    Plan,
    Task,

    /// <summary>A name that may be either's, or something new.</summary>
    Unknown,
}
