namespace PlanDecomp.Web.Client.Plans.Execution;

/// <summary>The words of executing a plan: the dialog that starts it and the line above the tree while it runs.</summary>
internal static class ExecuteText
{
    public static readonly Text Execute = new("Execute", "执行");
    public static readonly Text ExecuteAgain = new("Execute again", "重新执行");
    public static readonly Text PlanTitle = new("Execute the plan", "执行计划");
    public static readonly Text TaskTitle = new("Execute the task", "执行任务");
    public static readonly Text Start = new("Start", "开始执行");
    public static readonly Text NothingToExecute = new("There are no tasks to work on yet", "还没有可执行的任务");
    public static readonly Text WithSubtree = new("with the {0} tasks below it", "及其下 {0} 个任务");
    public static readonly Text WithOneBelow = new("with the task below it", "及其下 1 个任务");

    public static readonly Text Which = new("Which tasks", "执行哪些任务");
    public static readonly Text Open = new("What is not done yet", "尚未完成的任务");
    public static readonly Text OpenHelp = new("Completed and prepared tasks stay as they are.", "已完成和已准备的任务保持不变。");
    public static readonly Text OnlyFailed = new("Only what failed or was skipped", "仅失败或被跳过的任务");
    public static readonly Text OnlyFailedHelp = new("Tasks that no execution has tried yet are left alone.", "尚未执行过的任务不会开始。");
    public static readonly Text Stale = new("Only what is out of date", "仅结果已过时的任务");
    public static readonly Text StaleHelp = new("Results whose instruction, or what they are made from, has changed since.", "说明或所依据的内容此后有变化的结果。");
    public static readonly Text Everything = new("Everything, completed tasks too", "全部任务，包括已完成的");
    public static readonly Text EverythingHelp = new("Results they have stay as earlier versions.", "已有的结果会作为早期版本保留。");

    public static readonly Text WhenOneFails = new("When a task fails", "任务失败时");
    public static readonly Text Stop = new("Stop", "停止");
    public static readonly Text StopHelp = new("Nothing more is started. What is being worked on is finished.", "不再开始新的任务，正在处理的会做完。");
    public static readonly Text SkipDependents = new("Skip what depends on it", "跳过依赖它的任务");
    public static readonly Text SkipDependentsHelp = new("All other tasks are worked on.", "其余任务照常执行。");
    public static readonly Text Continue = new("Go on with everything", "继续执行全部任务");
    public static readonly Text ContinueHelp = new("Tasks that depend on it do with the results there are.", "依赖它的任务用已有的结果继续。");

    public static readonly Text WhenPrepared = new("What only people can do", "只能由人完成的任务");
    public static readonly Text GoOn = new("Go on with what is prepared", "以准备好的内容继续");
    public static readonly Text GoOnHelp = new("What depends on it is told that it is prepared, and not done.", "依赖它的任务会被告知：只是准备好，尚未完成。");
    public static readonly Text Wait = new("Wait for people", "等人完成");
    public static readonly Text WaitHelp = new("What depends on it is skipped until a person has done it.", "依赖它的任务会被跳过，直到有人完成它。");

    public static readonly Text Outside = new("It waits for unfinished tasks outside", "它依赖外部尚未完成的任务");
    public static readonly Text OutsideTasks = new("Not done yet: {0}", "尚未完成：{0}");
    public static readonly Text Include = new("With what it needs", "连同所需任务一起执行");
    public static readonly Text IncludeHelp = new("These tasks, and what they wait for, are worked on first.", "先执行这些任务及其前置任务。");
    public static readonly Text Ignore = new("Anyway", "直接执行");
    public static readonly Text IgnoreHelp = new("It is worked on with the results there are.", "用已有的结果执行。");
    public static readonly Text Require = new("Only what does not wait for them", "仅执行不依赖它们的部分");
    public static readonly Text RequireHelp = new("What waits for them is skipped.", "依赖它们的任务会被跳过。");
    public static readonly Text FinalDocument = new("Put all results together into a final document", "将全部结果汇编为最终文档");

    public static readonly Text Hint = new("Hint for the work", "执行提示");
    public static readonly Text HintHelp = new("What to mind, what to leave out, in which style", "需要注意、排除的内容，或希望的风格");
    public static readonly Text Concurrency = new("Tasks at the same time", "同时进行的任务数");

    public static readonly Text Progress = new("Executing: {0} of {1} tasks", "正在执行：{0} / {1} 个任务");
    public static readonly Text Preparing = new("Executing", "正在执行");
    public static readonly Text Failed = new("{0} failed", "{0} 个失败");
    public static readonly Text Skipped = new("{0} skipped", "{0} 个跳过");
    public static readonly Text Remaining = new("about {0} left", "约剩 {0}");
}
