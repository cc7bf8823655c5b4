using System.Globalization;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Web.Client.Api;

/// <summary>The Api's routes of executions and of what they bring. All throw <see cref="ApiException"/>.</summary>
public sealed class ExecutionsClient(ApiClient api)
{
    public Task<JobSnapshot> ExecutePlanAsync(long planId, ExecuteRequest request, CancellationToken ct) =>
        api.PostAsync(Invariant($"plans/{planId}/execute"), request, ContractsJson.Default.ExecuteRequest, ContractsJson.Default.JobSnapshot, ct);

    /// <summary>One task with what is below it; the request names its plan.</summary>
    public Task<JobSnapshot> ExecuteTaskAsync(long taskId, ExecuteTaskRequest request, CancellationToken ct) =>
        api.PostAsync(Invariant($"tasks/{taskId}/execute"), request, ContractsJson.Default.ExecuteTaskRequest, ContractsJson.Default.JobSnapshot, ct);

    /// <summary>A task's results, newest first.</summary>
    /// <param name="planId">The task's plan.</param>
    /// <param name="taskId">Whose results.</param>
    /// <param name="cursor">Of the page before; null for the first.</param>
    /// <param name="limit">Results of a page, 1 to 100.</param>
    /// <param name="ct">Cancels.</param>
    public Task<TaskResultPage> ListResultsAsync(long planId, long taskId, string? cursor, int limit, CancellationToken ct) =>
        api.GetAsync(
            $"{Invariant($"plans/{planId}/tasks/{taskId}/results")}{Query.Of(("cursor", cursor), ("limit", limit))}", ContractsJson.Default.TaskResultPage, ct);

    /// <summary>The final document of an execution, or with null the plan's newest.</summary>
    /// <exception cref="ApiException">Also when there is none.</exception>
    public Task<FinalDocument> ReadDocumentAsync(long planId, string? jobId, CancellationToken ct) =>
        api.GetAsync($"{Invariant($"plans/{planId}/document")}{Query.Of(("job_id", jobId))}", ContractsJson.Default.FinalDocument, ct);

    /// <summary>Where that document can be downloaded as Markdown.</summary>
    public static string DocumentUrl(long planId, string jobId) => $"{Invariant($"/api/plans/{planId}/document/export")}{Query.Of(("job_id", jobId))}";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
