using System.Globalization;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;

namespace PlanDecomp.Web.Client.Api;

/// <summary>The Api's routes of jobs that take plans out, in or across: export, import, duplicate, reindex. All throw <see cref="ApiException"/>.</summary>
public sealed class TransfersClient(ApiClient api)
{
    public Task<JobSnapshot> ExportAsync(ExportPlansRequest request, CancellationToken ct) =>
        api.PostAsync("plans/export", request, ContractsJson.Default.ExportPlansRequest, ContractsJson.Default.JobSnapshot, ct);

    public Task<JobSnapshot> ImportAsync(ImportPlanRequest request, CancellationToken ct) =>
        api.UploadAsync("plans/import", request, ContractsJson.Readable.ImportPlanRequest, ContractsJson.Default.JobSnapshot, ct);

    public Task<ImportLimits> ReadImportLimitsAsync(CancellationToken ct) => api.GetAsync("plans/import/limits", ContractsJson.Default.ImportLimits, ct);

    public Task<JobSnapshot> DuplicateAsync(long planId, DuplicatePlanRequest request, CancellationToken ct) => api.PostAsync(
        string.Create(CultureInfo.InvariantCulture, $"plans/{planId}/duplicate"), request,
        ContractsJson.Default.DuplicatePlanRequest, ContractsJson.Default.JobSnapshot, ct);

    /// <summary>Has the caller's own files read into the index again.</summary>
    public Task<JobSnapshot> ReindexAsync(CancellationToken ct) => api.PostAsync("plans/reindex", ContractsJson.Default.JobSnapshot, ct);
}
