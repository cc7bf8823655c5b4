using System.Globalization;
using MudBlazor;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Web.Client.Language;
using PlanDecomp.Web.Client.Plans.Tree;

namespace PlanDecomp.Web.Client.Plans;

/// <summary>The words of the tree, of a task and of its dialogs.</summary>
internal static class TaskText
{
    public static readonly Text Tree = new("Tasks", "任务树");
    public static readonly Text Find = new("Find a task", "查找任务");
    public static readonly Text Found = new("{0} found", "找到 {0} 个");
    public static readonly Text NoneFound = new("No task matches “{0}”.", "没有与“{0}”匹配的任务。");
    public static readonly Text ExpandAll = new("Expand all", "全部展开");
    public static readonly Text CollapseAll = new("Collapse all", "全部收起");
    public static readonly Text Keys = new(
        "Arrow keys: walk and fold · Enter: details · Insert: add next · F2: edit · Delete: remove · Alt+Shift+arrows: move",
        "方向键：移动与展开 · Enter：详情 · Insert：在后面添加 · F2：编辑 · Delete：删除 · Alt+Shift+方向键：移动任务");
    public static readonly Text KeysLabel = new("Keys", "快捷键");
    public static readonly Text EmptyTree = new("No tasks yet", "还没有任务");
    public static readonly Text EmptyTreeHelp = new("Have the plan broken down, or add the first task yourself.", "可以让系统拆分计划，也可以自己添加第一个任务。");
    public static readonly Text Pick = new("Pick a task to see it here.", "选择一个任务查看详情。");
    public static readonly Text Gone = new("The task was deleted.", "该任务已被删除。");
    public static readonly Text Task = new("Task {0}", "任务 {0}");
    public static readonly Text Title = new("Title", "标题");
    public static readonly Text Instruction = new("Instruction", "说明");
    public static readonly Text NoInstruction = new("No instruction.", "暂无说明。");
    public static readonly Text Status = new("Status", "状态");
    public static readonly Text DependsOn = new("Waits for", "前置任务");
    public static readonly Text DependsOnHelp = new("Tasks that must be completed before this one", "必须先完成的任务");
    public static readonly Text NeededBy = new("Needed by", "后续任务");
    public static readonly Text AddDependency = new("Add a task to wait for", "添加前置任务");
    public static readonly Text RemoveDependency = new("No longer wait for {0}", "移除前置任务 {0}");
    public static readonly Text NoDependency = new("Nothing", "无");
    public static readonly Text Subtasks = new("Subtasks", "子任务");
    public static readonly Text SubtaskCount = new("{0} direct, {1} in all", "直接 {0} 个，共 {1} 个");
    public static readonly Text Origin = new("Made by", "来源");
    public static readonly Text ByJob = new("a decomposition", "任务拆分");
    public static readonly Text ByHand = new("hand", "手动创建");
    public static readonly Text CreatedAt = new("Created", "创建时间");
    public static readonly Text UpdatedAt = new("Changed", "更新时间");
    public static readonly Text AddTop = new("Add task", "添加任务");
    public static readonly Text AddChild = new("Add subtask", "添加子任务");
    public static readonly Text AddSibling = new("Add task after it", "在后面添加任务");
    public static readonly Text EditTask = new("Edit task", "编辑任务");
    public static readonly Text MoveUp = new("Move up", "上移");
    public static readonly Text MoveDown = new("Move down", "下移");
    public static readonly Text MoveIn = new("Move in: below the task before it", "缩进：移到上一个任务之下");
    public static readonly Text MoveOut = new("Move out: beside its parent", "提升：移到上级任务之后");
    public static readonly Text MoveTo = new("Move to …", "移动到…");
    public static readonly Text MoveTitle = new("Move “{0}”", "移动“{0}”");
    public static readonly Text NewParent = new("Below", "移到此任务之下");
    public static readonly Text NewParentHelp = new("Leave empty for the top level.", "留空表示移到最上层。");
    public static readonly Text Place = new("Place", "位置");
    public static readonly Text First = new("First", "最前");
    public static readonly Text After = new("After {0}", "在 {0} 之后");
    public static readonly Text Move = new("Move", "移动");
    public static readonly Text Moved = new("Moved to {0}.", "已移动到 {0}。");
    public static readonly Text DeleteTask = new("Delete task", "删除任务");
    public static readonly Text DeleteAlone = new("You can undo this afterwards.", "删除后可以撤销。");
    public static readonly Text DeleteSubtree = new("Its {0} subtasks go with it. You can undo this afterwards.", "其下 {0} 个子任务会一并删除。删除后可以撤销。");
    public static readonly Text DeleteSubtreeOfOne = new("Its subtask goes with it. You can undo this afterwards.", "其下 1 个子任务会一并删除。删除后可以撤销。");
    public static readonly Text Effort = new("Hours of work", "工时");
    public static readonly Text EffortHelp = new("From 0 to 10,000, such as 1.5. Empty: not estimated.", "0 到 10,000 之间，例如 1.5；留空表示未估算。");
    public static readonly Text EffortKeptHelp = new("From 0 to 10,000, such as 1.5. An estimate can be changed, not removed.", "0 到 10,000 之间，例如 1.5。已有的工时可以修改，不能清空。");
    public static readonly Text Hours = new("{0} h", "{0} 小时");
    public static readonly Text NoEffort = new("Not estimated", "未估算");
    public static readonly Text EffortOfSubtasks = new("{0} h of {1} estimated subtasks", "{1} 个已估算子任务共 {0} 小时");
    public static readonly Text Added = new("Added.", "已添加。");
    public static readonly Text Link = new("Copy link", "复制链接");
    public static readonly Text WaitsForCount = new("waits for {0}", "等待 {0} 个任务");

    public static readonly Text Stale = new("Out of date", "已过时");
    public static readonly Text StaleWords = new("Its title or instruction has changed since.", "标题或说明此后已修改。");
    public static readonly Text StaleInputs = new("What it is made from has changed since: {0}.", "它所依据的内容此后已变化：{0}。");
    public static readonly Text StaleGone = new("What it is made from is gone.", "它所依据的内容已被移除。");
    public static readonly Text TickOff = new("I have done it", "我已完成");
    public static readonly Text PreparedHelp = new("What can be prepared is below. A person has still to do it.", "能准备的内容已在下方，仍需由人来完成。");
    public static readonly Text PreparedParentHelp = new("People have still to do what is prepared below it.", "其下有已准备好的事项，仍需由人来完成。");

    /// <summary>Hours as people write them, without the word.</summary>
    public static string Number(double hours) => hours.ToString("#,0.##", CultureInfo.InvariantCulture);

    /// <summary>A task's hours of work; a parent's are those of what is below it.</summary>
    public static string EffortOf(Localizer l, PlanTaskNode task)
    {
        if (task.Children.Count == 0) return task.EffortHours is { } hours ? l[Hours, Number(hours)] : l[NoEffort];
        var (total, estimated) = EffortBelow(task);
        return estimated == 0 ? l[NoEffort] : l[EffortOfSubtasks, Number(total), estimated];
    }

    private static (double Total, int Estimated) EffortBelow(PlanTaskNode task)
    {
        if (task.Children.Count == 0) return task.EffortHours is { } hours ? (hours, 1) : (0, 0);
        var (total, estimated) = (0.0, 0);
        foreach (var below in task.Children.Select(EffortBelow)) (total, estimated) = (total + below.Total, estimated + below.Estimated);
        return (total, estimated);
    }

    public static Text Of(PlanTaskStatus status) => PlanTaskStatuses.Of(status).Label;

    /// <summary>Why a task's result is out of date, for a person.</summary>
    public static string StaleReason(Localizer l, TaskStaleness stale, Func<long, TaskEntry?> find)
    {
        var inputs = stale.Inputs.Select(find).OfType<TaskEntry>().Select(entry => entry.Number).ToList();
        var others = inputs.Count > 0 ? l[StaleInputs, string.Join(", ", inputs)] : stale.Inputs.Count > 0 ? l[StaleGone] : "";
        return (stale.Instruction, others.Length > 0) switch
        {
            (true, true) => $"{l[StaleWords]} {others}",
            (true, false) => l[StaleWords],
            _ => others,
        };
    }

    public static string IconOf(PlanTaskStatus status) => status switch
    {
        PlanTaskStatus.Running => Icons.Material.Outlined.Autorenew,
        PlanTaskStatus.Prepared => Icons.Material.Outlined.AssignmentInd,
        PlanTaskStatus.Completed => Icons.Material.Filled.CheckCircle,
        PlanTaskStatus.Failed => Icons.Material.Outlined.ErrorOutline,
        PlanTaskStatus.Skipped => Icons.Material.Outlined.RemoveCircleOutline,
        _ => Icons.Material.Outlined.RadioButtonUnchecked,
    };

    public static Color ColorOf(PlanTaskStatus status) => status switch
    {
        PlanTaskStatus.Running => Color.Info,
        PlanTaskStatus.Prepared => Color.Warning,
        PlanTaskStatus.Completed => Color.Success,
        PlanTaskStatus.Failed => Color.Error,
        _ => Color.Default,
    };
}
