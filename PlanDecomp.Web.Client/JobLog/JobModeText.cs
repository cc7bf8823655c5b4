using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;

namespace PlanDecomp.Web.Client.JobLog;

/// <summary>What a job of type <c>task_operation</c> does, in a few words: its type alone says little.</summary>
public static class JobModeText
{
    /// <summary>Null for jobs whose type says it, and for modes this page does not know.</summary>
    public static Text? Of(string? jobType, string? mode) => jobType != JobType.TaskOperation ? null : mode switch
    {
        OperationName.Redo => new("Redo the breakdown", "重新拆分"),
        OperationName.Merge => new("Merge with siblings", "合并同级任务"),
        OperationName.Split => new("Split into several", "拆成多个任务"),
        OperationName.Rewrite => new("Rewrite", "改写"),
        OperationName.Translate => new("Translate", "翻译"),
        OperationName.Estimate => new("Estimate effort", "估算工时"),
        OperationName.RepairDependencies => new("Repair dependencies", "修复依赖"),
        OperationName.Summarise => new("Summarise", "总结"),
        OperationName.CheckQuality => new("Check quality", "检查质量"),
        AcrossPlansMode.ExportPlans => new("Export", "导出"),
        AcrossPlansMode.ImportPlan => new("Import", "导入"),
        AcrossPlansMode.DuplicatePlan => new("Copy a plan", "复制计划"),
        AcrossPlansMode.Reindex => new("Reindex", "重建索引"),
        _ => null,
    };
}
