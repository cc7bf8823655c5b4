using System.Text;
using Microsoft.AspNetCore.Mvc;
using PlanDecomp.Api.Accounts;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Documents;

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
        [FromBody] ImportPlanRequest request, ImportSubmission submission, JobAnswer answer, HttpContext http, CancellationToken ct)
    {
        var validation = new Validation();
        var format = request.Format ?? PlanFormat.Auto;
        if (format is not (PlanFormat.Auto or PlanFormat.Json or PlanFormat.Markdown or PlanFormat.Zip)) validation.Add("format", "must be auto, json, markdown or zip.");
        var title = validation.OptionalLine("title", request.Title, PlanLimits.TitleLength);
        var content = ReadContent(validation, request.Content, format, out var found);
        if (validation.Problem is { } problem) return problem;

        var import = new ImportWish(http.User.Owner(), content, found, title, IdempotencyKey.TextOf(http.Request));
        return await answer.ToAsync(http, await submission.SubmitAsync(import, ct), asyncMode: true, ct);
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
