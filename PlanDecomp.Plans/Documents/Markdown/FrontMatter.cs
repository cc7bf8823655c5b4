using System.Text.RegularExpressions;

namespace PlanDecomp.Plans.Documents.Markdown;

/// <summary>The block of names and values that note programs put above a document, between two lines of <c>---</c>.</summary>
/// <param name="Length">Its lines, both marks included.</param>
/// <param name="Title">What it calls the document, and the line that says so; null when it does not.</param>
/// <param name="Others">The other names in it, in order.</param>
internal sealed partial record FrontMatter(int Length, (string Text, int Line)? Title, IReadOnlyList<string> Others)
{
    private const int MaxLength = 200;

    /// <summary>Null when the document does not begin with one: a rule above a list is none.</summary>
    public static FrontMatter? Read(IReadOnlyList<string> lines)
    {
        if (lines[0].TrimEnd() != "---") return null;
        (string, int)? title = null;
        var others = new List<string>();
        for (var i = 1; i < lines.Count && i <= MaxLength; i++)
        {
            var line = lines[i].TrimEnd();
            if (line is "---" or "...") return i > 1 && (title is not null || others.Count > 0) ? new FrontMatter(i + 1, title, others) : null;
            if (Entry().Match(line) is { Success: true } entry)
            {
                var (name, value) = (entry.Groups["name"].Value, Unquoted(entry.Groups["value"].Value));
                if (Block().IsMatch(value)) value = string.Join(' ', lines.Skip(i + 1).TakeWhile(next => next.StartsWith(' ')).Select(next => next.Trim()));
                if (title is null && name.Equals("title", StringComparison.OrdinalIgnoreCase) && value.Length > 0) title = (value, i + 1);
                else others.Add(name);
            }
            else if (line.Length > 0 && line[0] is not (' ' or '\t' or '-' or '#'))
            {
                return null;
            }
        }

        return null;
    }

    private static string Unquoted(string value)
    {
        value = value.Trim();
        return value is ['"', .., '"'] or ['\'', .., '\''] && value.Length > 1 ? value[1..^1].Trim() : value;
    }

    // A value of several lines, which stand indented below.
    [GeneratedRegex(@"^[|>][+-]?$", RegexOptions.CultureInvariant)]
    private static partial Regex Block();

    [GeneratedRegex(@"^(?<name>[\p{L}_][\p{L}\p{N}_ .-]{0,60}?)\s*:(?:\s+(?<value>.*))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Entry();
}
