using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PlanDecomp.Api.Accounts;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Api.Plans;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Documents;

namespace PlanDecomp.Api.AcrossPlans;

internal static class ExportEndpoint
{
    public static void MapExport(this IEndpointRouteBuilder routes) => JobAnswer.Describe(routes.MapPost("/plans/export", ExportAsync)
        .WithName("ExportPlans").WithSummary("Write plans into a file, as a background job; fetch it at /jobs/{job_id}/file"));

    private static async Task<IResult> ExportAsync(
        [FromBody] ExportPlansRequest request, AcrossPlansSubmission submission, JobAnswer answer, IPlanStore plans, IOptions<ExportOptions> options, HttpContext http, CancellationToken ct)
    {
        var validation = new Validation();
        var format = request.Format ?? PlanFormat.Json;
        if (format is not (PlanFormat.Json or PlanFormat.Markdown or PlanFormat.Zip)) validation.Add("format", "must be json, markdown or zip.");
        IReadOnlyList<long>? planIds = request.PlanIds is null ? null : [.. request.PlanIds.Distinct()];
        if (request.All == true == (planIds is not null)) validation.Add("plan_ids", "is required, unless all is true: then it must be left out.");
        else if (planIds is { Count: 0 }) validation.Add("plan_ids", "must name at least one plan.");
        else if (planIds?.Count > options.Value.MaxPlans) validation.Add("plan_ids", $"must have at most {options.Value.MaxPlans} entries.");
        else await CheckOwnAsync(validation, planIds ?? [], plans, http, ct);
        if (validation.Problem is { } problem) return problem;

        var wish = AcrossPlansWish.Export(http.User.Owner(), planIds, format, IdempotencyKey.TextOf(http.Request));
        return await answer.ToAsync(http, await submission.SubmitAsync(wish, ct), asyncMode: true, ct);
    }

    /// <summary>Another's plan is none, as everywhere.</summary>
    private static async Task CheckOwnAsync(Validation validation, IReadOnlyList<long> planIds, IPlanStore plans, HttpContext http, CancellationToken ct)
    {
        for (var i = 0; i < planIds.Count; i++)
        {
            if (planIds[i] >= 1 && await plans.FindOwnAsync(http.User, planIds[i], ct) is not null) continue;
            validation.Add("plan_ids", $"names plan {planIds[i]}, which does not exist.");
            return;
        }
    }
}
