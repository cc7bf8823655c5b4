using MudBlazor;
using PlanDecomp.Contracts.Chat;

namespace PlanDecomp.Web.Client.Chat.Messages.Acts;

/// <summary>What is said of the acts of a reply.</summary>
internal static class ActText
{
    public static readonly Text Group = new("What this reply did", "这条回复的操作");
    public static readonly Text Card = new("Waits for your confirmation", "等待你确认");
    public static readonly Text Confirm = new("Do it", "确认");
    public static readonly Text Reject = new("Do not do it", "不执行");
    public static readonly Text LeaveOut = new("Leave it out", "不再执行");
    public static readonly Text Undo = new("Undo", "撤销");
    public static readonly Text UndoOf = new("Undo: {0}", "撤销：{0}");
    public static readonly Text ConfirmOf = new("Do it: {0}", "确认：{0}");
    public static readonly Text RejectOf = new("Do not do it: {0}", "不执行：{0}");
    public static readonly Text LeaveOutOf = new("Leave it out: {0}", "不再执行：{0}");
    public static readonly Text Named = new("{0}: {1}", "{0}：{1}");
    public static readonly Text Undone = new("undone", "已撤销");
    public static readonly Text Questions = new("Questions before the plan is made", "制作计划前的问题");
    public static readonly Text Answer = new("Plan with these answers", "按这些回答规划");
    public static readonly Text JustDoIt = new("Just do it", "直接规划");
    public static readonly Text Notices = new("About this reply", "关于这条回复");

    public static Text StatusOf(ChatAct act) => act switch
    {
        { IsUndone: true } => Undone,
        { Status: ChatActStatus.Read } => new("read", "已查看"),
        { Status: ChatActStatus.Done, JobId: not null } => new("started", "已开始"),
        { Status: ChatActStatus.Done } => new("done", "已完成"),
        { Status: ChatActStatus.Failed } => new("not done", "未执行"),
        { Status: ChatActStatus.Waiting } => new("next", "待进行"),
        { Status: ChatActStatus.Running } => new("starting", "正在开始"),
        { Status: ChatActStatus.Skipped } => new("skipped", "已跳过"),
        { Status: ChatActStatus.Rejected } => new("not wanted", "已放弃"),
        { Status: ChatActStatus.Expired } => new("out of date", "已失效"),
        _ => Card,
    };

    public static string IconOf(ChatAct act) => act switch
    {
        { IsUndone: true } => Icons.Material.Outlined.Undo,
        { Status: ChatActStatus.Read } => Icons.Material.Outlined.Visibility,
        { Status: ChatActStatus.Done } => Icons.Material.Outlined.CheckCircle,
        { Status: ChatActStatus.Failed } => Icons.Material.Outlined.ErrorOutline,
        { Status: ChatActStatus.Waiting } => Icons.Material.Outlined.Schedule,
        { Status: ChatActStatus.Running } => Icons.Material.Outlined.HourglassTop,
        { Status: ChatActStatus.Proposed } => Icons.Material.Outlined.HelpOutline,
        _ => Icons.Material.Outlined.Block,
    };

    /// <summary>Null for one of another version's.</summary>
    public static Text? NoticeOf(string notice) => notice switch
    {
        ChatNotices.CallAsText => new(
            "The language model wrote a call of a tool as text; it was taken for the call.", "语言模型把工具调用写成了文字，已按调用处理。"),
        ChatNotices.CallUnreadable => new(
            "The language model wrote a call of a tool as text that cannot be read: nothing was done. Choose a model that can use tools (Llm:Model).",
            "语言模型把工具调用写成了无法识别的文字，没有执行任何操作。请换用支持工具调用的模型（Llm:Model）。"),
        ChatNotices.CutOff => new(
            "The answer ended without an end mark: it may not be whole. Have it written again if something is missing.", "回答没有正常结束，可能不完整。如有缺失，请重新生成。"),
        ChatNotices.UnbackedClaim => new(
            "The text says that something was begun or done, but nothing was: no tool was used for it.", "文中说已经开始或完成了某项操作，但实际上没有执行任何操作。"),
        _ => null,
    };
}
