using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.JobLog.Lines;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.JobLog.Results;

/// <summary>What came of a decomposition.</summary>
internal static class DecompositionText
{
    public static readonly Text Stopped = new("{0} not broken down further ({1})", "{0} 个未继续拆分（{1}）");
    public static readonly Text LeftOut = new("Left out of the model's answers:", "模型回答中未采用的部分：");
    public static readonly Text CouldNot = new("Could not be broken down:", "拆分失败：");

    public static readonly Text Linked = new("Linked across branches: {0} dependencies added, {1} removed, {2} tasks merged, {3} added", "跨分支梳理：新增依赖 {0} 个，移除 {1} 个，合并任务 {2} 个，补充任务 {3} 个");
    public static readonly Text NotLinked = new("Not linked across branches: {0}", "未梳理跨分支依赖：{0}");
    public static readonly Text OpenNumbers = new("Numbers that do not close:", "对不上的数字：");

    private static readonly Text Created = new("{0} tasks created; {1}.", "创建了 {0} 个任务；{1}。");
    private static readonly Text CreatedOne = new("1 task created; {0}.", "创建了 1 个任务；{0}。");
    private static readonly Text Proposed = new("The new tasks wait in a draft; {0}.", "新任务已放入草稿；{0}。");
    private static readonly Text NothingNew = new("No new task: {0}.", "没有新增任务：{0}。");

    public static string Of(Localizer l, DecomposeResult result) => result.CreatedTaskIds.Count switch
    {
        _ when result.ProposalId is not null => l[Proposed, l[ReasonText.Of(result.StopReason)]],
        0 when result.StoppedBranches is [var branch, ..] => l[NothingNew, l[ReasonText.Of(branch.Reason)]],
        0 => l[NothingNew, l[ReasonText.Of(result.StopReason)]],
        1 => l[CreatedOne, l[ReasonText.Of(result.StopReason)]],
        var created => l[Created, created, l[ReasonText.Of(result.StopReason)]],
    };
}
