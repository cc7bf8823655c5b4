using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;

namespace PlanDecomp.Web.Client.JobLog.Results;

/// <summary>What a job has brought, by its type. Null when the job is of another type, has no result, or one of another version.</summary>
internal static class JobResults
{
    public static DecomposeResult? Decomposition(Job job) => job.JobType == JobType.PlanDecompose ? Read(job, ContractsJson.Default.DecomposeResult) : null;

    public static ExecuteResult? Execution(Job job) => job.JobType == JobType.PlanExecute ? Read(job, ContractsJson.Default.ExecuteResult) : null;

    public static OperationResult? Operation(Job job) =>
        job.JobType == JobType.TaskOperation && OperationName.All.Contains(job.Mode) ? Read(job, ContractsJson.Default.OperationResult) : null;

    public static ExportResult? Export(Job job) => IsAcrossPlans(job, AcrossPlansMode.ExportPlans) ? Read(job, ContractsJson.Default.ExportResult) : null;

    public static ImportResult? Import(Job job) => IsAcrossPlans(job, AcrossPlansMode.ImportPlan) ? Read(job, ContractsJson.Default.ImportResult) : null;

    public static DuplicateResult? Duplicate(Job job) => IsAcrossPlans(job, AcrossPlansMode.DuplicatePlan) ? Read(job, ContractsJson.Default.DuplicateResult) : null;

    public static ReindexResult? Reindex(Job job) => IsAcrossPlans(job, AcrossPlansMode.Reindex) ? Read(job, ContractsJson.Default.ReindexResult) : null;

    private static bool IsAcrossPlans(Job job, string mode) => job.JobType == JobType.TaskOperation && job.Mode == mode;

    private static T? Read<T>(Job job, JsonTypeInfo<T> type)
        where T : class
    {
        if (job.Result is not { ValueKind: JsonValueKind.Object } result) return null;
        try
        {
            return result.Deserialize(type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
