using System.ComponentModel;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Documents;
using PlanDecomp.Plans.Results;

namespace PlanDecomp.Api.Plans;

/// <summary>What executions have brought as one text.</summary>
internal static class DocumentEndpoints
{
    /// <param name="plan">The routes below one plan, its owner checked.</param>
    public static void MapDocuments(this RouteGroupBuilder plan)
    {
        plan.MapGet("/document", ReadAsync).WithSummary("Reads the final document of an execution, or the plan's newest.");
        plan.MapGet("/document/export", ExportAsync).WithSummary("Downloads that document as Markdown.")
            .Produces(StatusCodes.Status200OK, contentType: "text/markdown");
    }

    private static async Task<Results<Ok<FinalDocument>, ProblemHttpResult>> ReadAsync(
        [FromRoute(Name = "plan_id")] long planId,
        [FromQuery(Name = "job_id"), Description("The execution; the newest document when left out.")] string? jobId,
        ITaskResultStore results,
        CancellationToken ct) =>
        await results.FindDocumentAsync(planId, jobId, ct) is { } document ? TypedResults.Ok(document) : Problem.NotFound("document");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ExportAsync(
        [FromRoute(Name = "plan_id")] long planId,
        [FromQuery(Name = "job_id"), Description("The execution; the newest document when left out.")] string? jobId,
        ITaskResultStore results,
        HttpContext http,
        CancellationToken ct)
    {
        if (await results.FindDocumentAsync(planId, jobId, ct) is not { } document) return Problem.NotFound("document");
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.File(
            Encoding.UTF8.GetBytes(FinalDocumentFile.Write(document)), ExportFile.ContentTypeOf(PlanFormat.Markdown),
            ExportFile.NameOf(PlanFormat.Markdown, document.Title, 1, document.CreatedAt));
    }
}
