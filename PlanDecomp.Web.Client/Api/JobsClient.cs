using System.Globalization;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;

namespace PlanDecomp.Web.Client.Api;

/// <summary>The Api's routes of jobs and their logs. All throw <see cref="ApiException"/>.</summary>
public sealed class JobsClient(ApiClient api)
{
    /// <param name="jobId">Which job.</param>
    /// <param name="lines">Of its newest log lines, 0 to 1,000.</param>
    /// <param name="ct">Cancels.</param>
    public Task<JobSnapshot> FindAsync(string jobId, int lines, CancellationToken ct) =>
        api.GetAsync($"jobs/{Escape(jobId)}?logs={lines}", ContractsJson.Default.JobSnapshot, ct);

    public Task<JobPage> ListAsync(JobListFilter filter, CancellationToken ct) =>
        api.GetAsync($"jobs{QueryOf(filter)}", ContractsJson.Default.JobPage, ct);

    public Task<JobLogPage> ReadLogAsync(string jobId, LogPageFilter filter, CancellationToken ct) =>
        api.GetAsync($"jobs/{Escape(jobId)}/logs{filter.ToQuery()}", ContractsJson.Default.JobLogPage, ct);

    public Task<JobSnapshot> CancelAsync(string jobId, CancellationToken ct) =>
        api.PostAsync($"jobs/{Escape(jobId)}/cancel", ContractsJson.Default.JobSnapshot, ct);

    /// <summary>Has an ended job gone on with by another, which is returned; asked again, the same one is.</summary>
    public Task<JobSnapshot> ContinueAsync(string jobId, CancellationToken ct) =>
        api.PostAsync($"jobs/{Escape(jobId)}/continue", ContractsJson.Default.JobSnapshot, ct);

    public Task<JobSnapshot> DecomposePlanAsync(long planId, DecomposeRequest request, CancellationToken ct) =>
        api.PostAsync(Invariant($"plans/{planId}/decompose"), request, ContractsJson.Default.DecomposeRequest, ContractsJson.Default.JobSnapshot, ct);

    public Task<JobSnapshot> DecomposeTaskAsync(long taskId, DecomposeTaskRequest request, CancellationToken ct) =>
        api.PostAsync(Invariant($"tasks/{taskId}/decompose"), request, ContractsJson.Default.DecomposeTaskRequest, ContractsJson.Default.JobSnapshot, ct);

    /// <summary>The whole log as text.</summary>
    public Task<string> ExportTextAsync(string jobId, CancellationToken ct) =>
        api.DownloadAsync($"jobs/{Escape(jobId)}/logs/export?format=text", ct);

    /// <summary>Where a browser downloads the whole log.</summary>
    /// <param name="jobId">Which job.</param>
    /// <param name="format"><c>json</c> or <c>text</c>.</param>
    public static string ExportUrl(string jobId, string format) => $"/api/jobs/{Escape(jobId)}/logs/export?format={format}";

    /// <summary>Where a browser downloads the file that an export has made.</summary>
    public static string FileUrl(string jobId) => $"/api/jobs/{Escape(jobId)}/file";

    private static string QueryOf(JobListFilter filter) => Query.Of(
        ("plan_id", filter.WithoutPlan ? "none" : filter.PlanId), ("job_type", filter.JobType), ("status", filter.Status?.ToName()), ("parent_job_id", filter.ParentJobId),
        ("created_after", filter.CreatedAfter), ("created_before", filter.CreatedBefore), ("cursor", filter.Cursor), ("limit", filter.Limit));

    private static string Escape(string id) => Uri.EscapeDataString(id);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Which lines to read. With neither <see cref="After"/> nor <see cref="Before"/>: the newest.</summary>
public sealed record LogPageFilter
{
    public long? After { get; init; }
    public long? Before { get; init; }
    public int? Limit { get; init; }

    /// <summary>This level or graver.</summary>
    public JobLogLevel? Level { get; init; }

    public string? Search { get; init; }

    internal string ToQuery() => Query.Of(("after", After), ("before", Before), ("limit", Limit), ("level", Level?.ToName()), ("q", Search));
}
