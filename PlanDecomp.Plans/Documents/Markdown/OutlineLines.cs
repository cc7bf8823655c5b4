using System.Globalization;
using System.Text.RegularExpressions;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans.Documents.Markdown;

/// <summary>Says of each line of an outline what it is.</summary>
/// <remarks>
/// A line at a time, as people write lists, and not by CommonMark's blocks: those know neither Chinese bullets nor lists without any,
/// read an item indented by four as code, and keep neither the line nor the exact text. docs/decisions tells more.
/// </remarks>
internal sealed partial class OutlineLines(DocumentNotes notes)
{
    private const int TabStop = 4;

    /// <summary>Marks of direction and the like, which editors of right-to-left text put around bullets and boxes.</summary>
    private static readonly char[] Invisible =
        ['\u200B', '\u200E', '\u200F', '\u2060', '\uFEFF', '\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u2069'];

    private readonly List<OutlineLine> _lines = [];
    private readonly HashSet<string> _ordinals = new(StringComparer.Ordinal);
    private (string Fence, int Indent, int Number)? _code;
    private int? _comment;
    private OutlineTable? _table;

    /// <param name="text">Lines end with LF, CR LF or CR.</param>
    public IReadOnlyList<OutlineLine> Read(string text)
    {
        var all = LineEnd().Split(text.TrimStart('\uFEFF'));
        for (var taken = AddFrontMatter(all); taken < all.Length; taken++) Add(taken + 1, all[taken]);
        if (_code is { } code) notes.Error(NoteCode.Unclosed, DocumentPlace.AtLine(code.Number), "The code block that begins here has no end.");
        if (_comment is { } comment) notes.Error(NoteCode.Unclosed, DocumentPlace.AtLine(comment), "The comment that begins here has no end.");
        return _lines;
    }

    private void Add(int number, string line)
    {
        var (indent, start) = IndentOf(line);
        var text = line[start..].TrimEnd();
        if (!OutlineTable.IsRow(text)) _table = null;
        if (_code is not null) AddCode(number, line, text);
        else if (_comment is not null) _comment = text.Contains("-->", StringComparison.Ordinal) ? null : _comment;
        else if (text.Length == 0) _lines.Add(new OutlineLine(number, OutlineLineKind.Blank, ""));
        else if (text.StartsWith("<!--", StringComparison.Ordinal)) AddComment(number, text);
        else if (text[0] == '>') AddQuote(number, indent, line[start..]);
        else if (_table is { } table) _lines.AddRange(table.LinesOf(number, indent, text));
        else if (IsRuleOfTable(number, text)) return;
        else if (Fence().Match(text) is { Success: true } fence) BeginCode(number, indent, text, fence.Groups["fence"].Value);
        else if (!IsUnderline(text, indent) && !Rule().IsMatch(text)) _lines.Add(Classify(number, indent, text) is var read && IsOfEmptyItem(read) ? TakeEmptyItem(read) : read);
    }

    /// <returns>The lines it takes.</returns>
    private int AddFrontMatter(string[] all)
    {
        if (FrontMatter.Read(all) is not { } front) return 0;
        if (front.Title is { } title) _lines.Add(new OutlineLine(title.Line, OutlineLineKind.Heading, MarkdownText.EscapeInline(title.Text)) { Level = OutlineLine.FrontMatterLevel });
        if (front.Others.Count > 0) notes.Warn(NoteCode.LeftOut, DocumentPlace.AtLine(1), $"What stands above the document is left out: {string.Join(", ", front.Others)}.");
        return front.Length;
    }

    /// <summary>Takes the line above for the head of a table when this one is the rule below it.</summary>
    private bool IsRuleOfTable(int number, string text)
    {
        if (_lines.Count == 0 || _lines[^1] is not { Kind: OutlineLineKind.Text } above || above.Number != number - 1 || OutlineTable.Read(above.Text, text) is not { } table) return false;
        _lines.RemoveAt(_lines.Count - 1);
        _table = table;
        notes.Warn(NoteCode.Table, above.Place, "This table is read as tasks: a row each.");
        return true;
    }

    /// <summary>An item may have its words on the line after its bullet (CommonMark 0.31, section 5.2).</summary>
    private bool IsOfEmptyItem(OutlineLine line) =>
        line.Kind == OutlineLineKind.Text && _lines is [.., { Kind: OutlineLineKind.Item, Text: "" } above] && above.Number == line.Number - 1 && line.Indent > above.Indent;

    private OutlineLine TakeEmptyItem(OutlineLine words)
    {
        var item = _lines[^1];
        _lines.RemoveAt(_lines.Count - 1);
        return item with { Text = words.Text };
    }

    private OutlineLine Classify(int number, int indent, string text)
    {
        if (Heading().Match(text) is { Success: true } heading)
        {
            return Titled(number, OutlineLineKind.Heading, ClosingMarks().Replace(heading.Groups["text"].Value, ""), null) with
            {
                Indent = indent,
                Level = heading.Groups["marks"].Length,
            };
        }

        if (ListMarker.Read(text, _ordinals.Contains) is { } marker)
        {
            if (marker.Ordinal is { } ordinal) _ordinals.Add(ordinal);
            return Titled(number, OutlineLineKind.Item, text[marker.Length..], marker) with { Indent = indent, ContentColumn = indent + marker.Length };
        }

        // A box without a bullet.
        if (CheckBox().Match(text) is { Success: true } box && PlanTaskStatuses.ReadMark(box.Groups["mark"].Value[0]) is not null)
        {
            return Titled(number, OutlineLineKind.Item, text, null) with { Indent = indent, ContentColumn = indent + 2 };
        }

        if (OutlineResult.Read(text) is { } result) return new OutlineLine(number, OutlineLineKind.Result, "") { Indent = indent, Result = result };
        if (Error().Match(text) is { Success: true } error)
        {
            return new OutlineLine(number, OutlineLineKind.Error, MarkdownText.UnescapeInline(error.Groups["error"].Value)) { Indent = indent };
        }

        if (OutlineEffort.Read(text) is { } hours) return new OutlineLine(number, OutlineLineKind.Effort, text) { Indent = indent, Hours = hours };
        return OutlineDependencies.Read(text) is { } names
            ? new OutlineLine(number, OutlineLineKind.Dependencies, names) { Indent = indent }
            : new OutlineLine(number, OutlineLineKind.Text, text) { Indent = indent };
    }

    /// <summary>A line with a task's title: its box, its number and what is left.</summary>
    private OutlineLine Titled(int number, OutlineLineKind kind, string text, ListMarker? marker)
    {
        var status = marker?.Status ?? PlanTaskStatus.Pending;
        if (text.TrimStart(Invisible) is ['[', ..] boxed) text = boxed;
        if (CheckBox().Match(text) is { Success: true } box)
        {
            var mark = box.Groups["mark"].Value[0];
            if (PlanTaskStatuses.ReadMark(mark) is { } read) (status, text) = (read, text[box.Length..]);
            else if (!char.IsLetterOrDigit(mark))
            {
                text = text[box.Length..];
                notes.Warn(NoteCode.UnknownStatus, DocumentPlace.AtLine(number), $"'[{mark}]' is no status, so the task is pending: {string.Join(", ", PlanTaskStatuses.All.Select(known => $"[{known.Mark}]"))} are known.");
            }
        }

        string? name = null;
        if (Name().Match(text) is { Success: true } named) (name, text) = (named.Groups["name"].Value, text[named.Length..]);
        return new OutlineLine(number, kind, text.Trim()) { Name = name, Ordinal = marker?.Ordinal, Rank = marker?.Rank ?? 0, Status = status };
    }

    private void AddComment(int number, string text)
    {
        if (PlanMark().Match(text) is { Success: true } mark)
        {
            var version = int.TryParse(mark.Groups["version"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : int.MaxValue;
            _lines.Add(new OutlineLine(number, OutlineLineKind.PlanMark, "") { Level = version });
        }
        else if (!text.Contains("-->", StringComparison.Ordinal))
        {
            _comment = number;
        }
    }

    private void AddQuote(int number, int indent, string text)
    {
        var quoted = text.AsSpan(1);
        if (quoted.StartsWith(" ")) quoted = quoted[1..];
        _lines.Add(new OutlineLine(number, OutlineLineKind.Quote, MarkdownText.UnescapeLine(quoted.ToString())) { Indent = indent });
    }

    private void BeginCode(int number, int indent, string text, string fence)
    {
        _code = (fence, indent, number);
        _lines.Add(new OutlineLine(number, OutlineLineKind.Code, text) { Indent = indent });
    }

    private void AddCode(int number, string line, string text)
    {
        var (fence, indent, _) = _code!.Value;
        if (text.StartsWith(fence, StringComparison.Ordinal) && text.All(c => c == fence[0])) _code = null;
        _lines.Add(new OutlineLine(number, OutlineLineKind.Code, WithoutIndent(line, indent)) { Indent = indent });
    }

    /// <summary>Makes the text right above a heading when this line underlines it (CommonMark 0.31, section 4.3).</summary>
    private bool IsUnderline(string text, int indent)
    {
        if (_lines.Count == 0 || _lines[^1] is not { Kind: OutlineLineKind.Text } above || above.Indent != indent || !Underline().IsMatch(text)) return false;
        _lines[^1] = Titled(above.Number, OutlineLineKind.Heading, above.Text, null) with { Indent = indent, Level = text[0] == '=' ? 1 : 2 };
        return true;
    }

    private static (int Columns, int Characters) IndentOf(string line)
    {
        var columns = 0;
        for (var i = 0; i < line.Length; i++)
        {
            switch (line[i])
            {
                case ' ' or '\u00A0': columns++; break;
                case '\t': columns += TabStop - (columns % TabStop); break;
                case '\u3000': columns += 2; break;

                case var mark when Invisible.Contains(mark): break;
                default: return (columns, i);
            }
        }

        return (columns, line.Length);
    }

    private static string WithoutIndent(string line, int columns)
    {
        var start = 0;
        while (start < line.Length && start < columns && line[start] == ' ') start++;
        return line[start..];
    }

    [GeneratedRegex(@"\r\n|\n|\r", RegexOptions.CultureInvariant)]
    private static partial Regex LineEnd();

    [GeneratedRegex(@"^<!--\s*plandecomp\s+(?<version>[0-9]+)\s*-->$", RegexOptions.CultureInvariant)]
    private static partial Regex PlanMark();

    [GeneratedRegex(@"^(?<fence>`{3,}(?=[^`]*$)|~{3,})", RegexOptions.CultureInvariant)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$", RegexOptions.CultureInvariant)]
    private static partial Regex Rule();

    [GeneratedRegex(@"^(?:={2,}|-{2,})$", RegexOptions.CultureInvariant)]
    private static partial Regex Underline();

    [GeneratedRegex(@"^(?<marks>#{1,6})(?:[ \t\u3000]+|(?=\p{Lo})|$)(?<text>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?:^|[ \t]+)#+$", RegexOptions.CultureInvariant)]
    private static partial Regex ClosingMarks();

    [GeneratedRegex(@"^\*Error: (?<error>.*)\*$", RegexOptions.CultureInvariant)]
    private static partial Regex Error();

    // Without a space behind only when it can be no link and no footnote: "[x](where)".
    [GeneratedRegex(@"^\[(?<mark>.)\](?:[ \t\u3000]+|$|(?<=\[(?:[ xX]|[^\p{L}\p{N}\s])\])(?![(\[:]))", RegexOptions.CultureInvariant)]
    private static partial Regex CheckBox();

    [GeneratedRegex(@"^\*\*(?<name>[0-9]{1,9}(?:\.[0-9]{1,9})*)\*\*(?:[ \t]+|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
