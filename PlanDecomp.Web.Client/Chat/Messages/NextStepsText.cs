namespace PlanDecomp.Web.Client.Chat.Messages;

/// <summary>What can be done next: as it is shown, and as it is said.</summary>
internal static class NextStepsText
{
    public static readonly Text Group = new("Next steps", "下一步");
    public static readonly Text Execute = new("Execute it", "执行");
    public static readonly Text SayExecute = new("Execute it", "执行它");
    public static readonly Text RetryFailed = new("Retry what failed", "重试失败的任务");
    public static readonly Text SayRetryFailed = new("Retry the failed tasks", "重试失败的任务");
    public static readonly Text Results = new("Show the results", "查看结果");
    public static readonly Text SayResults = new("Show the results", "查看结果");
    public static readonly Text Export = new("Export", "导出");
    public static readonly Text SayExport = new("Export the plan", "导出计划");
    public static readonly Text Undo = new("Undo", "撤销");
    public static readonly Text SayUndo = new("Undo the last change", "撤销最近一次修改");
    public static readonly Text OpenPlan = new("Open plan", "打开计划");
    public static readonly Text Graph = new("Show the graph", "查看依赖图");
    public static readonly Text LookAtDraft = new("Look at the draft", "查看草稿");
    public static readonly Text Accept = new("Accept", "接受");
    public static readonly Text Reject = new("Reject", "拒绝");
}
