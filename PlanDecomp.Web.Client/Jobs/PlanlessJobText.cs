using System.Text.Json;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.Jobs;

/// <summary>What a job bound to no plan does, or did, in a few words.</summary>
internal static class PlanlessJobText
{
    public static string Of(Localizer l, Job job) => job.Mode switch
    {
        AcrossPlansMode.ExportPlans => Export(l, job),
        AcrossPlansMode.ImportPlan => Import(l, job),
        AcrossPlansMode.DuplicatePlan when Result(job, ContractsJson.Default.DuplicateResult) is { } copy => l[new("Copy: {0}", "副本：{0}"), copy.Title],
        AcrossPlansMode.DuplicatePlan => l[new("Copy of a plan", "创建计划副本")],
        AcrossPlansMode.Reindex => l[new("Check of all files", "检查全部文件")],
        _ => l[JobsText.NoPlan],
    };

    private static string Export(Localizer l, Job job)
    {
        var count = Result(job, ContractsJson.Default.ExportResult)?.PlanIds.Count ?? Params(job, ContractsJson.Default.ExportParams)?.PlanIds?.Count;
        return count switch
        {
            null => l[new("Export of all plans", "导出全部计划")],
            1 => l[new("Export of 1 plan", "导出 1 个计划")],
            _ => l[new("Export of {0} plans", "导出 {0} 个计划"), count],
        };
    }

    private static string Import(Localizer l, Job job)
    {
        var made = Result(job, ContractsJson.Default.ImportResult)?.Plans;
        if (made is { Count: > 1 }) return l[new("Import of {0} plans", "导入 {0} 个计划"), made.Count];
        var title = made is [var only] ? only.Title : Params(job, ContractsJson.Default.ImportParams)?.Title;
        return title is null ? l[new("Import of a document", "导入文档")] : l[new("Import of “{0}”", "导入“{0}”"), title];
    }

    private static T? Result<T>(Job job, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class => Read(job.Status is JobStatus.Succeeded or JobStatus.Failed or JobStatus.Cancelled ? job.Result : null, type);

    private static T? Params<T>(Job job, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class => Read(job.Params, type);

    private static T? Read<T>(JsonElement? element, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return element is { ValueKind: JsonValueKind.Object } value ? value.Deserialize(type) : null;
        }
        catch (JsonException)
        {
            // Of an older program, or of a job that failed before it had one: it is called by its kind then.
            return null;
        }
    }
}
