using PlanDecomp.Contracts.Plans;
using PlanDecomp.Offline.Knowledge;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Offline.Writing;

/// <summary>All results of an execution as one document: each under its title, then what is open and what people have to do.</summary>
internal static class DocumentNote
{
    private const int MaxQuestions = 60;

    public static string Write(WritingRequest request)
    {
        var language = PreparedList.LanguageOf(request);
        var note = new NoteText(language);
        note.Label(NoteWords.DocumentLabel);
        foreach (var input in request.Inputs)
        {
            note.Heading(new Words(NoteText.Short(input.Title), NoteText.Short(input.Title)));
            if (input.Status == PlanTaskStatus.Prepared) note.Paragraph(NoteWords.StillToDo.In(language));
            note.Paragraph(input.Content is { } content ? Below(content) : NoteWords.NoResult.In(language));
        }

        var questions = request.Inputs.Where(input => input.Content is not null)
            .SelectMany(input => NoteReading.OpenQuestions(input.Content!).Select(question => note.Pair(NoteText.Short(input.Title), question))).Distinct().Take(MaxQuestions).ToList();
        note.Section(NoteWords.OpenQuestions, questions.Count > 0 ? questions : [NoteWords.NoOpenQuestions.In(language)]);
        PreparedList.AddTo(note, request);
        return note.ToString();
    }

    /// <summary>A result below the heading of its task: its own headings go two levels down, and what each note says of itself is said once on top.</summary>
    private static string Below(string content)
    {
        var lines = new List<string>();
        var fenced = false;
        foreach (var line in content.Split('\n'))
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal)) fenced = !fenced;
            if (!fenced && IsLabel(line)) continue;
            var level = fenced ? 0 : line.TakeWhile(c => c == '#').Count();
            lines.Add(level is > 0 and <= 6 && line.Length > level && line[level] == ' ' ? $"{new string('#', Math.Min(6, level + 2))}{line[level..]}" : line);
        }

        return string.Join('\n', lines).Trim();
    }

    private static bool IsLabel(string line) => line.StartsWith("> ", StringComparison.Ordinal)
        && new[] { NoteWords.WorkLabel, NoteWords.SummaryLabel }.Any(label => line.AsSpan(2).StartsWith(label.En) || line.AsSpan(2).StartsWith(label.Zh));
}
