using MudBlazor;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Web.Client.JobLog;

namespace PlanDecomp.Web.Client.Plans.Operations;

/// <summary>The words of the operations on tasks: their menu and their dialogs.</summary>
internal static class OperationText
{
    public static readonly Text Menu = new("Improve", "优化");
    public static readonly Text Start = new("Start", "开始");
    public static readonly Text WholePlan = new("The whole plan: {0}", "整个计划：{0}");

    public static readonly Text Hint = new("Hint", "提示");
    public static readonly Text RedoHintHelp = new("What should be different this time?", "这次希望有什么不同？");
    public static readonly Text Keep = new("Keep a subtask", "保留子任务");
    public static readonly Text KeepHelp = new("It stays as it is, with everything below it.", "保留的任务及其下级内容不变。");
    public static readonly Text Kept = new("These stay", "将保留");
    public static readonly Text KeepNoMore = new("Do not keep {0}", "不再保留 {0}");
    public static readonly Text Siblings = new("Merge these into it", "将以下任务并入");
    public static readonly Text PickSibling = new("Pick at least one.", "请至少选择一个。");
    public static readonly Text MergeHintHelp = new("What matters in the merged task", "合并后的任务需要突出什么");
    public static readonly Text Parts = new("How many tasks", "拆成几个");
    public static readonly Text PartsHelp = new("Left empty: as many as it takes", "留空则自动决定");
    public static readonly Text SplitHintHelp = new("Along which lines to split", "按什么方式拆分");
    public static readonly Text RewriteHint = new("How to word it", "如何改写");
    public static readonly Text RewriteHintHelp = new("Such as: shorter; for beginners; formal", "例如：更简短、面向新手、更正式");
    public static readonly Text Scope = new("What to rewrite", "改写范围");
    public static readonly Text ScopeTask = new("This task only", "仅此任务");
    public static readonly Text ScopeSubtree = new("This task and everything below it", "此任务及其下级任务");
    public static readonly Text Language = new("Into which language", "目标语言");
    public static readonly Text LanguageHelp = new("Pick one, or write a language tag such as en-GB", "可选择，也可输入语言代码，如 en-GB");
    public static readonly Text SummaryLanguage = new("Language of the summary", "摘要语言");
    public static readonly Text SummaryLanguageHelp = new("Left empty: the language of the plan", "留空则使用计划的语言");
    public static readonly Text EstimateHintHelp = new("Who does it, with what experience and tools", "由谁来做，经验和工具如何");
    public static readonly Text OnlyDraft = new("Suggestions come as a draft: nothing changes until you accept them.", "建议会以草稿形式给出，接受之前不会修改任何内容。");
    public static readonly Text ChangesNothing = new("This changes nothing in the plan.", "不会修改计划内容。");

    /// <param name="operation">One of <see cref="OperationName"/>, or what else makes drafts.</param>
    public static Text NameOf(string operation) => operation == Decompose ? new("Break down", "拆分") : JobModeText.Of(JobType.TaskOperation, operation) ?? new(operation, operation);

    /// <summary>What will happen, in one sentence.</summary>
    public static Text WhatHappens(string operation, bool ofTask) => operation switch
    {
        OperationName.Redo when ofTask => new(
            "The task is broken down anew: its subtasks are replaced, except those you keep.", "重新拆分此任务：除保留的之外，原有子任务会被替换。"),
        OperationName.Redo => new(
            "The plan is broken down anew: its tasks are replaced, except those you keep.", "重新拆分计划：除保留的之外，原有任务会被替换。"),
        OperationName.Merge => new(
            "The siblings you pick become part of this task; their subtasks and dependencies move to it.", "所选同级任务会并入此任务，其子任务和依赖一并转移。"),
        OperationName.Split => new(
            "This task becomes several tasks side by side; each subtask goes with the part it belongs to.", "此任务会变成多个并列任务，子任务归入各自所属的部分。"),
        OperationName.Rewrite => new(
            "Titles and instructions are worded anew as you say; structure and dependencies stay.", "按要求改写标题和说明，结构和依赖保持不变。"),
        OperationName.Translate when ofTask => new(
            "Titles and instructions of the task and everything below it are translated.", "翻译此任务及其下级任务的标题和说明。"),
        OperationName.Translate => new(
            "The plan's title and description and all its tasks are translated.", "翻译计划的标题、描述和全部任务。"),
        OperationName.Estimate => new(
            "Each task without subtasks gets an estimate in hours; the result shows the order of work and the critical path.", "为每个没有子任务的任务估算工时，并给出执行顺序和关键路径。"),
        OperationName.RepairDependencies => new(
            "Missing, superfluous and contradictory dependencies are found and set right, each with a reason.", "找出并修正缺失、多余或矛盾的依赖，并逐条说明原因。"),
        OperationName.Summarise => new(
            "A summary in a few paragraphs is written; you find it with the job.", "生成几段文字的摘要，可在作业结果中查看。"),
        OperationName.CheckQuality => new(
            "The quality is scored from 0 to 100, with reasons and suggestions.", "给出 0 到 100 分的质量评分、理由和改进建议。"),
        _ => new("", ""),
    };

    public static string IconOf(string operation) => operation switch
    {
        OperationName.Redo => Icons.Material.Outlined.Replay,
        OperationName.Merge => Icons.Material.Outlined.CallMerge,
        OperationName.Split => Icons.Material.Outlined.VerticalSplit,
        OperationName.Rewrite => Icons.Material.Outlined.EditNote,
        OperationName.Translate => Icons.Material.Outlined.Translate,
        OperationName.Estimate => Icons.Material.Outlined.Timer,
        OperationName.RepairDependencies => Icons.Material.Outlined.LinkOff,
        OperationName.Summarise => Icons.Material.Outlined.Summarize,
        OperationName.CheckQuality => Icons.Material.Outlined.FactCheck,
        _ => Icons.Material.Outlined.CallSplit,
    };

    /// <summary>What a proposal calls a decomposition.</summary>
    public const string Decompose = "decompose";
}
