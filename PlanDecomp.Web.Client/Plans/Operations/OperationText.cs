using MudBlazor;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;

namespace PlanDecomp.Web.Client.Plans.Operations;

/// <summary>The words of the operations on tasks: their menu and their dialogs.</summary>
internal static class OperationText
{
    public static readonly Text Menu = new("Improve", "优化");
    public static readonly Text Start = new("Start", "开始");
    public static readonly Text WholePlan = new("The whole plan: {0}", "整个计划：{0}");

    public static readonly Text PickSubtask = new("Pick a subtask", "选择子任务");
    public static readonly Text TakeOut = new("Take {0} out", "移除 {0}");
    public static readonly Text OnlyDraft = new("Suggestions come as a draft: nothing changes until you accept them.", "建议会以草稿形式给出，接受之前不会修改任何内容。");
    public static readonly Text ChangesNothing = new("This changes nothing in the plan.", "不会修改计划内容。");

    /// <summary>What makes drafts beside the operations on tasks.</summary>
    private const string Decompose = "decompose";

    /// <param name="operation">An operation's name, or what else makes drafts.</param>
    public static Text NameOf(string operation) => operation == Decompose ? new("Break down", "拆分") : JobTypes.TitleOf(JobType.TaskOperation, operation) ?? new(operation, operation);

    /// <inheritdoc cref="NameOf"/>
    public static string IconOf(string operation) => TaskOperations.Find(operation)?.Icon ?? Icons.Material.Outlined.CallSplit;
}
