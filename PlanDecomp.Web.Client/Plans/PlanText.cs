using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.Plans;

/// <summary>The words of the plans' list and of a plan's page around its tree.</summary>
internal static class PlanText
{
    public static readonly Text NewPlan = new("New plan", "新建计划");
    public static readonly Text Intro = new("Everything you want done, broken down into tasks.", "把要做的事拆成可以动手的任务。");
    public static readonly Text SearchPlans = new("Search plans", "搜索计划");
    public static readonly Text Tasks = new("{0} tasks", "{0} 个任务");
    public static readonly Text OneTask = new("1 task", "1 个任务");
    public static readonly Text NoTasks = new("No tasks yet", "暂无任务");
    public static readonly Text Changed = new("changed", "更新于");
    public static readonly Text Empty = new("No plans yet", "还没有计划");
    public static readonly Text EmptyHelp = new(
        "Write down what you want to do. It is broken down into tasks in the background, and you watch it grow.", "写下想做的事，系统会在后台把它拆成任务，你可以实时看着它展开。");
    public static readonly Text NothingFound = new("No plan matches “{0}”.", "没有与“{0}”匹配的计划。");
    public static readonly Text ClearSearch = new("Clear the search", "清除搜索");
    public static readonly Text FileMissing = new("File missing: the plan can only be deleted", "文件缺失：该计划只能删除");
    public static readonly Text FileFault = new("The plan's file cannot be read", "无法读取该计划的文件");
    public static readonly Text DeletePlan = new("Delete plan", "删除计划");
    public static readonly Text DeleteQuestion = new("Delete “{0}”?", "删除“{0}”？");
    public static readonly Text DeleteWithTasks = new(
        "Its {0} tasks and the history of its jobs go with it. A job that is running on it ends. This cannot be undone.", "其中 {0} 个任务及全部作业记录会一并删除，正在进行的作业会终止。此操作无法撤销。");
    public static readonly Text DeleteWithoutTasks = new(
        "The history of its jobs goes with it. A job that is running on it ends. This cannot be undone.", "其全部作业记录会一并删除，正在进行的作业会终止。此操作无法撤销。");
    public static readonly Text Deleted = new("The plan was deleted.", "计划已删除。");
    public static readonly Text Title = new("Title", "标题");
    public static readonly Text TitleHelp = new("What do you want done?", "想完成什么？");
    public static readonly Text Description = new("Description", "描述");
    public static readonly Text Wishes = new("Standing wishes", "长期要求");
    public static readonly Text WishesHelp = new("What every job on the plan minds.", "此计划的每个作业都会遵守。");
    public static readonly Text DescriptionHelp = new("What matters: aim, deadline, people, money, what to leave out.", "重要信息：目标、期限、人员、预算、不需要的内容。");
    public static readonly Text BreakDownAtOnce = new("Break it down at once", "创建后立即拆分");
    public static readonly Text Create = new("Create", "创建");
    public static readonly Text CreateAndBreakDown = new("Create and break down", "创建并拆分");
    public static readonly Text NotStarted = new("The plan was created, but its decomposition did not start: {0}", "计划已创建，但拆分未能开始：{0}");

    public static readonly Text PlanGone = new("This plan does not exist (any more).", "此计划不存在或已被删除。");
    public static readonly Text PlanGoneHelp = new("It may have been deleted, or it belongs to another account.", "它可能已被删除，或属于其他账号。");
    public static readonly Text ToPlans = new("To your plans", "返回计划列表");
    public static readonly Text EditPlan = new("Edit title and description", "编辑标题和描述");
    public static readonly Text ShowAll = new("Show all", "展开全文");
    public static readonly Text ShowLess = new("Show less", "收起");
    public static readonly Text BreakDown = new("Break down", "拆分");
    public static readonly Text AskInChat = new("Ask in chat", "在对话中询问");
    public static readonly Text MoreActions = new("More actions", "更多操作");
    public static readonly Text TaskTab = new("Task", "任务");
    public static readonly Text JobsTab = new("Jobs", "作业");
    public static readonly Text SidePanel = new("Task and jobs", "任务与作业");
    public static readonly Text ShowLog = new("Show the log", "查看日志");
    public static readonly Text Growing = new("Breaking down: {0} new tasks so far", "正在拆分：已新增 {0} 个任务");
    public static readonly Text WaitsForWorker = new("Waiting for a worker", "等待执行中");
    public static readonly Text NoJobs = new("No jobs yet", "暂无作业");
    public static readonly Text NoJobsHelp = new("When the plan is broken down or executed, the log appears here and stays.", "拆分或执行开始后，日志会显示在这里并永久保留。");
    public static readonly Text Latest = new("Log", "日志");
    public static readonly Text History = new("History", "历史记录");
    public static readonly Text WholePlan = new("Whole plan", "整个计划");
    public static readonly Text RemovedTask = new("A removed task", "已删除的任务");
    public static readonly Text OlderJobs = new("All jobs of this plan", "此计划的全部作业");

    /// <summary>How many tasks, in words.</summary>
    public static string TaskCount(Localizer l, int count) => count switch
    {
        0 => l[NoTasks],
        1 => l[OneTask],
        _ => l[Tasks, count],
    };
}
