using System.Text.RegularExpressions;

namespace PlanDecomp.Plans.Documents.Markdown;

/// <summary>A table of an outline: each row is a task, called by its first cell with words, and the other cells are told below it.</summary>
/// <param name="Columns">The names in its head.</param>
internal sealed partial record OutlineTable(IReadOnlyList<string> Columns)
{
    /// <summary>The table whose head is a line and whose rule is the next one; null when they are none.</summary>
    public static OutlineTable? Read(string head, string rule) =>
        head.Contains('|') && Rule().IsMatch(rule) && Cells(head) is { Count: > 0 } columns && columns.Count == Cells(rule).Count ? new OutlineTable(columns) : null;

    public static bool IsRow(string line) => line.Contains('|');

    /// <summary>A row as the lines it stands for: an item, and a text for each further cell that is not empty.</summary>
    public IEnumerable<OutlineLine> LinesOf(int number, int indent, string row)
    {
        var cells = Cells(row);
        var named = Math.Max(0, cells.ToList().FindIndex(cell => cell.Any(char.IsLetter)));
        yield return new OutlineLine(number, OutlineLineKind.Item, cells.Count == 0 ? "" : cells[named]) { Indent = indent, ContentColumn = indent + 2 };
        for (var i = 0; i < cells.Count; i++)
        {
            if (i == named || cells[i].Length == 0) continue;
            var column = i < Columns.Count ? Columns[i] : "";
            yield return new OutlineLine(number, OutlineLineKind.Quote, column.Length == 0 ? cells[i] : $"{column}: {cells[i]}") { Indent = indent + 2 };
        }
    }

    private static IReadOnlyList<string> Cells(string line)
    {
        var inner = line.Trim();
        if (inner.StartsWith('|')) inner = inner[1..];
        if (inner.EndsWith('|') && !inner.EndsWith("\\|", StringComparison.Ordinal)) inner = inner[..^1];
        return [.. Bar().Split(inner).Select(cell => cell.Replace("\\|", "|", StringComparison.Ordinal).Trim())];
    }

    [GeneratedRegex(@"^\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)*\|?$", RegexOptions.CultureInvariant)]
    private static partial Regex Rule();

    [GeneratedRegex(@"(?<!\\)\|", RegexOptions.CultureInvariant)]
    private static partial Regex Bar();
}
