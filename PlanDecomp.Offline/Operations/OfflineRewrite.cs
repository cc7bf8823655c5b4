using System.Text.RegularExpressions;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Offline.Knowledge;
using PlanDecomp.Offline.Reading;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Edits;

namespace PlanDecomp.Offline.Operations;

/// <summary>
/// Tidies words by rule: numbers, bullets and full stops go from titles, spaces are put in order, an English title begins with a capital.
/// The hint cannot be understood by rules; it is written into the instruction, for whoever does the task.
/// </summary>
public static partial class OfflineRewrite
{
    public static IReadOnlyList<TaskEdit> Edits(IReadOnlyList<PlanTaskNode> tasks, string? hint, Language language)
    {
        var edits = new List<TaskEdit>();
        foreach (var task in tasks)
        {
            var title = Title(task.Title);
            var instruction = Instruction(task.Instruction, hint, LanguageReader.Read(task.Title, language));
            if (title != task.Title || instruction != task.Instruction) edits.Add(new TaskEdit(task.TaskId) { Title = title, Instruction = instruction });
        }

        return edits;
    }

    private static string Title(string title)
    {
        var tidy = Blanks().Replace(Number().Replace(title, ""), " ").Trim().TrimEnd('.', '。', ';', '；', ':', '：', ',', '，').Trim();
        if (tidy.Length == 0) return title;
        return char.IsAsciiLetterLower(tidy[0]) && WorkReader.IsEnglishVerb(tidy.Split(' ')[0]) ? char.ToUpperInvariant(tidy[0]) + tidy[1..] : tidy;
    }

    private static string Instruction(string instruction, string? hint, Language language)
    {
        var tidy = Lines().Replace(instruction.Trim(), "\n\n");
        if (string.IsNullOrWhiteSpace(hint)) return tidy;
        var note = language == Language.Chinese ? $"注意：{hint}" : $"Mind: {hint}";
        if (tidy.Contains(note, StringComparison.Ordinal)) return tidy;
        var noted = tidy.Length == 0 ? note : $"{tidy}\n{note}";
        return noted.Length <= PlanLimits.InstructionLength ? noted : tidy;
    }

    [GeneratedRegex(@"^\s*(?:(?:\d{1,3}(?:\.\d{1,3})*\s*[.)、．）]|[-*•·])\s*)+")]
    private static partial Regex Number();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"[ \t]*\n[ \t]*\n\s*")]
    private static partial Regex Lines();
}
