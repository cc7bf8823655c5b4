using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.Jobs;

/// <summary>The words of the jobs' pages.</summary>
internal static class JobsText
{
    public static readonly Text Intro = new("What works for you in the background, and what has worked before.", "正在后台进行的作业，以及历史记录。");
    public static readonly Text Running = new("{0} running", "{0} 个进行中");
    public static readonly Text Queued = new("{0} queued", "{0} 个排队中");
    public static readonly Text NoneActive = new("Nothing is running", "当前没有进行中的作业");
    public static readonly Text ActiveJobs = new("{0} active jobs", "{0} 个活动作业");
    public static readonly Text Filters = new("Filters", "筛选");
    public static readonly Text Type = new("Type", "类型");
    public static readonly Text Status = new("Status", "状态");
    public static readonly Text Plan = new("Plan", "计划");
    public static readonly Text Time = new("Time", "时间");
    public static readonly Text All = new("All", "全部");
    public static readonly Text LastHour = new("Last hour", "最近 1 小时");
    public static readonly Text LastDay = new("Last 24 hours", "最近 24 小时");
    public static readonly Text LastWeek = new("Last 7 days", "最近 7 天");
    public static readonly Text LastMonth = new("Last 30 days", "最近 30 天");
    public static readonly Text Between = new("Chosen days", "自选日期");
    public static readonly Text From = new("From", "从");
    public static readonly Text To = new("To", "到");
    public static readonly Text ClearFilters = new("Clear filters", "清除筛选");
    public static readonly Text Empty = new("No jobs yet", "还没有作业");
    public static readonly Text EmptyHelp = new("A job starts when you have a plan broken down. Its log stays here for ever.", "拆分计划时会产生作业，其日志会永久保留在这里。");
    public static readonly Text ToPlans = new("To your plans", "前往计划");
    public static readonly Text NothingFound = new("No job matches these filters.", "没有符合筛选条件的作业。");
    public static readonly Text Older = new("Older jobs", "更早的作业");
    public static readonly Text Newest = new("Newest jobs", "最新的作业");
    public static readonly Text Pages = new("Pages", "分页");
    public static readonly Text Select = new("Choose {0}", "选择 {0}");
    public static readonly Text OpenInTabs = new("Open {0} in tabs", "在标签页中打开 {0} 个");
    public static readonly Text ChooseHint = new("Choose jobs to open their logs in tabs", "勾选作业可在标签页中并排查看日志");
    public static readonly Text Tabs = new("Opened jobs", "已打开的作业");
    public static readonly Text CloseTab = new("Close tab", "关闭标签页");
    public static readonly Text CloseTabs = new("Close all tabs", "关闭全部标签页");
    public static readonly Text OpenPage = new("Open the job's page", "打开作业页面");
    public static readonly Text WholePlan = new("Whole plan", "整个计划");
    public static readonly Text RemovedTask = new("A removed task", "已删除的任务");
    public static readonly Text RemovedPlan = new("A removed plan", "已删除的计划");
    public static readonly Text NoPlan = new("Bound to no plan", "未绑定计划");
    public static readonly Text BoundTo = new("Bound to", "归属");
    public static readonly Text NoPlanAtAll = new("No plan", "未绑定计划");
    public static readonly Text NotStarted = new("not started", "未开始");
    public static readonly Text Duration = new("Duration", "耗时");
    public static readonly Text Created = new("Created", "创建时间");
    public static readonly Text Started = new("Started", "开始时间");
    public static readonly Text Finished = new("Finished", "结束时间");
    public static readonly Text Task = new("Task", "任务");
    public static readonly Text Parent = new("Started by job", "上级作业");
    public static readonly Text Attempt = new("Attempt", "尝试次数");
    public static readonly Text Log = new("Log", "日志");
    public static readonly Text Id = new("Job id", "作业编号");
    public static readonly Text Gone = new("This job was removed or never existed.", "记录已被清理或不存在。");
    public static readonly Text GoneHelp = new("Jobs go with their plan, and may be removed after a time.", "作业会随计划一起删除，也可能因过期而被清理。");
    public static readonly Text ToJobs = new("To your jobs", "返回作业列表");
    public static readonly Text Notify = new("Notify me when a job ends", "作业结束时通知我");
    public static readonly Text NotifyOn = new("You are notified when a job ends", "作业结束时会通知你");
    public static readonly Text NotifyBlocked = new("Your browser blocks notifications of this site. Allow them in its settings.", "浏览器已屏蔽本站通知，请在浏览器设置中允许。");
    public static readonly Text NoticeTitle = new("{0}: {1}", "{0}：{1}");
    public static readonly Text Heading = new("{0}: {1}", "{0}：{1}");
}
