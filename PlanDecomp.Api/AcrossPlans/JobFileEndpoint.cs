using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PlanDecomp.Api.Accounts;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Plans.Documents;
using PlanDecomp.Storage;

namespace PlanDecomp.Api.AcrossPlans;

internal static class JobFileEndpoint
{
    public static void MapJobFiles(this IEndpointRouteBuilder routes) => routes.MapGet("/jobs/{job_id}/file", GetAsync)
        .WithTags("Across plans").WithName("GetJobFile").WithSummary("The file that an export has made")
        .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status410Gone);

    private static async Task<IResult> GetAsync(
        [FromRoute(Name = "job_id")] string jobId, IJobStore store, JobFiles files, HttpContext http, CancellationToken ct)
    {
        if (!JobId.IsWellFormed(jobId) || await store.FindAsync(jobId, ct) is not { } job || job.Owner != http.User.Owner()) return Problem.NotFound("job");
        if (job is not { JobType: JobType.TaskOperation, Mode: AcrossPlansMode.ExportPlans }) return Problem.NotFound("file");
        if (!job.Status.IsTerminal()) return Problem.Conflict("The file is not ready yet.");
        if (job.Status != JobStatus.Succeeded || job.Result?.Deserialize(ContractsJson.Default.ExportResult) is not { } result) return Problem.NotFound("file");
        try
        {
            // Opened here, not by its path later: the cleanup may come in between.
            var file = new FileStream(files.Export(jobId, ExportFile.ExtensionOf(result.Format)), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            http.Response.Headers.XContentTypeOptions = "nosniff";
            http.Response.Headers.CacheControl = "private, no-store";
            return TypedResults.Stream(file, result.ContentType, result.FileName);
        }
        catch (FileNotFoundException)
        {
            return TypedResults.Problem(
                statusCode: StatusCodes.Status410Gone, title: "The file is not kept any more.", detail: "Export again.");
        }
    }
}
