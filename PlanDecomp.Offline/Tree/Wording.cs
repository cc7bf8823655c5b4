using System.Text.RegularExpressions;
using PlanDecomp.Offline.Knowledge;
using PlanDecomp.Offline.Reading;

namespace PlanDecomp.Offline.Tree;

/// <summary>Fills the placeholders of a rule's words; <see cref="Words"/> says which there are.</summary>
public static partial class Wording
{
    /// <summary>The longest title, in characters.</summary>
    public const int LongestTitle = 120;

    [GeneratedRegex(@"\[(?<part>[^\[\]]*)\]")]
    private static partial Regex Optional { get; }

    [GeneratedRegex(@"\{(?<name>\w+)\}")]
    private static partial Regex Placeholder { get; }

    /// <summary>The words in the brief's language, at most <see cref="LongestTitle"/> characters: a long subject is shortened first.</summary>
    public static string Title(Words words, Brief brief, string? about = null, string? period = null)
    {
        var title = Fill(words, brief, about, period);
        for (var length = 45; title.Length > LongestTitle && length >= 15; length -= 15)
            title = Fill(words, brief with { Subject = Shortener.To(brief.Subject, length) }, about is null ? null : Shortener.To(about, length), period);
        return Shortener.To(title, LongestTitle);
    }

    /// <summary>The instruction; one that only adds how or by when begins with the title, so that it can be read alone.</summary>
    public static string Instruction(string title, Words words, Brief brief, string? about = null, string? period = null)
    {
        var text = Fill(words, brief, about, period);
        var chinese = brief.Language == Language.Chinese;
        if (text.Length >= (chinese ? 16 : 45)) return text;
        if (chinese) return title.Contains('：', StringComparison.Ordinal) ? $"{title}。{text}" : $"{title}：{text}";
        return title.Contains(": ", StringComparison.Ordinal) ? $"{title}. {text}" : $"{title}: {char.ToLowerInvariant(text[0])}{text[1..]}";
    }

    public static string Fill(Words words, Brief brief, string? about = null, string? period = null)
    {
        // The optional parts go first and what is filled in is not read again: a subject may hold brackets of its own.
        var template = Optional.Replace(words.In(brief.Language), part =>
            Placeholder.Matches(part.Value).All(name => Value(name) is not null) ? part.Groups["part"].Value : "");
        var text = Placeholder.Replace(template, name => Value(name) ?? "");
        return text.Trim();

        string? Value(Match placeholder) => placeholder.Groups["name"].Value switch
        {
            "subject" => brief.Subject,
            "about" => about ?? brief.Subject,
            "period" => period,
            "duration" => brief.Facts.Duration?.In(brief.Language),
            "people" => brief.Facts.People,
            "budget" => brief.Facts.Budget,
            "deadline" => brief.Facts.Deadline,
            "tech" => brief.Facts.Tech,
            "from" => brief.Facts.From,
            "to" => brief.Facts.To,
            var name => throw new InvalidOperationException($"The rules know no placeholder {{{name}}}."),
        };
    }
}
