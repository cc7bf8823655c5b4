namespace PlanDecomp.Plans.Documents.Markdown;

/// <summary>Reads outlines: our own exports to the letter, and headings, nested lists and indented lines as people write them.</summary>
internal sealed class OutlineReader(DocumentNotes notes, ImportOptions limits, bool needsTitle)
{
    public IReadOnlyList<ReadPlan> Read(string text)
    {
        var lines = new OutlineLines(notes).Read(text);
        if (lines.All(line => line.Kind == OutlineLineKind.Blank))
        {
            if (notes.Errors.Count == 0) notes.Error(NoteCode.Empty, DocumentPlace.AtLine(1), "The document is empty.");
            return [];
        }

        var plans = new List<ReadPlan>();
        foreach (var (mark, section) in Sections(lines))
        {
            if (plans.Count == limits.MaxPlans)
            {
                notes.Error(NoteCode.TooMany, (mark ?? section[0]).Place, $"A document holds at most {limits.MaxPlans} plans.");
                break;
            }

            if (mark?.Level > MarkdownPlanWriter.Version)
            {
                notes.Warn(NoteCode.NewerVersion, mark.Place,
                    $"A newer program has written this (version {mark.Level}; {MarkdownPlanWriter.Version} is known here): what it added may be taken for text.");
            }

            var plan = new OutlineBuilder(notes, limits, section, mark, needsTitle).Build();
            if (mark is null && plan.Tasks.Count == 0 && notes.Errors.Count == 0)
                notes.Error(NoteCode.Empty, section[0].Place, "There is no task in this document: tasks are headings, items of a list, rows of a table, or lines of their own.");
            plans.Add(plan);
        }

        return plans;
    }

    /// <summary>The plans: our mark begins one, and so does whatever stands before the first mark.</summary>
    private static IEnumerable<(OutlineLine? Mark, IReadOnlyList<OutlineLine> Lines)> Sections(IReadOnlyList<OutlineLine> lines)
    {
        OutlineLine? mark = null;
        var section = new List<OutlineLine>();
        foreach (var line in lines)
        {
            if (line.Kind != OutlineLineKind.PlanMark)
            {
                section.Add(line);
                continue;
            }

            if (mark is not null || section.Any(other => other.Kind != OutlineLineKind.Blank)) yield return (mark, section);
            (mark, section) = (line, []);
        }

        yield return (mark, section);
    }
}
