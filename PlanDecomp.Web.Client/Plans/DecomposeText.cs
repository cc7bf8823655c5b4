namespace PlanDecomp.Web.Client.Plans;

/// <summary>The words of the dialog that starts a decomposition.</summary>
internal static class DecomposeText
{
    public static readonly Text PlanTitle = new("Break the plan down", "拆分计划");
    public static readonly Text TaskTitle = new("Break the task down", "拆分任务");
    public static readonly Text Start = new("Start", "开始拆分");
    public static readonly Text Fineness = new("How finely", "拆分粒度");
    public static readonly Text Depth = new("Levels", "拆分层数");
    public static readonly Text DepthHelp = new("How many levels of tasks to create", "向下创建几层任务");
    public static readonly Text Nodes = new("New tasks at most", "新增任务上限");
    public static readonly Text Hint = new("Hint for the planner", "给规划器的提示");
    public static readonly Text HintHelp = new("What to mind, what to leave out", "需要注意或排除的内容");
    public static readonly Text Advanced = new("Advanced", "高级选项");
    public static readonly Text MaxDepth = new("Deepest level of the plan", "计划的最深层级");
    public static readonly Text MinChildren = new("Fewest subtasks of a task", "子任务下限");
    public static readonly Text MaxChildren = new("Most subtasks of a task", "子任务上限");
    public static readonly Text Calls = new("LLM calls at most", "模型调用次数上限");
    public static readonly Text Tokens = new("Tokens at most", "Token 数量上限");
    public static readonly Text Seconds = new("Seconds at most", "时间上限（秒）");
    public static readonly Text ExistingChildren = new("Add more to tasks that have subtasks already", "为已有子任务的任务继续添加子任务");
    public static readonly Text Link = new("Look at the whole at the end, and link tasks across branches", "最后通盘查看，梳理跨分支的依赖");
    public static readonly Text Default = new("automatic", "自动");
    public static readonly Text Gone = new("It was deleted meanwhile.", "内容已被删除。");
}
