using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Plans.Documents.Markdown;

/// <summary>Builds one plan from the lines of an outline: headings nest by their level, items by their indentation.</summary>
/// <param name="notes">Take what is wrong.</param>
/// <param name="limits">Bound the plan.</param>
/// <param name="lines">The plan's lines.</param>
/// <param name="mark">Our mark above them; null in an outline of another's.</param>
/// <param name="needsTitle">No one has named the plan: without a heading for it, the line before the first item does.</param>
internal sealed class OutlineBuilder(DocumentNotes notes, ImportOptions limits, IReadOnlyList<OutlineLine> lines, OutlineLine? mark, bool needsTitle)
{
    private readonly ReadPlan _plan = new((mark ?? lines[0]).Place);
    private readonly OutlineLevels _levels = new();
    private readonly Dictionary<int, OutlineBody> _bodies = [];
    private readonly List<(int Task, DocumentResult Result, OutlineBody Body)> _results = [];
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);

    /// <summary>The task the next line of text belongs to; -1 is the plan itself.</summary>
    private int _current = -1;
    private bool _afterBlank;

    /// <summary>The result that a quote would go on with.</summary>
    private (int Task, DocumentResult Result, OutlineBody Body)? _result;

    public ReadPlan Build()
    {
        // Without a heading or an item anywhere, every line is an item, by its indentation alone.
        var isPlain = !lines.Any(line => line.Kind is OutlineLineKind.Heading or OutlineLineKind.Item);
        _levels.IsPlain = isPlain && mark is null;
        var title = FindTitle();
        foreach (var line in lines)
        {
            if (notes.IsFull) break;
            if (IsNothing(line))
            {
                notes.Warn(NoteCode.LeftOut, line.Place, "There is no text here: left out.");
                continue;
            }

            // Many repeat the title of the front matter as the first heading.
            if (title is { Level: OutlineLine.FrontMatterLevel } && line != title && line.Kind == OutlineLineKind.Heading && line.Text == title.Text && _plan.Tasks.Count == 0) continue;
            if (line == title) (_plan.Title, _plan.TitlePlace) = (MarkdownText.UnescapeInline(line.Text), line.Place);
            else if (line.Kind is OutlineLineKind.Heading or OutlineLineKind.Item || (_levels.IsPlain && line.Kind == OutlineLineKind.Text)) AddTask(line);
            else if (line.Kind is not OutlineLineKind.Blank) AddText(line);
            if (_plan.Tasks.Count > limits.MaxTasks)
            {
                notes.Error(NoteCode.TooMany, line.Place, $"A plan holds at most {limits.MaxTasks} tasks.");
                break;
            }

            _afterBlank = line.Kind == OutlineLineKind.Blank;
        }

        TakeBodies();
        if (needsTitle && _plan.Title is null && mark is null) TakeTitleFromDescription();
        return _plan;
    }

    /// <summary>The heading that names the plan: the first thing of its outline, and above all other headings. In our own, the first heading.</summary>
    private OutlineLine? FindTitle()
    {
        var first = lines.FirstOrDefault(line => line.Kind is OutlineLineKind.Heading or OutlineLineKind.Item);
        if (first?.Kind != OutlineLineKind.Heading) return null;
        return mark is not null || lines.All(line => line == first || line.Kind != OutlineLineKind.Heading || line.Level > first.Level) ? first : null;
    }

    /// <summary>A bullet or a heading with no words behind it, not even a name by which others depend on it.</summary>
    private bool IsNothing(OutlineLine line) => mark is null && line.Kind is OutlineLineKind.Heading or OutlineLineKind.Item && line.Name is null && !VisibleText.IsIn(line.Text);

    private void AddTask(OutlineLine line)
    {
        var (ordinal, text) = (line.Ordinal, line.Text);
        if (line.Kind == OutlineLineKind.Heading && ListMarker.ReadNumber(text, _names.ContainsKey) is { } number)
        {
            (ordinal, text) = (number.Ordinal, text[number.Length..]);
        }

        var parent = ParentOf(line, ordinal);
        var name = line.Name ?? (IsName(ordinal, line, parent) ? ordinal : null);
        if (name is not null) _names.TryAdd(name, _plan.Tasks.Count);
        (_current, _result) = (_plan.Tasks.Count, null);
        _plan.Tasks.Add(new ReadTask(line.Place, parent)
        {
            Label = name,
            Title = OneLine(MarkdownText.UnescapeInline(text)),
            Status = line.Status,
        });
    }

    private int? ParentOf(OutlineLine line, string? ordinal)
    {
        if (line.Kind == OutlineLineKind.Heading) return _levels.PlaceHeading(line.Level, _plan.Tasks.Count);

        // "1.2 Buy" goes below "1. Prepare" without any indentation. A name of our exports does not: people move lines about.
        if (line.Name is null && ordinal is not null && ListMarker.PrefixOf(ordinal) is { } prefix
            && _names.TryGetValue(prefix, out var above) && _levels.TryPlaceBelow(above, line, _plan.Tasks.Count)) return above;

        if (!_levels.TryPlaceItem(line, _plan.Tasks.Count, out var parent))
        {
            notes.Error(NoteCode.Indentation, line.Place, $"The indentation of {line.Indent} {(line.Indent == 1 ? "column" : "columns")} fits no item above: it is neither beside one nor below one.");
        }

        return parent;
    }

    /// <summary>Nested lists begin anew at 1, so of plain numbers only those of the outermost list, and of headings, name one task.</summary>
    private static bool IsName(string? ordinal, OutlineLine line, int? parent) =>
        ordinal is not null && (ordinal.Contains('.') || line.Kind == OutlineLineKind.Heading || parent is null);

    private void AddText(OutlineLine line)
    {
        // Text right below an item goes on with it, however little it is indented; after an empty line its place counts.
        if (_afterBlank) _current = _levels.OwnerAt(line.Indent);
        if (line.Kind == OutlineLineKind.Dependencies && _current >= 0)
        {
            _plan.Tasks[_current].DependsOn.AddRange(OutlineDependencies.Split(line.Text).Select(name => (name, line.Place)));
            return;
        }

        if (line.Kind == OutlineLineKind.Error && _current >= 0)
        {
            (_plan.Tasks[_current].Error, _plan.Tasks[_current].ErrorPlace) = (line.Text, line.Place);
            return;
        }

        if (line.Kind == OutlineLineKind.Effort && _current >= 0)
        {
            (_plan.Tasks[_current].EffortHours, _plan.Tasks[_current].EffortPlace) = (line.Hours, line.Place);
            return;
        }

        if (line.Result is not null && _current >= 0)
        {
            _result = (_current, line.Result, new OutlineBody(line.Place));
            _results.Add(_result.Value);
            return;
        }

        // A result ends with its quote.
        if (line.Kind != OutlineLineKind.Quote || _result?.Task != _current) _result = null;
        if (_result is { } open) open.Body.Add(line.Text, _afterBlank);
        else BodyOf(_current, line.Place).Add(line.Text, _afterBlank);
    }

    private OutlineBody BodyOf(int task, DocumentPlace place)
    {
        if (!_bodies.TryGetValue(task, out var body)) _bodies.Add(task, body = new OutlineBody(place));
        return body;
    }

    private void TakeBodies()
    {
        foreach (var (index, body) in _bodies)
        {
            if (index >= 0) (_plan.Tasks[index].Instruction, _plan.Tasks[index].InstructionPlace) = (body.Text, body.Place);
            else (_plan.Description, _plan.DescriptionPlace) = (body.Text, body.Place);
        }

        foreach (var (task, result, body) in _results) _plan.Tasks[task].Results.Add((result with { Content = body.Text }, body.Place));
    }

    private void TakeTitleFromDescription()
    {
        var end = _plan.Description.IndexOf('\n');
        var first = end < 0 ? _plan.Description : _plan.Description[..end];
        if (first.Trim().Length is 0 or > PlanLimits.TitleLength) return;
        _plan.Title = OneLine(first.Trim().TrimEnd(':', '：'));
        _plan.Description = end < 0 ? "" : _plan.Description[end..].Trim('\n');
    }

    /// <summary>Tabs within a line, as spreadsheets paste them.</summary>
    private static string OneLine(string text) => text.Replace('\t', ' ');
}
