using PlanDecomp.Contracts.Plans;
using PlanDecomp.Offline.Knowledge;
using PlanDecomp.Offline.Reading;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Offline.Writing;

/// <summary>What people have still to do, as the last section of a final document, whoever wrote the rest.</summary>
public static class PreparedList
{
    /// <returns>Markdown, with its heading; empty when nothing is left to people.</returns>
    public static string Write(WritingRequest request)
    {
        var note = new NoteText(LanguageOf(request));
        AddTo(note, request);
        return note.ToString() is { Length: > 0 } list ? $"\n{list}" : "";
    }

    internal static void AddTo(NoteText note, WritingRequest request) => note.Section(
        NoteWords.ForPeople, [.. request.Inputs.Where(input => input.Status == PlanTaskStatus.Prepared).Select(input => $"[ ] {NoteText.Short(input.Title)}")]);

    internal static Language LanguageOf(WritingRequest request) => LanguageReader.Read(
        PlainText.OneLine($"{request.PlanTitle} {request.PlanDescription}"), Brief.Read(request.PlanTitle, request.PlanDescription).Language);
}
