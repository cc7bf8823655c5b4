using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Jobs;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Documents;
using PlanDecomp.Storage;

namespace PlanDecomp.Api.AcrossPlans;

internal static class ImportEndpoint
{
    // "PK" and the numbers that begin a zip, as Base64.
    private static readonly string[] ZipsInBase64 = ["UEsDB", "UEsFB"];

    public static void MapImport(this IEndpointRouteBuilder routes, ImportOptions options)
    {
        JobAnswer.Describe(routes.MapPost("/plans/import", ImportAsync)
            .WithName("ImportPlan").WithSummary("Make plans from our JSON, an outline or nested list, or our zip as Base64, as a background job")
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .WithMetadata(new RequestSizeLimitAttribute(options.MaxBytes)));
        routes.MapGet("/plans/import/limits", () => TypedResults.Ok(new ImportLimits(options.MaxBytes, options.MaxTasks, options.MaxPlans)))
            .WithTags("Across plans").WithName("ReadImportLimits").WithSummary("How large a document may be");
    }

    private static async Task<IResult> ImportAsync(
        [FromBody] ImportPlanRequest request, AcrossPlansSubmission submission, JobAnswer answer, JobFiles files, HttpContext http, CancellationToken ct)
    {
        var validation = new Validation();
        var format = request.Format ?? PlanFormat.Auto;
        if (format is not (PlanFormat.Auto or PlanFormat.Json or PlanFormat.Markdown or PlanFormat.Zip)) validation.Add("format", "must be auto, json, markdown or zip.");
        var title = validation.OptionalLine("title", request.Title, PlanLimits.TitleLength);
        var content = ReadContent(validation, request.Content, format, out var found);
        if (validation.Problem is { } problem) return problem;

        // The document first, under the id that the job will have: an accepted job must find it, whatever happens in between.
        var jobId = JobId.New();
        var path = files.Upload(jobId);
        await JobFiles.WriteAsync(path, async to => await to.WriteAsync(content, ct), ct);
        var isKept = false;
        try
        {
            var import = new ImportParams { Format = found, Title = title, Bytes = content.Length };
            var wish = http.Wish(
                AcrossPlansMode.ImportPlan, JsonSerializer.SerializeToElement(import, ContractsJson.Readable.ImportParams), title is null ? "import a plan" : $"import \"{title}\"") with
            {
                JobId = jobId,
                Digest = Convert.ToHexStringLower(SHA256.HashData(content)),
            };
            var outcome = await submission.SubmitAsync(wish, ct);
            isKept = outcome is SubmissionOutcome.Accepted { Submitted.Created: true };
            return await answer.ToAsync(http, outcome, asyncMode: true, ct);
        }
        catch (OperationCanceledException)
        {
            // The job may have been booked before the client left; if not, the cleanup finds a file that no job has.
            isKept = true;
            throw;
        }
        finally
        {
            if (!isKept) File.Delete(path);
        }
    }

    /// <summary>The document's bytes; a zip's are unpacked from Base64.</summary>
    private static byte[] ReadContent(Validation validation, string? content, string format, out string found)
    {
        found = format;
        if (string.IsNullOrWhiteSpace(content))
        {
            validation.Add("content", "is required.");
            return [];
        }

        var isZip = format == PlanFormat.Zip || (format == PlanFormat.Auto && ZipsInBase64.Any(start => content.StartsWith(start, StringComparison.Ordinal)));
        if (!isZip) return Encoding.UTF8.GetBytes(content);
        var bytes = new byte[content.Length / 4 * 3 + 3];
        if (Convert.TryFromBase64String(content, bytes, out var count))
        {
            found = PlanFormat.Zip;
            return bytes[..count];
        }

        if (format == PlanFormat.Auto) return Encoding.UTF8.GetBytes(content);
        validation.Add("content", "must be Base64 for a zip.");
        return [];
    }
}
