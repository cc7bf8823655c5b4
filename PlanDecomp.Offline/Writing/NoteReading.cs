using PlanDecomp.Offline.Reading;

namespace PlanDecomp.Offline.Writing;

/// <summary>Reads in results, whoever wrote them.</summary>
internal static class NoteReading
{
    private const int MaxGist = 200;

    /// <summary>The first line that says something: no heading, no quote, no rule. Empty when there is none.</summary>
    public static string Gist(string markdown)
    {
        foreach (var line in markdown.Split('\n'))
        {
            var text = line.Trim();
            if (text.Length == 0 || text[0] is '#' or '>' or '|' || text.StartsWith("```", StringComparison.Ordinal) || !text.Any(char.IsLetterOrDigit)) continue;
            return Shortener.To(PlainText.OneLine(Item(text)), MaxGist);
        }

        return "";
    }

    /// <summary>The items under the heading of open questions, in either language.</summary>
    public static IReadOnlyList<string> OpenQuestions(string markdown)
    {
        var (questions, inside) = (new List<string>(), false);
        foreach (var line in markdown.Split('\n').Select(line => line.Trim()))
        {
            if (line.StartsWith('#')) inside = IsHeading(line.TrimStart('#').Trim());
            else if (inside && Item(line) is { Length: > 0 } item && item != line) questions.Add(item);
        }

        return questions;
    }

    private static bool IsHeading(string heading) =>
        new[] { NoteWords.OpenQuestions.En, NoteWords.OpenQuestions.Zh }.Any(words => heading.StartsWith(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>The text of a list's item; a line that is none as it is.</summary>
    private static string Item(string line)
    {
        if (line.StartsWith("- [ ] ", StringComparison.Ordinal) || line.StartsWith("- [x] ", StringComparison.OrdinalIgnoreCase)) return line[6..].Trim();
        if (line.StartsWith("- ", StringComparison.Ordinal) || line.StartsWith("* ", StringComparison.Ordinal)) return line[2..].Trim();
        var number = line.TakeWhile(char.IsAsciiDigit).Count();
        return number > 0 && line.Length > number + 1 && line[number] == '.' ? line[(number + 1)..].Trim() : line;
    }
}
