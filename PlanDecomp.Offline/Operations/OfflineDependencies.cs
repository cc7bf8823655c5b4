using PlanDecomp.Contracts.Plans;
using PlanDecomp.Offline.Knowledge;
using PlanDecomp.Offline.Reading;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Edits;

namespace PlanDecomp.Offline.Operations;

/// <summary>Repairs dependencies by rule: takes out what closes a circle or is implied, adds what the types of work of siblings suggest.</summary>
/// <remarks>The rules know only the usual order of types of work (designing before building, building before testing); they do not understand what a task brings.</remarks>
public static class OfflineDependencies
{
    /// <summary>Work of a greater stage usually needs that of a smaller one.</summary>
    private static readonly Dictionary<WorkType, int> Stages = new()
    {
        [WorkTypes.Research] = 1,
        [WorkTypes.Collect] = 1,
        [WorkTypes.Interview] = 1,
        [WorkTypes.Analyse] = 2,
        [WorkTypes.Decide] = 3,
        [WorkTypes.Design] = 4,
        [WorkTypes.Buy] = 5,
        [WorkTypes.Write] = 5,
        [WorkTypes.Build] = 5,
        [WorkTypes.Review] = 6,
        [WorkTypes.Test] = 6,
        [WorkTypes.Tell] = 7,
    };

    public static List<TaskEdit> Repair(PlanOutline outline, IReadOnlyList<PlanTaskNode> tasks, Language language)
    {
        var all = PlanOutline.Below(outline.Top);
        var wanted = all.ToDictionary(task => task.TaskId, task => task.DependsOn.ToHashSet());
        var reasons = new Dictionary<long, List<Words>>();
        foreach (var task in tasks) TakeOutCircles(task, all, wanted, reasons);
        foreach (var task in tasks) TakeOutImplied(task, wanted, reasons);
        foreach (var siblings in tasks.GroupBy(task => task.ParentId)) AddUsual([.. siblings.OrderBy(task => task.Position)], all, wanted, reasons, language);
        return [.. tasks.Where(task => reasons.ContainsKey(task.TaskId)).Select(task => new TaskEdit(task.TaskId)
        {
            DependsOn = [.. wanted[task.TaskId].Order()],
            Reason = string.Join(language == Language.Chinese ? "；" : "; ", reasons[task.TaskId].Select(words => words.In(language))),
        })];
    }

    private static void TakeOutCircles(
        PlanTaskNode task, List<PlanTaskNode> all, Dictionary<long, HashSet<long>> wanted, Dictionary<long, List<Words>> reasons)
    {
        foreach (var dependency in task.DependsOn)
        {
            if (FindCycle(all, wanted) is not { } cycle) return;
            if (!cycle.Contains(task.TaskId) || !cycle.Contains(dependency)) continue;
            wanted[task.TaskId].Remove(dependency);
            Say(reasons, task.TaskId, ($"it and {dependency} would wait for each other", $"它与任务 {dependency} 互相等待"));
        }
    }

    private static void TakeOutImplied(PlanTaskNode task, Dictionary<long, HashSet<long>> wanted, Dictionary<long, List<Words>> reasons)
    {
        foreach (var dependency in wanted[task.TaskId].Order().ToList())
        {
            if (!wanted[task.TaskId].Any(other => other != dependency && WaitsFor(other, dependency, wanted))) continue;
            wanted[task.TaskId].Remove(dependency);
            Say(reasons, task.TaskId, ($"waiting for {dependency} is implied by the others", $"对任务 {dependency} 的依赖已由其他依赖隐含"));
        }
    }

    /// <summary>Gives a sibling that waits for nothing the nearest one before it whose type of work usually comes first.</summary>
    private static void AddUsual(
        List<PlanTaskNode> siblings, List<PlanTaskNode> all, Dictionary<long, HashSet<long>> wanted, Dictionary<long, List<Words>> reasons, Language planLanguage)
    {
        for (var i = 1; i < siblings.Count; i++)
        {
            var task = siblings[i];
            if (wanted[task.TaskId].Count > 0 || StageOf(task, planLanguage) is not { } stage) continue;
            var before = siblings.Take(i).LastOrDefault(other => StageOf(other, planLanguage) < stage);
            if (before is null) continue;
            wanted[task.TaskId].Add(before.TaskId);
            if (FindCycle(all, wanted) is not null) wanted[task.TaskId].Remove(before.TaskId);
            else Say(reasons, task.TaskId, ($"this type of work usually follows that of \"{before.Title}\"", $"这类工作通常在「{before.Title}」之后"));
        }
    }

    private static int? StageOf(PlanTaskNode task, Language planLanguage)
    {
        var language = LanguageReader.Read(task.Title, planLanguage);
        var title = language == Language.English && task.Title.Length > 0 ? char.ToLowerInvariant(task.Title[0]) + task.Title[1..] : task.Title;
        return WorkReader.Read(title, language).Work is { } work && Stages.TryGetValue(work, out var stage) ? stage : null;
    }

    private static bool WaitsFor(long task, long dependency, Dictionary<long, HashSet<long>> wanted)
    {
        var seen = new HashSet<long> { task };
        var open = new Stack<long>([task]);
        while (open.TryPop(out var id))
        {
            foreach (var next in wanted[id])
            {
                if (next == dependency) return true;
                if (seen.Add(next)) open.Push(next);
            }
        }

        return false;
    }

    private static IReadOnlyList<long>? FindCycle(List<PlanTaskNode> all, Dictionary<long, HashSet<long>> wanted) => TaskOrder.Of(
        all.Select(task => (task.TaskId, task.ParentId)), wanted.SelectMany(task => task.Value.Select(dependency => (task.Key, dependency)))).FindCycle();

    private static void Say(Dictionary<long, List<Words>> reasons, long taskId, Words words)
    {
        if (!reasons.TryGetValue(taskId, out var said)) reasons.Add(taskId, said = []);
        said.Add(words);
    }
}
