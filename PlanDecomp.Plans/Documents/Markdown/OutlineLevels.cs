namespace PlanDecomp.Plans.Documents.Markdown;

/// <summary>The headings and items that a next line of an outline may be below.</summary>
internal sealed class OutlineLevels
{
    /// <summary>From the outermost: headings, then items.</summary>
    private readonly List<Level> _levels = [];

    /// <summary>The lines have no markers: only their indentation says what is below what, and it must be exact.</summary>
    public bool IsPlain { get; set; }

    /// <summary>Takes a heading. Returns its parent.</summary>
    public int? PlaceHeading(int level, int index)
    {
        while (_levels.Count > 0 && !(_levels[^1].Heading < level)) Pop();
        return Push(new Level(index, level, 0, 0));
    }

    /// <summary>Takes an item below a certain other one; false when that is not above this place any more.</summary>
    public bool TryPlaceBelow(int above, OutlineLine line, int index)
    {
        var place = _levels.FindIndex(level => level.Index == above);
        if (place < 0) return false;
        _levels.RemoveRange(place + 1, _levels.Count - place - 1);
        Push(Level.Of(line, index));
        return true;
    }

    /// <summary>Takes an item by its indentation. False when it fits nowhere; the item is then taken at the place that comes closest.</summary>
    /// <remarks>
    /// Where CommonMark (0.31, section 5.2) is clear it is followed. One column more is no step inwards: pasted lists often have
    /// it by accident. Stepping out must lead to where an item is, or to where its children may be: anything else could be meant either way.
    /// </remarks>
    public bool TryPlaceItem(OutlineLine line, int index, out int? parent)
    {
        var fits = true;
        var hasLeft = false;
        var indent = line.Indent;
        while (_levels.Count > 0 && _levels[^1] is { Heading: null } top)
        {
            if (IsBelow(line.Indent, top, hasLeft) || IsOutranked(line, top)) break;
            var isBeside = hasLeft || IsPlain ? line.Indent == top.Indent : line.Indent >= top.Indent;
            Pop();
            if (isBeside)
            {
                // What its number alone put below another item stands in the same column as that one.
                while (_levels.Count > 0 && _levels[^1] is { Heading: null } outer && outer.Indent == top.Indent && !IsOutranked(line, outer)) Pop();
                break;
            }

            // Should it fit nowhere, it counts as beside the last one left: one fault is not to make the next lines faults as well.
            hasLeft = true;
            indent = top.Indent;
            fits = _levels.Count > 0 && _levels[^1].Heading is null;
        }

        parent = Push(Level.Of(line, index) with { Indent = fits ? line.Indent : indent });
        return fits;
    }

    /// <summary>Whose text is indented so, after an empty line; -1 for the plan's. What is further in has ended.</summary>
    public int OwnerAt(int indent)
    {
        while (_levels.Count > 0 && _levels[^1] is { Heading: null } top && indent <= top.Indent) Pop();
        return _levels.Count > 0 ? _levels[^1].Index : -1;
    }

    private bool IsBelow(int indent, Level top, bool hasLeft)
    {
        if (IsPlain) return !hasLeft && indent > top.Indent;
        return indent >= top.ContentColumn || (!hasLeft && indent >= top.Indent + 2);
    }

    /// <summary>In one column with a Chinese numeral, what is counted or marked in a lesser way is below it.</summary>
    private bool IsOutranked(OutlineLine line, Level top)
    {
        if (IsPlain || line.Indent != top.Indent || top.Rank == 0) return false;
        return (line.Rank == 0 || line.Rank > top.Rank) && _levels.Any(level => level.Rank is 1 or 2);
    }

    private int? Push(Level level)
    {
        int? parent = _levels.Count > 0 ? _levels[^1].Index : null;
        _levels.Add(level);
        return parent;
    }

    private void Pop() => _levels.RemoveAt(_levels.Count - 1);

    /// <param name="Index">The task.</param>
    /// <param name="Heading">A heading's level; null for an item.</param>
    /// <param name="Indent">An item's.</param>
    /// <param name="ContentColumn">Where an item's children may begin.</param>
    /// <param name="Rank">Of an item's marker.</param>
    private sealed record Level(int Index, int? Heading, int Indent, int ContentColumn, int Rank = 0)
    {
        public static Level Of(OutlineLine line, int index) => new(index, null, line.Indent, line.ContentColumn, line.Rank);
    }
}
