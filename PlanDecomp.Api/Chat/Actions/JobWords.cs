using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;

namespace PlanDecomp.Api.Chat.Actions;

/// <summary>What jobs and operations are called.</summary>
internal static class JobWords
{
    /// <summary>What a job is doing, before the plan's name: "breaking down", 拆分.</summary>
    public static string Doing(ChatTurn turn, string jobType, string mode) => (jobType, mode) switch
    {
        (JobType.PlanDecompose, _) => turn.Say("breaking down", "拆分"),
        (JobType.PlanExecute, _) => turn.Say("executing", "执行"),
        (_, OperationName.Redo) => turn.Say("breaking down anew", "重做"),
        (_, OperationName.Merge) => turn.Say("merging tasks of", "合并任务："),
        (_, OperationName.Split) => turn.Say("splitting a task of", "拆开任务："),
        (_, OperationName.Rewrite) => turn.Say("rewriting", "改写"),
        (_, OperationName.Translate) => turn.Say("translating", "翻译"),
        (_, OperationName.Estimate) => turn.Say("estimating", "估算"),
        (_, OperationName.RepairDependencies) => turn.Say("repairing the dependencies of", "修复依赖："),
        (_, OperationName.Summarise) => turn.Say("summarising", "总结"),
        (_, OperationName.CheckQuality) => turn.Say("checking", "检查"),
        (_, AcrossPlansMode.ExportPlans) => turn.Say("exporting plans", "导出计划"),
        (_, AcrossPlansMode.ImportPlan) => turn.Say("importing plans", "导入计划"),
        (_, AcrossPlansMode.DuplicatePlan) => turn.Say("copying a plan", "复制计划"),
        (_, AcrossPlansMode.Reindex) => turn.Say("reading all plans into the index again", "重建索引"),
        _ => turn.Say("an operation on", "操作"),
    };

    /// <summary>What an operation, or a draft's, is called: "redo", 重做.</summary>
    public static string Operation(ChatTurn turn, string operation) => operation switch
    {
        "decompose" => turn.Say("breakdown", "拆分"),
        OperationName.Redo => turn.Say("new breakdown", "重做"),
        OperationName.Merge => turn.Say("merge", "合并"),
        OperationName.Split => turn.Say("split", "拆开"),
        OperationName.Rewrite => turn.Say("rewriting", "改写"),
        OperationName.Translate => turn.Say("translation", "翻译"),
        OperationName.Estimate => turn.Say("estimate", "估算"),
        OperationName.RepairDependencies => turn.Say("repair of dependencies", "修复依赖"),
        OperationName.CheckQuality => turn.Say("improvements", "改进建议"),
        _ => Markdown.Escape(operation.Replace('_', ' ')),
    };
}
