using System.Globalization;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Web.Client.Api;

/// <summary>The Api's routes of plans and their tasks. All throw <see cref="ApiException"/>.</summary>
public sealed class PlansClient(ApiClient api)
{
    public Task<PlanPage> ListAsync(string? search, string? cursor, int? limit, CancellationToken ct) =>
        api.GetAsync($"plans{Query.Of(("q", search), ("cursor", cursor), ("limit", limit))}", ContractsJson.Default.PlanPage, ct);

    public Task<Plan> CreateAsync(CreatePlanRequest request, CancellationToken ct) =>
        api.PostAsync("plans", request, ContractsJson.Default.CreatePlanRequest, ContractsJson.Default.Plan, ct);

    public Task<Plan> FindAsync(long planId, CancellationToken ct) => api.GetAsync(PathOf(planId), ContractsJson.Default.Plan, ct);

    public Task<PlanTask> FindTaskAsync(long planId, long taskId, CancellationToken ct) =>
        api.GetAsync(PathOf(planId, taskId), ContractsJson.Default.PlanTask, ct);

    public Task<PlanTree> ReadTreeAsync(long planId, CancellationToken ct) =>
        api.GetAsync($"{PathOf(planId)}/tree", ContractsJson.Default.PlanTree, ct);

    public Task<Plan> UpdateAsync(long planId, UpdatePlanRequest request, CancellationToken ct) =>
        api.PatchAsync(PathOf(planId), request, ContractsJson.Default.UpdatePlanRequest, ContractsJson.Default.Plan, ct);

    public Task DeleteAsync(long planId, CancellationToken ct) => api.DeleteAsync(PathOf(planId), ct);

    public Task<PlanTask> AddTaskAsync(long planId, CreateTaskRequest request, CancellationToken ct) =>
        api.PostAsync($"{PathOf(planId)}/tasks", request, ContractsJson.Default.CreateTaskRequest, ContractsJson.Default.PlanTask, ct);

    public Task<PlanTask> UpdateTaskAsync(long planId, long taskId, UpdateTaskRequest request, CancellationToken ct) =>
        api.PatchAsync(PathOf(planId, taskId), request, ContractsJson.Default.UpdateTaskRequest, ContractsJson.Default.PlanTask, ct);

    public Task<PlanTask> MoveTaskAsync(long planId, long taskId, MoveTaskRequest request, CancellationToken ct) =>
        api.PostAsync($"{PathOf(planId, taskId)}/move", request, ContractsJson.Default.MoveTaskRequest, ContractsJson.Default.PlanTask, ct);

    public Task DeleteTaskAsync(long planId, long taskId, CancellationToken ct) => api.DeleteAsync(PathOf(planId, taskId), ct);

    private static string PathOf(long planId) => string.Create(CultureInfo.InvariantCulture, $"plans/{planId}");

    private static string PathOf(long planId, long taskId) => string.Create(CultureInfo.InvariantCulture, $"plans/{planId}/tasks/{taskId}");
}
