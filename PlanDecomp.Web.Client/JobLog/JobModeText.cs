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
        AcrossPlansMode.ExportPlans => new("Export", "导出"),
        AcrossPlansMode.ImportPlan => new("Import", "导入"),
        AcrossPlansMode.DuplicatePlan => new("Copy a plan", "复制计划"),
        AcrossPlansMode.Reindex => new("Reindex", "重建索引"),
        _ => TaskOperations.Find(mode)?.Words.Title,
    };
}
