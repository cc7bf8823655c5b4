using System.Text.Json.Serialization.Metadata;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Web.Client.Api;

namespace PlanDecomp.Web.Client.JobLog.Reading;

/// <summary>Has the same thing done once more, as a new job, with what was asked for the first time.</summary>
public sealed class JobRetry(JobsClient jobs, ExecutionsClient executions, OperationsClient operations, TransfersClient transfers)
{
    /// <summary>
    /// True for a job that has ended, that still says what was asked for, and that it makes sense to repeat. A decomposition, a merging
    /// or a splitting that succeeded has changed what it would be repeated on; an import's document is not kept.
    /// </summary>
    public static bool IsPossible(Job job) => job.Status.IsTerminal() && job switch
    {
        { JobType: JobType.PlanDecompose, PlanId: not null } => job.Status != JobStatus.Succeeded && StoredJson.Read(job.Params, ContractsJson.Default.DecomposeParams) is not null,
        { JobType: JobType.PlanExecute, PlanId: not null } => StoredJson.Read(job.Params, ContractsJson.Default.ExecuteParams) is not null,
        { JobType: JobType.TaskOperation, Mode: AcrossPlansMode.ExportPlans } => StoredJson.Read(job.Params, ContractsJson.Default.ExportParams) is not null,
        { JobType: JobType.TaskOperation, Mode: AcrossPlansMode.DuplicatePlan } => StoredJson.Read(job.Params, ContractsJson.Default.DuplicateParams) is not null,
        { JobType: JobType.TaskOperation, Mode: AcrossPlansMode.Reindex } => true,
        { JobType: JobType.TaskOperation, PlanId: not null } =>
            (job.Status != JobStatus.Succeeded || TaskOperations.Find(job.Mode) is { IsRepeatable: true }) && StoredJson.Read(job.Params, ContractsJson.Default.OperationParams) is { Operation.Length: > 0 },
        _ => false,
    };

    /// <exception cref="ApiException">It was refused; a conflict names the job that is at work already.</exception>
    public Task<JobSnapshot> SubmitAsync(Job job, CancellationToken ct) => (job.JobType, job.Mode) switch
    {
        (JobType.PlanDecompose, _) => DecomposeAsync(job, Asked(job, ContractsJson.Default.DecomposeParams), ct),
        (JobType.PlanExecute, _) => ExecuteAsync(job, Asked(job, ContractsJson.Default.ExecuteParams), ct),
        (_, AcrossPlansMode.ExportPlans) => ExportAsync(Asked(job, ContractsJson.Default.ExportParams), ct),
        (_, AcrossPlansMode.DuplicatePlan) => DuplicateAsync(Asked(job, ContractsJson.Default.DuplicateParams), ct),
        (_, AcrossPlansMode.Reindex) => transfers.ReindexAsync(ct),
        _ => OperateAsync(job, Asked(job, ContractsJson.Default.OperationParams), ct),
    };

    private Task<JobSnapshot> DecomposeAsync(Job job, DecomposeParams asked, CancellationToken ct) => job.TargetTaskId is { } taskId
        ? jobs.DecomposeTaskAsync(taskId, Fill(new DecomposeTaskRequest { PlanId = PlanOf(job) }, asked), ct)
        : jobs.DecomposePlanAsync(PlanOf(job), Fill(new DecomposeRequest(), asked), ct);

    private Task<JobSnapshot> ExecuteAsync(Job job, ExecuteParams asked, CancellationToken ct) => job.TargetTaskId is { } taskId
        ? executions.ExecuteTaskAsync(taskId, Fill(new ExecuteTaskRequest { PlanId = PlanOf(job) }, asked), ct)
        : executions.ExecutePlanAsync(PlanOf(job), Fill(new ExecuteRequest(), asked), ct);

    private Task<JobSnapshot> OperateAsync(Job job, OperationParams asked, CancellationToken ct) => job.TargetTaskId is { } taskId
        ? operations.OperateOnTaskAsync(taskId, Fill(new TaskOperationRequest { PlanId = PlanOf(job) }, asked), ct)
        : operations.OperateOnPlanAsync(PlanOf(job), Fill(new OperationRequest(), asked), ct);

    private Task<JobSnapshot> ExportAsync(ExportParams asked, CancellationToken ct) => transfers.ExportAsync(
        new ExportPlansRequest { PlanIds = asked.PlanIds, All = asked.PlanIds is null ? true : null, Format = asked.Format }, ct);

    private Task<JobSnapshot> DuplicateAsync(DuplicateParams asked, CancellationToken ct) =>
        transfers.DuplicateAsync(asked.PlanId, new DuplicatePlanRequest { Title = asked.Title }, ct);

    private static T Fill<T>(T request, DecomposeParams asked)
        where T : DecomposeRequest => request with
        {
            AsyncMode = true,
            ExpandDepth = asked.ExpandDepth,
            MaxDepth = asked.MaxDepth,
            NodeBudget = asked.NodeBudget,
            MinChildren = asked.MinChildren,
            MaxChildren = asked.MaxChildren,
            AllowExistingChildren = asked.AllowExistingChildren,
            Fineness = asked.Fineness,
            Link = asked.Link,
            LlmCallBudget = asked.LlmCallBudget,
            TokenBudget = asked.TokenBudget,
            CostBudget = asked.CostBudget,
            TimeBudgetSeconds = asked.TimeBudgetSeconds,
            Hint = asked.Hint,
            Commit = asked.Commit,
        };

    private static T Fill<T>(T request, ExecuteParams asked)
        where T : ExecuteRequest => request with
        {
            AsyncMode = true,
            OnlyFailed = asked.OnlyFailed,
            IncludeCompleted = asked.IncludeCompleted,
            OnlyStale = asked.OnlyStale,
            OnPrepared = asked.OnPrepared,
            OutsideDependencies = asked.OutsideDependencies,
            FinalDocument = asked.FinalDocument,
            Concurrency = asked.Concurrency,
            OnFailure = asked.OnFailure,
            LlmCallBudget = asked.LlmCallBudget,
            TokenBudget = asked.TokenBudget,
            CostBudget = asked.CostBudget,
            TimeBudgetSeconds = asked.TimeBudgetSeconds,
            Hint = asked.Hint,
        };

    // A field that the operation does not know is refused, and what it does not know was stored as its default.
    private static T Fill<T>(T request, OperationParams asked)
        where T : OperationRequest
    {
        var operation = TaskOperations.Find(asked.Operation);
        return request with
        {
            AsyncMode = true,
            Operation = asked.Operation,
            Commit = asked.Commit,
            Hint = asked.Hint,
            Locked = asked.Locked is { Count: > 0 } locked ? locked : null,
            TaskIds = asked.TaskIds is { Count: > 0 } taskIds ? taskIds : null,
            Parts = asked.Parts,
            Scope = Knows("scope") ? asked.Scope : null,
            Language = asked.Language,
            MinChildren = Knows("min_children") ? asked.MinChildren : null,
            MaxChildren = Knows("max_children") ? asked.MaxChildren : null,
            LlmCallBudget = asked.LlmCallBudget,
            TokenBudget = asked.TokenBudget,
            CostBudget = asked.CostBudget,
            TimeBudgetSeconds = asked.TimeBudgetSeconds,
        };

        bool Knows(string parameter) => operation?.Find(parameter) is not null;
    }

    private static long PlanOf(Job job) => job.PlanId ?? throw new InvalidOperationException("The job has no plan.");

    private static T Asked<T>(Job job, JsonTypeInfo<T> type)
        where T : class => StoredJson.Read(job.Params, type) ?? throw new InvalidOperationException("The job does not say what was asked for.");
}
