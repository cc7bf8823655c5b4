using PlanDecomp.Contracts.Plans;
using PlanDecomp.Offline.Knowledge;
using PlanDecomp.Offline.Reading;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Offline.Operations;

/// <summary>Merges words by rule: titles joined into one, instructions set under each other. It does not shorten what is said twice.</summary>
public static class OfflineMerge
{
    public static TaskWords Words(IReadOnlyList<PlanTaskNode> tasks, Language language)
    {
        var titles = tasks.Select(task => task.Title.Trim().TrimEnd('.', '。', ';', '；')).ToList();
        var title = language == Language.Chinese
            ? $"{string.Join('、', titles.SkipLast(1))}和{titles[^1]}"
            : $"{string.Join(", ", titles.SkipLast(1).Select((text, i) => i == 0 ? text : Lower(text)))} and {Lower(titles[^1])}";
        var lines = tasks.Select((task, i) => task.Instruction.Trim() is { Length: > 0 } text
            ? language == Language.Chinese ? $"- {titles[i]}：{text}" : $"- {titles[i]}: {text}"
            : $"- {titles[i]}");
        return new TaskWords(Shortener.To(title, PlanLimits.TitleLength), string.Join('\n', lines));
    }

    // "Book flights and book hotels"; names such as "ISO 9001" stay.
    private static string Lower(string text) =>
        text.Length > 1 && char.IsUpper(text[0]) && char.IsLower(text[1]) && WorkReader.IsEnglishVerb(text.Split(' ')[0]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
}
