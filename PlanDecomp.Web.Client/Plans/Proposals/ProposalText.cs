using MudBlazor;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Web.Client.Language;
using PlanDecomp.Web.Client.Plans.Operations;

namespace PlanDecomp.Web.Client.Plans.Proposals;

/// <summary>The words of drafts: their list, and the page on which one is looked at.</summary>
internal static class ProposalText
{
    public static readonly Text Drafts = new("Drafts", "草稿");
    public static readonly Text DraftOf = new("Draft: {0}", "草稿：{0}");
    public static readonly Text Intro = new(
        "What was worked out for this plan, to be looked at before it changes anything.", "为此计划准备好的改动，确认之后才会生效。");
    public static readonly Text Waiting = new("Waiting for you", "等待处理");
    public static readonly Text Past = new("Earlier ones", "历史草稿");
    public static readonly Text Kept = new("The last {0} are kept.", "保留最近 {0} 份。");
    public static readonly Text None = new("No drafts yet", "还没有草稿");
    public static readonly Text NoneHelp = new(
        "When you break something down or improve it, choose “Show me a draft first”. The changes then wait here until you accept them.",
        "拆分或优化时选择“先看草稿”，改动会先放在这里，接受之后才会生效。");
    public static readonly Text NoneWaiting = new("Nothing waits for you.", "没有等待处理的草稿。");
    public static readonly Text ToPlan = new("To the plan", "返回计划");
    public static readonly Text Gone = new("This draft does not exist (any more).", "此草稿不存在或已被清理。");
    public static readonly Text GoneHelp = new("Its plan may have been deleted, or the draft was settled long ago.", "计划可能已被删除，或草稿早已处理完毕。");
    public static readonly Text ToDrafts = new("To the drafts", "返回草稿列表");

    public static readonly Text OneWaits = new("1 draft waits for you.", "有 1 份草稿等待处理。");
    public static readonly Text SomeWait = new("{0} drafts wait for you.", "有 {0} 份草稿等待处理。");
    public static readonly Text Review = new("Review", "查看草稿");

    public static readonly Text Made = new("made", "生成于");
    public static readonly Text Log = new("log of the job", "作业日志");
    public static readonly Text Changes = new("{0} changes", "{0} 处改动");
    public static readonly Text OneChange = new("1 change", "1 处改动");
    public static readonly Text NoChanges = new("no changes", "没有改动");

    public static readonly Text Drafting = new("The job is still at work on this draft. You can decide when it has ended.", "作业仍在生成此草稿，完成后即可处理。");
    public static readonly Text ChangedSince = new("The plan has changed since this draft was made", "草稿生成之后，计划已被修改");
    public static readonly Text ChangedSinceHelp = new(
        "Bring the draft up to date first. You see then what of it does not fit any more.", "请先更新草稿，之后会显示哪些改动已不适用。");
    public static readonly Text Rebase = new("Bring up to date", "更新草稿");
    public static readonly Text Rebased = new("The draft is up to date.", "草稿已更新到最新的计划。");
    public static readonly Text Dropped = new("These do not fit the plan any more and were left out:", "以下改动已不适用，已从草稿中移除：");
    public static readonly Text Overlapping = new("Marked below: tasks that someone has changed meanwhile, and that the draft changes too.", "下方已标出：草稿修改的任务中，有些在此期间也被他人修改过。");
    public static readonly Text AlsoChanged = new("Changed by someone meanwhile: look again.", "此任务期间已被修改，请再次确认。");
    public static readonly Text NothingLeft = new("Nothing of this draft is left. Reject it to put it away.", "草稿中已没有可用的改动，可直接拒绝。");
    public static readonly Text MoreDifferences = new("and {0} more", "等另外 {0} 处");

    public static readonly Text AcceptedAll = new("You accepted all {0} changes", "你接受了全部 {0} 处改动");
    public static readonly Text AcceptedSome = new("You accepted {0} of {1} changes", "你接受了 {1} 处改动中的 {0} 处");
    public static readonly Text AcceptedNothing = new("You accepted this draft; the plan was so already", "你接受了此草稿，但计划已是如此");
    public static readonly Text RejectedThen = new("You rejected this draft", "你拒绝了此草稿");
    public static readonly Text Undo = new("Undo", "撤销");
    public static readonly Text Undone = new("Taken back: the plan is as it was before.", "已撤销：计划恢复原状。");
    public static readonly Text CannotUndo = new("This cannot be taken back on its own: something has changed since, or a job is at work on the plan.", "无法单独撤销：此后已有其他改动，或有作业正在进行。");
    public static readonly Text Accepted = new("accepted", "已接受");
    public static readonly Text NotAccepted = new("not accepted", "未接受");
    public static readonly Text DidNotFit = new("{0} changes did not fit and were left out.", "{0} 处改动不适用，未应用。");

    public static readonly Text Chosen = new("{0} of {1} chosen", "已选 {0}/{1}");
    public static readonly Text ChooseAll = new("Choose all", "全选");
    public static readonly Text ChooseNone = new("Choose none", "全不选");
    public static readonly Text AcceptAll = new("Accept all", "全部接受");
    public static readonly Text AcceptChosen = new("Accept {0} chosen", "接受所选 {0} 项");
    public static readonly Text Reject = new("Reject", "拒绝");
    public static readonly Text RejectQuestion = new("Reject this draft?", "拒绝此草稿？");
    public static readonly Text RejectConsequence = new("The plan stays as it is. A rejected draft can be read, but not accepted any more.", "计划保持不变。被拒绝的草稿仍可查看，但不能再接受。");
    public static readonly Text Rest = new("What is not chosen is rejected.", "未选中的改动将被拒绝。");
    public static readonly Text Actions = new("Decide", "处理草稿");
    public static readonly Text Tree = new("Proposed changes", "改动内容");
    public static readonly Text Choose = new("{0}: {1} {2}", "{0}：{1} {2}");
    public static readonly Text ComesAlong = new("“{0}” comes along: this stands below it.", "“{0}”会一并选中，因为此任务在它之下。");
    public static readonly Text GoAlong = new("{0} tasks below it go along.", "其下 {0} 个任务随之变化。");
    public static readonly Text OneGoesAlong = new("1 task below it goes along.", "其下 1 个任务随之变化。");
    public static readonly Text Settled = new("Someone has decided about this draft meanwhile.", "此草稿已被处理。");

    public static readonly Text Unchanged = new("{0} unchanged tasks", "{0} 个未变任务");
    public static readonly Text OneUnchanged = new("1 unchanged task", "1 个未变任务");
    public static readonly Text PlanItself = new("The plan itself", "计划本身");
    public static readonly Text WaitsFor = new("Waits for", "前置任务");
    public static readonly Text NoLonger = new("no longer", "不再等待");
    public static readonly Text Effort = new("Effort", "工时");
    public static readonly Text Hours = new("{0} h", "{0} 小时");
    public static readonly Text From = new("was {0}", "原为 {0}");
    public static readonly Text MovedFrom = new("Moved from {0}", "原位置：{0}");
    public static readonly Text MovedWithin = new("Stands elsewhere among its siblings.", "同级中的位置改变。");
    public static readonly Text AtTop = new("the top level", "最上层");
    public static readonly Text MovesUp = new("Stays, and moves up one level: the task above it goes.", "保留并上移一级，因为上级任务将被移除。");
    public static readonly Text WaitsInVain = new("Will not wait for “{0}”, which is not chosen.", "不会等待“{0}”，因为它未被选中。");
    public static readonly Text ResultsGo = new("Its results go with it.", "其结果会一并移除。");
    public static readonly Text Edited = new("edited", "已编辑");
    public static readonly Text EditNode = new("Edit {0}", "编辑 {0}");
    public static readonly Text EditTitle = new("Edit the draft", "编辑草稿内容");
    public static readonly Text EffortHours = new("Effort in hours", "工时（小时）");
    public static readonly Text More = new("Show all", "展开全文");
    public static readonly Text Less = new("Show less", "收起");
    public static readonly Text ShowMore = new("Show {0} more", "再显示 {0} 项");

    public static string NameOf(Localizer l, Proposal proposal) => $"{l[OperationText.NameOf(proposal.Operation)]} · {proposal.Title}";

    public static string ChangeCount(Localizer l, int count) => count switch
    {
        0 => l[NoChanges],
        1 => l[OneChange],
        _ => l[Changes, count],
    };

    public static Text Of(NodeChange change) => change switch
    {
        NodeChange.Added => new("New", "新增"),
        NodeChange.Removed => new("Removed", "移除"),
        NodeChange.Moved => new("Moved", "移动"),
        _ => new("Changed", "修改"),
    };

    /// <summary>How many of a kind, in a word or two.</summary>
    public static Text CountOf(NodeChange change) => change switch
    {
        NodeChange.Added => new("{0} new", "新增 {0}"),
        NodeChange.Removed => new("{0} removed", "移除 {0}"),
        NodeChange.Moved => new("{0} moved", "移动 {0}"),
        _ => new("{0} changed", "修改 {0}"),
    };

    public static Text Happened(NodeChange change) => change switch
    {
        NodeChange.Added => new("“{0}” was added", "新增了“{0}”"),
        NodeChange.Removed => new("“{0}” was removed", "删除了“{0}”"),
        NodeChange.Moved => new("“{0}” was moved", "移动了“{0}”"),
        _ => new("“{0}” was changed", "修改了“{0}”"),
    };

    public static Text StatusOf(string status) => status switch
    {
        ProposalStatus.Drafting => new("In the making", "生成中"),
        ProposalStatus.Open => new("Waiting", "等待处理"),
        ProposalStatus.Accepted => new("Accepted", "已接受"),
        ProposalStatus.Rejected => new("Rejected", "已拒绝"),
        _ => new(status, status),
    };

    /// <summary>Why a node was dropped, in the reader's language; the Api's words are English.</summary>
    public static string ReasonOf(Localizer l, DroppedNode node) => node.Reason switch
    {
        "the task does not exist any more" => l[new Text("the task does not exist any more", "该任务已不存在")],
        "the task it goes below does not exist any more" => l[new Text("the task it goes below does not exist any more", "其上级任务已不存在")],
        "the new task has no place" => l[new Text("the new task has no place", "新任务没有位置")],
        var other => other,
    };

    public static string IconOf(NodeChange change) => change switch
    {
        NodeChange.Added => Icons.Material.Filled.Add,
        NodeChange.Removed => Icons.Material.Filled.Remove,
        NodeChange.Moved => Icons.Material.Filled.SwapVert,
        _ => Icons.Material.Filled.Edit,
    };
}
