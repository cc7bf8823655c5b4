using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Web.Client.JobLog;
using PlanDecomp.Web.Client.JobLog.Results;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.Jobs;

/// <summary>What a job bound to no plan does, or did, in a few words.</summary>
internal static class PlanlessJobText
{
    public static string Of(Localizer l, Job job) => job.Mode switch
    {
        AcrossPlansMode.ExportPlans => Export(l, job),
        AcrossPlansMode.ImportPlan => Import(l, job),
        AcrossPlansMode.DuplicatePlan when JobResults.Duplicate(job) is { } copy => l[new("Copy: {0}", "副本：{0}"), copy.Title],
        AcrossPlansMode.DuplicatePlan => l[new("Copy of a plan", "创建计划副本")],
        AcrossPlansMode.Reindex => l[new("Check of all files", "检查全部文件")],
        _ => l[JobsText.NoPlan],
    };

    private static string Export(Localizer l, Job job)
    {
        var count = JobResults.Export(job)?.PlanIds.Count ?? StoredJson.Read(job.Params, ContractsJson.Default.ExportParams)?.PlanIds?.Count;
        return count switch
        {
            null => l[new("Export of all plans", "导出全部计划")],
            1 => l[new("Export of 1 plan", "导出 1 个计划")],
            _ => l[new("Export of {0} plans", "导出 {0} 个计划"), count],
        };
    }

    private static string Import(Localizer l, Job job)
    {
        var made = JobResults.Import(job)?.Plans;
        if (made is { Count: > 1 }) return l[new("Import of {0} plans", "导入 {0} 个计划"), made.Count];
        var title = made is [var only] ? only.Title : StoredJson.Read(job.Params, ContractsJson.Default.ImportParams)?.Title;
        return title is null ? l[new("Import of a document", "导入文档")] : l[new("Import of “{0}”", "导入“{0}”"), title];
    }
}
