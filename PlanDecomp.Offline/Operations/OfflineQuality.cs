using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Offline.Knowledge;
using PlanDecomp.Offline.Tree;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Offline.Operations;

/// <summary>Judges a plan by what rules can count: instructions, lengths, shapes, repetitions, dependencies, estimates. Whether it is the right plan they cannot tell.</summary>
public static class OfflineQuality
{
    private const int MostChildren = 9;
    private const int ShortTitle = 4;

    public static OperationDraft Check(PlanOutline outline, IReadOnlyList<PlanTaskNode> tasks, Language language)
    {
        var leaves = tasks.Where(task => task.Children.Count == 0).ToList();
        var edits = new List<TaskEdit>();
        var suggestions = new List<QualitySuggestion>();
        var reasons = new List<QualityReason>
        {
            Clarity(tasks, language, suggestions),
            Structure(tasks, language, edits, suggestions),
            Dependencies(outline, tasks, leaves, language, edits, suggestions),
            Effort(leaves, language, suggestions),
        };
        var score = (int)Math.Round(reasons.Average(reason => reason.Score));
        return new OperationDraft(edits) { Quality = new QualityReport(score, reasons, suggestions) };
    }

    private static QualityReason Clarity(IReadOnlyList<PlanTaskNode> tasks, Language language, List<QualitySuggestion> suggestions)
    {
        var silent = tasks.Where(task => string.IsNullOrWhiteSpace(task.Instruction)).ToList();
        var vague = tasks.Where(task => task.Title.Trim().Length < ShortTitle && !task.Title.Any(c => c > '\u2E80')).ToList();
        suggestions.AddRange(silent.Take(5).Select(task => Advice(task, language, "Say in an instruction what to do and how one knows that it is done.", "补充说明：要做什么、怎样算完成。")));
        suggestions.AddRange(vague.Take(5).Select(task => Advice(task, language, "The title is too short to tell what is meant.", "标题太短，看不出要做什么。")));
        return new QualityReason("clarity", Share(tasks.Count, silent.Count + vague.Count), Say(
            language, $"{silent.Count} of {tasks.Count} tasks have no instruction, {vague.Count} a title of less than {ShortTitle} letters.",
            $"{tasks.Count} 项任务中有 {silent.Count} 项没有说明，{vague.Count} 项标题过短。"));
    }

    private static QualityReason Structure(IReadOnlyList<PlanTaskNode> tasks, Language language, List<TaskEdit> edits, List<QualitySuggestion> suggestions)
    {
        var single = tasks.Where(task => task.Children.Count == 1).ToList();
        var wide = tasks.Where(task => task.Children.Count > MostChildren).ToList();
        var repeated = tasks.GroupBy(task => (task.ParentId, TitleLikeness.Key(task.Title))).SelectMany(same => same.OrderBy(task => task.Position).Skip(1))
            .Where(task => task.Children.Count == 0).ToList();
        suggestions.AddRange(single.Take(5).Select(task => Advice(task, language, "A single child says the same as its parent: give it siblings, or drop it.", "只有一个子任务：补充同级任务，或去掉这一层。")));
        suggestions.AddRange(wide.Take(5).Select(task => Advice(task, language, $"More than {MostChildren} children are hard to keep in view: group them.", $"子任务超过 {MostChildren} 个，不易把握：请分组。")));
        foreach (var task in repeated)
        {
            var text = Say(language, "It repeats a task beside it.", "与同级任务重复。");
            edits.Add(new TaskEdit(task.TaskId) { Remove = true, Reason = text });
            suggestions.Add(new QualitySuggestion(task.TaskId, text, IsProposed: true));
        }

        return new QualityReason("structure", Share(tasks.Count, (2 * repeated.Count) + single.Count + wide.Count), Say(
            language, $"{repeated.Count} repeated tasks, {single.Count} with a single child, {wide.Count} with more than {MostChildren}.",
            $"重复任务 {repeated.Count} 项，仅有一个子任务的 {single.Count} 项，子任务超过 {MostChildren} 个的 {wide.Count} 项。"));
    }

    private static QualityReason Dependencies(
        PlanOutline outline, IReadOnlyList<PlanTaskNode> tasks, List<PlanTaskNode> leaves, Language language, List<TaskEdit> edits, List<QualitySuggestion> suggestions)
    {
        var removed = edits.Where(edit => edit.Remove).Select(edit => edit.TaskId).ToHashSet();
        var repairs = OfflineDependencies.Repair(outline, tasks, language).Where(edit => !removed.Contains(edit.TaskId)
            && !outline.Find(edit.TaskId)!.DependsOn.Order().SequenceEqual(edit.DependsOn!.Order())).ToList();
        edits.AddRange(repairs);
        suggestions.AddRange(repairs.Select(edit => new QualitySuggestion(
            edit.TaskId, Say(language, $"Change what it waits for: {edit.Reason}.", $"调整依赖：{edit.Reason}。"), IsProposed: true)));
        var ordered = tasks.Count(task => task.DependsOn.Count > 0);
        var score = leaves.Count < 4 || ordered > 0 ? Share(tasks.Count, 2 * repairs.Count) : 40;
        return new QualityReason("dependencies", score, Say(
            language, $"{ordered} tasks wait for others; {repairs.Count} dependencies look wrong or are missing by the rules of thumb.",
            $"{ordered} 项任务有依赖；按经验规则看，{repairs.Count} 处依赖有误或缺失。"));
    }

    private static QualityReason Effort(List<PlanTaskNode> leaves, Language language, List<QualitySuggestion> suggestions)
    {
        var open = leaves.Count(task => task.EffortHours is null);
        if (open == leaves.Count) suggestions.Add(new QualitySuggestion(null, Say(language, "Have the work estimated.", "请估算工时。"), IsProposed: false));
        return new QualityReason("effort", 50 + (Share(leaves.Count, open) / 2), Say(
            language, $"{open} of {leaves.Count} tasks without children have no estimate.", $"{leaves.Count} 项可执行任务中有 {open} 项未估算工时。"));
    }

    private static QualitySuggestion Advice(PlanTaskNode task, Language language, string en, string zh) => new(task.TaskId, Say(language, en, zh), IsProposed: false);

    private static int Share(int all, int wrong) => Math.Max(0, 100 - (100 * wrong / Math.Max(1, all)));

    private static string Say(Language language, string en, string zh) => language == Language.Chinese ? zh : en;
}
