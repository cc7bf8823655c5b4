using PlanDecomp.Contracts.Plans;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.Plans.Graph;

/// <summary>The words of a plan's graph.</summary>
internal static class GraphText
{
    public static readonly Text Heading = new("Graph", "依赖图");
    public static readonly Text Intro = new(
        "What waits for what, from left to right. The critical path decides how long the plan takes.", "从左到右展示任务的先后关系。关键路径决定整个计划需要多久。");
    public static readonly Text Duration = new("Duration", "总工期");
    public static readonly Text DurationHelp = new("If everything that can go on side by side does", "可并行的任务全部并行时");
    public static readonly Text Total = new("Work in all", "总工时");
    public static readonly Text Tasks = new("Tasks", "任务数");
    public static readonly Text Critical = new("Critical path", "关键路径");
    public static readonly Text ShowAll = new("Show all {0}", "显示全部 {0} 个");
    public static readonly Text CriticalHelp = new("A delay of one of these delays the whole plan.", "其中任何一个任务延误，整个计划都会延误。");
    public static readonly Text Assumed = new("{0} tasks have no estimate and count as {1} h each, marked ≈.", "{0} 个任务没有估算，每个按 {1} 小时计，以 ≈ 标记。");
    public static readonly Text OneAssumed = new("1 task has no estimate and counts as {1} h, marked ≈.", "1 个任务没有估算，按 {1} 小时计，以 ≈ 标记。");
    public static readonly Text Contradictory = new(
        "{0} dependencies contradict each other and are left out of all figures. Remove them, or have the dependencies repaired.",
        "{0} 个依赖互相矛盾，未计入任何数字。请移除它们，或让系统修复依赖。");
    public static readonly Text Level = new("Level of detail", "详细程度");
    public static readonly Text AllLevels = new("All tasks ({0})", "全部任务（{0}）");
    public static readonly Text ToLevel = new("Down to level {0} ({1})", "到第 {0} 层（{1}）");
    public static readonly Text Folded = new(
        "The plan has {0} tasks, too many for one picture: it shows them down to level {1}.", "计划有 {0} 个任务，一张图放不下，因此只显示到第 {1} 层。");
    public static readonly Text TooMany = new(
        "The plan has {0} top tasks, too many to draw. The figures and the critical path still hold.", "计划最上层有 {0} 个任务，无法绘制。各项数字和关键路径仍然有效。");
    public static readonly Text NoTasks = new("No tasks yet", "还没有任务");
    public static readonly Text NoTasksHelp = new("Have the plan broken down first; then its graph appears here.", "请先拆分计划，依赖图会显示在这里。");
    public static readonly Text NoDependencies = new("No task waits for another", "任务之间没有先后关系");
    public static readonly Text NoDependenciesHelp = new(
        "All of them can be begun at once. Say what a task waits for when you edit it, and the graph shows the order.", "所有任务都可以同时开始。编辑任务时填写“前置任务”，这里就会显示先后顺序。");
    public static readonly Text ToTasks = new("To the tasks", "前往任务");
    public static readonly Text ZoomIn = new("Zoom in", "放大");
    public static readonly Text ZoomOut = new("Zoom out", "缩小");
    public static readonly Text Fit = new("Show all of it", "适应窗口");
    public static readonly Text Picture = new("Graph of the dependencies; drag or use the arrow keys to move it", "依赖关系图，可拖动或用方向键移动");
    public static readonly Text Legend = new("Legend", "图例");
    public static readonly Text LegendCritical = new("Critical: thick", "关键：粗线");
    public static readonly Text LegendDependency = new("Waits for", "先后关系");
    public static readonly Text LegendContradictory = new("Contradictory", "互相矛盾");
    public static readonly Text LegendAssumed = new("≈ hours assumed", "≈ 工时为假定值");
    public static readonly Text Loose = new("Without dependencies", "没有依赖的任务");
    public static readonly Text Hours = new("{0} h", "{0} 小时");
    public static readonly Text AssumedHours = new("≈ {0} h", "≈ {0} 小时");
    public static readonly Text IsCritical = new("critical", "关键");
    public static readonly Text IsAssumed = new("assumed", "假定值");
    public static readonly Text Slack = new("can wait {0} h", "可推迟 {0} 小时");
    public static readonly Text FromTo = new("hour {0} to {1}", "第 {0} 至 {1} 小时");

    /// <summary>A task's hours, marked when they are assumed.</summary>
    public static string HoursOf(Localizer l, PlanGraphNode node) => l[node.IsEstimated ? Hours : AssumedHours, TaskText.Number(node.Hours)];

    /// <summary>All that a card says, in one sentence for those who do not see it.</summary>
    public static string Say(Localizer l, PlanGraphNode node, string number)
    {
        var parts = new List<string>
        {
            $"{number} {node.Title}".Trim(),
            l[TaskText.Of(node.Status)],
            l[Hours, TaskText.Number(node.Hours)],
            l[FromTo, TaskText.Number(node.EarliestStart), TaskText.Number(node.EarliestEnd)],
        };
        if (!node.IsEstimated) parts.Add(l[IsAssumed]);
        parts.Add(node.IsCritical ? l[IsCritical] : l[Slack, TaskText.Number(node.Slack)]);
        return string.Join(l[new(", ", "，")], parts);
    }
}
