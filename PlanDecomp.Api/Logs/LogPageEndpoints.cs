using Microsoft.AspNetCore.Mvc;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Api.Logs;

/// <summary>A job's log as pages and as a whole.</summary>
internal static class LogPageEndpoints
{
    public static void MapLogPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/jobs/{job_id}/logs", ReadAsync).WithName("ReadJobLog").WithSummary("A page of a job's log")
            .Produces<JobLogPage>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/jobs/{job_id}/logs/export", ExportAsync).WithName("ExportJobLog").WithSummary("A job's whole log as a file")
            .Produces(StatusCodes.Status200OK, contentType: "application/json", additionalContentTypes: "text/plain")
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ReadAsync(
        HttpContext http, IJobStore store, [FromRoute(Name = "job_id")] string jobId, [AsParameters] LogPageRequest request, CancellationToken ct)
    {
        if (await FindAsync(http, store, jobId, ct) is not { } job) return Problem.NotFound("job");
        if (request.Read(out var query) is { } mistaken) return mistaken;
        return await store.ReadLogAsync(job.JobId, query, ct) is { } page
            ? TypedResults.Json(page, ContractsJson.Readable.JobLogPage)
            : Problem.NotFound("job");
    }

    private static async Task<IResult> ExportAsync(
        HttpContext http, IJobStore store, [FromRoute(Name = "job_id")] string jobId, [FromQuery] string? format, CancellationToken ct)
    {
        if (await FindAsync(http, store, jobId, ct) is not { } job) return Problem.NotFound("job");
        var export = new LogExport(store, job);
        switch (format)
        {
            case null or "" or "json":
                Name(http, job, "json", "application/json");
                await export.WriteJsonAsync(http.Response.BodyWriter, ct);
                return TypedResults.Empty;
            case "text":
                Name(http, job, "txt", "text/plain; charset=utf-8");
                await export.WriteTextAsync(http.Response.BodyWriter, ct);
                return TypedResults.Empty;
            default:
                return Problem.Invalid("format", "One of: json, text.");
        }
    }

    private static void Name(HttpContext http, Job job, string extension, string contentType)
    {
        http.Response.ContentType = contentType;
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"job-{job.JobId}-log.{extension}\"";
        http.Response.Headers.CacheControl = "no-store";
    }

    private static async Task<Job?> FindAsync(HttpContext http, IJobStore store, string jobId, CancellationToken ct)
    {
        if (!JobId.IsWellFormed(jobId)) return null;
        return await store.FindAsync(jobId, ct) is { } job && CallerOwner.Owns(http, job) ? job : null;
    }
}
