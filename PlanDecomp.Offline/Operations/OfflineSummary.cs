using System.Globalization;
using System.Text;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Offline.Knowledge;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Graphs;

namespace PlanDecomp.Offline.Operations;

/// <summary>A summary made of figures and titles: what there is, where it stands, what can begin. It does not judge.</summary>
public static class OfflineSummary
{
    private const int MaxParts = 12;
    private const int MaxNext = 5;

    public static string Of(PlanOutline outline, PlanTaskNode? target, IReadOnlyList<PlanTaskNode> tasks, Language language)
    {
        var leaves = tasks.Where(task => task.Children.Count == 0).ToList();
        var parts = target is null ? outline.Top : target.Children;
        var graph = CriticalPath.Of(new PlanTree(outline.Plan, target is null ? outline.Top : [target]));
        var text = new StringBuilder();
        Line($"**{Flat(target?.Title ?? outline.Plan.Title)}**");
        Line(language == Language.Chinese
            ? $"共 {tasks.Count} 项任务，其中 {leaves.Count} 项可直接执行，分为 {Math.Max(1, parts.Count)} 个部分。{Progress(leaves, language)}"
            : $"{Count(tasks.Count, "task")}, {leaves.Count} of them to be done directly, in {Count(Math.Max(1, parts.Count), "part")}. {Progress(leaves, language)}");
        if (parts.Count > 0) Line(Parts(parts, language));
        Line(Duration(graph, leaves, language));
        if (Next(tasks, leaves) is { Count: > 0 } next)
        {
            Line(language == Language.Chinese
                ? $"现在可以开始：{string.Join("、", next.Select(task => Flat(task.Title)))}。"
                : $"Can begin now: {string.Join("; ", next.Select(task => Flat(task.Title)))}.");
        }

        text.Append(language == Language.Chinese ? "_由离线规则汇总。_" : "_Put together by offline rules._");
        return text.ToString();

        void Line(string line) => text.Append(line).Append("\n\n");
    }

    private static string Progress(List<PlanTaskNode> leaves, Language language)
    {
        var done = leaves.Count(task => task.Status == PlanTaskStatus.Completed);
        var prepared = leaves.Count(task => task.Status == PlanTaskStatus.Prepared);
        var failed = leaves.Count(task => task.Status == PlanTaskStatus.Failed);
        if (done + prepared + failed == 0) return language == Language.Chinese ? "尚未开始。" : "Nothing is done yet.";
        return language == Language.Chinese
            ? $"已完成 {done} 项{(prepared > 0 ? $"，已准备待人工完成 {prepared} 项" : "")}{(failed > 0 ? $"，失败 {failed} 项" : "")}。"
            : $"{done} done{(prepared > 0 ? $", {prepared} prepared for people" : "")}{(failed > 0 ? $", {failed} failed" : "")}.";
    }

    private static string Parts(IReadOnlyList<PlanTaskNode> parts, Language language)
    {
        var lines = parts.Take(MaxParts).Select((part, i) =>
        {
            var below = PlanOutline.Below(part.Children).Count;
            var more = below == 0 ? "" : language == Language.Chinese ? $"（{below} 项）" : $" ({Count(below, "task")})";
            return string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {Flat(part.Title)}{more}");
        });
        var rest = parts.Count - MaxParts;
        return string.Join('\n', lines) + (rest <= 0 ? "" : language == Language.Chinese ? $"\n\n……另有 {rest} 个部分" : $"\n\n… and {rest} more");
    }

    private static string Duration(PlanGraph graph, List<PlanTaskNode> leaves, Language language)
    {
        if (graph.Unestimated == leaves.Count) return language == Language.Chinese ? "尚未估算工时。" : "No one has estimated the work yet.";
        var path = string.Join(" → ", graph.CriticalPath.Take(MaxParts).Select(id => Flat(graph.Nodes.Single(node => node.TaskId == id).Title)));
        var assumed = graph.Unestimated == 0 ? "" : language == Language.Chinese
            ? $"（其中 {graph.Unestimated} 项未估算，按平均值计）" : $" ({Count(graph.Unestimated, "task")} without an estimate counted at the mean)";
        return language == Language.Chinese
            ? string.Create(CultureInfo.InvariantCulture, $"总工时约 {graph.TotalHours} 小时，可并行时从头到尾约 {graph.DurationHours} 小时{assumed}。关键路径：{path}。")
            : string.Create(CultureInfo.InvariantCulture, $"About {graph.TotalHours} hours of work, {graph.DurationHours} from start to end when all that can goes side by side{assumed}. Critical path: {path}.");
    }

    private static List<PlanTaskNode> Next(IReadOnlyList<PlanTaskNode> tasks, List<PlanTaskNode> leaves)
    {
        var byId = tasks.ToDictionary(task => task.TaskId);
        bool IsDone(long id) => !byId.TryGetValue(id, out var task) || PlanOutline.Below([task]).All(below => below.Children.Count > 0 || below.Status == PlanTaskStatus.Completed);
        bool CanBegin(PlanTaskNode task) => task.DependsOn.All(IsDone) && (task.ParentId is not { } parent || !byId.TryGetValue(parent, out var above) || CanBegin(above));
        return [.. leaves.Where(task => task.Status == PlanTaskStatus.Pending && CanBegin(task)).Take(MaxNext)];
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    /// <summary>On one line, and no Markdown of its own.</summary>
    private static string Flat(string title) => string.Concat(title.Select(c => c is '*' or '_' or '`' or '[' or ']' or '<' or '>' or '\\' ? $"\\{c}" : char.IsControl(c) ? " " : c.ToString()));
}
