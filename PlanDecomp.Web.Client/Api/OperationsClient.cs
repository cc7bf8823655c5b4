using System.Globalization;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Operations;

namespace PlanDecomp.Web.Client.Api;

/// <summary>The Api's routes of operations on tasks. All throw <see cref="ApiException"/>.</summary>
public sealed class OperationsClient(ApiClient api)
{
    public Task<JobSnapshot> OperateOnPlanAsync(long planId, OperationRequest request, CancellationToken ct) => api.PostAsync(
        string.Create(CultureInfo.InvariantCulture, $"plans/{planId}/operations"),
        request, ContractsJson.Default.OperationRequest, ContractsJson.Default.JobSnapshot, ct);

    public Task<JobSnapshot> OperateOnTaskAsync(long taskId, TaskOperationRequest request, CancellationToken ct) => api.PostAsync(
        string.Create(CultureInfo.InvariantCulture, $"tasks/{taskId}/operations"),
        request, ContractsJson.Default.TaskOperationRequest, ContractsJson.Default.JobSnapshot, ct);
}
