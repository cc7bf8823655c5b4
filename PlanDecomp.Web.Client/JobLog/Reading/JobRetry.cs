using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Web.Client.Api;

namespace PlanDecomp.Web.Client.JobLog.Reading;

/// <summary>Has the same thing done once more, as a new job.</summary>
internal static class JobRetry
{
    /// <summary>True for a decomposition that failed or was cancelled and still says what was asked for.</summary>
    public static bool IsPossible(Job job) =>
        job is { Status: JobStatus.Failed or JobStatus.Cancelled, JobType: JobType.PlanDecompose, PlanId: not null } && ParamsOf(job) is not null;

    /// <exception cref="ApiException">It was refused; a conflict names the job that is at work already.</exception>
    public static Task<JobSnapshot> SubmitAsync(JobsClient jobs, Job job, CancellationToken ct)
    {
        var asked = ParamsOf(job) ?? throw new InvalidOperationException("The job does not say what was asked for.");
        var planId = job.PlanId ?? throw new InvalidOperationException("The job has no plan.");
        return job.TargetTaskId is { } taskId
            ? jobs.DecomposeTaskAsync(taskId, Fill(new DecomposeTaskRequest { PlanId = planId }, asked), ct)
            : jobs.DecomposePlanAsync(planId, Fill(new DecomposeRequest(), asked), ct);
    }

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
            LlmCallBudget = asked.LlmCallBudget,
            TokenBudget = asked.TokenBudget,
            TimeBudgetSeconds = asked.TimeBudgetSeconds,
            Hint = asked.Hint,
        };

    private static DecomposeParams? ParamsOf(Job job)
    {
        try
        {
            return job.Params?.Deserialize(ContractsJson.Default.DecomposeParams);
        }
        catch (JsonException)
        {
            // Of another version: there is no button then.
            return null;
        }
    }
}
