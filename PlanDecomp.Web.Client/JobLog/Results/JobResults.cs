using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Operations;

namespace PlanDecomp.Web.Client.JobLog.Results;

/// <summary>What a job has brought, by its type. Null when the job is of another type, has no result, or one of another version.</summary>
internal static class JobResults
{
    public static DecomposeResult? Decomposition(Job job) => job.JobType == JobType.PlanDecompose ? StoredJson.Read(job.Result, ContractsJson.Default.DecomposeResult) : null;

    public static ExecuteResult? Execution(Job job) => job.JobType == JobType.PlanExecute ? StoredJson.Read(job.Result, ContractsJson.Default.ExecuteResult) : null;

    public static OperationResult? Operation(Job job) =>
        job.JobType == JobType.TaskOperation && TaskOperations.Find(job.Mode) is not null ? StoredJson.Read(job.Result, ContractsJson.Default.OperationResult) : null;

    public static ExportResult? Export(Job job) => IsAcrossPlans(job, AcrossPlansMode.ExportPlans) ? StoredJson.Read(job.Result, ContractsJson.Default.ExportResult) : null;

    public static ImportResult? Import(Job job) => IsAcrossPlans(job, AcrossPlansMode.ImportPlan) ? StoredJson.Read(job.Result, ContractsJson.Default.ImportResult) : null;

    public static DuplicateResult? Duplicate(Job job) => IsAcrossPlans(job, AcrossPlansMode.DuplicatePlan) ? StoredJson.Read(job.Result, ContractsJson.Default.DuplicateResult) : null;

    public static ReindexResult? Reindex(Job job) => IsAcrossPlans(job, AcrossPlansMode.Reindex) ? StoredJson.Read(job.Result, ContractsJson.Default.ReindexResult) : null;

    private static bool IsAcrossPlans(Job job, string mode) => job.JobType == JobType.TaskOperation && job.Mode == mode;
}
