using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Web.Client.JobLog.Lines;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.Plans.Changes;

/// <summary>The words of undo, redo and the history of changes.</summary>
internal static class ChangeText
{
    public static readonly Text Heading = new("Changes", "变更记录");
    public static readonly Text Intro = new(
        "Everything that has changed this plan, newest first. The newest change can be undone. The latest {0} are kept.",
        "此计划的全部变更，最新的在最前。可以撤销最近一次变更。最多保留最近 {0} 次。");
    public static readonly Text Undo = new("Undo", "撤销");
    public static readonly Text Redo = new("Redo", "重做");
    public static readonly Text UndoWhat = new("Undo: {0}", "撤销：{0}");
    public static readonly Text RedoWhat = new("Redo: {0}", "重做：{0}");
    public static readonly Text NothingToUndo = new("Nothing to undo", "没有可撤销的变更");
    public static readonly Text NothingToRedo = new("Nothing to redo", "没有可重做的变更");
    public static readonly Text Undone = new("Undone: {0}", "已撤销：{0}");
    public static readonly Text Redone = new("Done again: {0}", "已重做：{0}");
    public static readonly Text JobAtWork = new(
        "A job is at work on this plan. Wait for its end, or cancel it first.", "有作业正在处理此计划，请等待其结束，或先取消它。");
    public static readonly Text ShowJob = new("Show the job", "查看作业");
    public static readonly Text ChangedSince = new(
        "Someone has changed the plan since. Look at the newest changes and try again.", "此后计划又有新的变更，请查看最新变更后重试。");
    public static readonly Text Empty = new("No changes yet", "还没有变更");
    public static readonly Text EmptyHelp = new(
        "Whatever is changed in this plan, by hand or by a job, appears here and can be taken back.", "对此计划的任何修改，无论手动还是由作业完成，都会出现在这里，并且可以撤销。");
    public static readonly Text IsUndone = new("Undone", "已撤销");
    public static readonly Text ByYou = new("You", "你");
    public static readonly Text ByJob = new("Job", "作业");
    public static readonly Text Older = new("Older changes", "更早的变更");
    public static readonly Text Details = new("Details", "详情");
    public static readonly Text DetailsOf = new("Details of: {0}", "详情：{0}");
    public static readonly Text NoDetails = new("Nothing in the tree has changed by it.", "任务树没有因此改变。");
    public static readonly Text More = new("and {0} more tasks", "另有 {0} 个任务");
    public static readonly Text PlanItself = new("The plan itself", "计划本身");
    public static readonly Text UnknownTask = new("A task", "某个任务");
    public static readonly Text Before = new("Before", "之前");
    public static readonly Text After = new("After", "之后");
    public static readonly Text None = new("nothing", "无");
    public static readonly Text TopLevel = new("top level", "最上层");

    public static Text Of(NodeChange change) => change switch
    {
        NodeChange.Added => new("Added", "新增"),
        NodeChange.Removed => new("Removed", "删除"),
        NodeChange.Moved => new("Moved", "移动"),
        _ => new("Changed", "修改"),
    };

    /// <summary>A field by its name on the wire, such as <c>depends_on</c>.</summary>
    public static Text Field(string name) => name switch
    {
        "title" => new("title", "标题"),
        "description" => new("description", "描述"),
        "wishes" => new("standing wishes", "长期要求"),
        "instruction" => new("instruction", "说明"),
        "status" => new("status", "状态"),
        "depends_on" => new("dependencies", "前置任务"),
        "effort_hours" => new("hours of work", "工时"),
        "error" => new("error", "错误"),
        "parent_id" => new("parent", "上级任务"),
        _ => new(name, name),
    };

    /// <summary>What a change set was, in words. One that takes another back says which.</summary>
    /// <param name="l">Speaks.</param>
    /// <param name="change">The change set.</param>
    /// <param name="find">Finds another by its id; null when it is not at hand.</param>
    public static string Of(Localizer l, ChangeSet change, Func<long, ChangeSet?> find)
    {
        if (LineArguments.Of(change.Metadata) is not { } a) return change.Message;
        var text = change.Kind switch
        {
            ChangeKind.PlanChanged => l[new("Changed the plan's {0}", "修改了计划的{0}"), Fields(l, a["fields"])],
            ChangeKind.TaskAdded => l[new("Added “{0}”", "新增了“{0}”"), a["title"]],
            ChangeKind.TaskChanged => l[new("Changed “{0}”: {1}", "修改了“{0}”：{1}"), a["title"], Fields(l, a["fields"])],
            ChangeKind.TaskMoved => l[new("Moved “{0}”", "移动了“{0}”"), a["title"]],
            ChangeKind.TaskDeleted when a.Number("tasks") is > 1 and var tasks => l[new("Deleted “{0}” with {1} below it", "删除了“{0}”及其下 {1} 个任务"), a["title"], tasks - 1],
            ChangeKind.TaskDeleted => l[new("Deleted “{0}”", "删除了“{0}”"), a["title"]],
            ChangeKind.PlanDecomposed when a.Number("created") is 1 => l[new("Broke down “{0}”: 1 new task", "拆分了“{0}”：新增 1 个任务"), a["title"]],
            ChangeKind.PlanLinked => l[new("Linked the tasks of “{0}”: {1} changes", "梳理了“{0}”的任务依赖：{1} 处改动"), a["title"], a["changes"]],
            ChangeKind.PlanDecomposed => l[new("Broke down “{0}”: {1} new tasks", "拆分了“{0}”：新增 {1} 个任务"), a["title"], a["created"]],
            ChangeKind.PlanExecuted when a.Number("results") is 1 => l[new("Executed “{0}”: 1 result", "执行了“{0}”：1 个结果"), a["title"]],
            ChangeKind.PlanExecuted => l[new("Executed “{0}”: {1} results", "执行了“{0}”：{1} 个结果"), a["title"], a["results"]],
            ChangeKind.OperationApplied => l[new("{0} “{1}”: {2}", "{0}“{1}”：{2}"), l[Operation(a["operation"])], a["title"], Count(l, a)],
            ChangeKind.ProposalAccepted => l[new("Accepted a draft ({0}) for “{1}”: {2}", "接受了草稿（{0}）“{1}”：{2}"), l[Operation(a["operation"])], a["title"], Count(l, a)],
            ChangeKind.Undone => l[UndoWhat, Other(l, a, find)],
            ChangeKind.Redone => l[RedoWhat, Other(l, a, find)],
            _ => change.Message,
        };
        return a.IsIncomplete ? change.Message : text;
    }

    private static string Count(Localizer l, LineArguments a) =>
        a.Number("changes") is 1 ? l[new("1 task", "1 个任务")] : l[new("{0} tasks", "{0} 个任务"), a["changes"]];

    private static string Other(Localizer l, LineArguments a, Func<long, ChangeSet?> find) =>
        a.Number("change_set_id") is { } id && find(id) is { } other ? Of(l, other, find) : a["message"];

    private static string Fields(Localizer l, string names) =>
        string.Join(l[new(", ", "、")], names.Split(", ").Select(name => l[Field(name)]));

    private static Text Operation(string name) => name == "decompose" ? new("Broke down", "拆分") : TaskOperations.Find(name)?.Words.Done ?? new(name, name);
}
