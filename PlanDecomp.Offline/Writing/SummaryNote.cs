using PlanDecomp.Offline.Knowledge;
using PlanDecomp.Offline.Reading;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Offline.Writing;

/// <summary>What the parts of a task have brought, one line each, and the questions they leave open.</summary>
internal static class SummaryNote
{
    private const int MaxQuestions = 12;
    private const int MaxTitle = 80;

    public static string Write(WritingRequest request)
    {
        var plan = Brief.Read(request.PlanTitle, request.PlanDescription);
        var language = LanguageReader.Read(PlainText.OneLine($"{request.Title} {request.Instruction}"), plan.Language);
        var note = new NoteText(language);
        note.Label(NoteWords.SummaryLabel);
        note.Heading(NoteWords.Goal);
        var instruction = PlainText.OneLine(request.Instruction);
        note.Paragraph(instruction.Length > 0 ? instruction : Short(request.Title));
        note.Section(NoteWords.Parts, [.. request.Inputs.Select(input => note.Pair($"**{Short(input.Title)}**", Gist(input, language)))]);
        note.Paragraph(string.Format(null, NoteWords.Count.In(language), request.Inputs.Count, request.Inputs.Count(input => input.Content is not null)));
        note.Section(NoteWords.OpenQuestions, Questions(request, note, language));
        return note.ToString();
    }

    /// <summary>The parts' open questions, each once; one that several parts ask names none of them.</summary>
    private static List<string> Questions(WritingRequest request, NoteText note, Language language)
    {
        var asked = request.Inputs.Where(input => input.Content is not null)
            .SelectMany(input => NoteReading.OpenQuestions(input.Content!).Select(question => (input.Title, Question: question)))
            .GroupBy(pair => pair.Question)
            .Select(same => same.Count() == 1 ? note.Pair(Short(same.First().Title), same.Key) : same.Key)
            .Take(MaxQuestions).ToList();
        return asked.Count > 0 ? asked : [NoteWords.NoOpenQuestions.In(language)];
    }

    private static string Gist(TaskInput input, Language language) =>
        input.Content is { } content && NoteReading.Gist(content) is { Length: > 0 } gist ? gist : NoteWords.NoResult.In(language);

    private static string Short(string title) => Shortener.To(PlainText.OneLine(title), MaxTitle);
}
