using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Offline.Knowledge;
using PlanDecomp.Offline.Planning;
using PlanDecomp.Offline.Reading;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Offline.Operations;

/// <summary>Splits a task by rule: by its children, else by the list in its instruction, else by the usual steps of its type of work.</summary>
public static class OfflineSplit
{
    /// <exception cref="JobFailedException">The rules see no parts in it.</exception>
    public static IReadOnlyList<TaskPart> Parts(PlanTaskNode target, PlanOutline outline, OperationParams parameters, Language language)
    {
        if (target.Children.Count >= 2) return ByChildren(target, parameters.Parts ?? 2, language);
        var parts = ByList(target) ?? BySteps(target, outline, parameters.Parts ?? 3);
        var wanted = Math.Min(parameters.Parts ?? parts.Count, TaskPart.Most);
        if (parts.Count < 2 || parts.Count < wanted)
        {
            throw new JobFailedException(
                $"The offline rules see no {(parameters.Parts is { } count ? count : 2)} parts in \"{target.Title}\". List them in its instruction, one a line, or configure a language model (Llm:ApiKey or Llm:BaseUrl).");
        }

        // What is too many goes together into the last ones.
        return [.. Enumerable.Range(0, wanted).Select(i => Join([.. parts.Skip(i * parts.Count / wanted).Take(((i + 1) * parts.Count / wanted) - (i * parts.Count / wanted))], i, target))];
    }

    private static List<TaskPart> ByChildren(PlanTaskNode target, int wanted, Language language)
    {
        var count = Math.Min(wanted, target.Children.Count);
        if (count < wanted) throw new JobFailedException($"\"{target.Title}\" has {target.Children.Count} children; the offline rules cannot make {wanted} parts of them.");
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var from = i * target.Children.Count / count;
            var children = target.Children.Skip(from).Take(((i + 1) * target.Children.Count / count) - from).ToList();
            var what = string.Join(language == Language.Chinese ? "、" : "; ", children.Select(child => child.Title));
            var title = language == Language.Chinese ? $"{target.Title}（{i + 1}/{count}）：{what}" : $"{target.Title} ({i + 1} of {count}): {what}";
            return new TaskPart(Shortener.To(title, PlanLimits.TitleLength), target.Instruction, [], [.. children.Select(child => child.TaskId)]);
        })];
    }

    private static List<TaskPart>? ByList(PlanTaskNode target) =>
        ListedItems.Read(target.Instruction) is { } items ? [.. items.Select(item => new TaskPart(item, "", [], []))] : null;

    private static List<TaskPart> BySteps(PlanTaskNode target, PlanOutline outline, int wanted)
    {
        var request = NodeRequest.Of(outline, target, hint: null) with
        {
            Siblings = [],
            ExistingChildren = [],
            ChildLevel = Math.Min(target.Depth + 1, 3),
            MinChildren = 2,
            MaxChildren = Math.Max(2, wanted),
        };
        return [.. OfflineNodePlanner.Plan(request).Children.Select((child, i) => new TaskPart(child.Title, child.Instruction, i == 0 ? [] : [i - 1], []))];
    }

    private static TaskPart Join(IReadOnlyList<TaskPart> parts, int index, PlanTaskNode target)
    {
        var title = Shortener.To(string.Join("; ", parts.Select(part => part.Title)), PlanLimits.TitleLength);
        var instruction = string.Join('\n', parts.Select(part => part.Instruction).Where(text => text.Length > 0));
        if (instruction.Length == 0 && index == 0) instruction = target.Instruction;

        // One after the other, as they stand.
        return new TaskPart(title, instruction, index == 0 ? [] : [index - 1], [.. index == 0 ? target.Children.Select(child => child.TaskId) : []]);
    }
}
