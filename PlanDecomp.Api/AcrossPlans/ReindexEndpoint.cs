using System.Text.Json;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Contracts.AcrossPlans;

namespace PlanDecomp.Api.AcrossPlans;

internal static class ReindexEndpoint
{
    public static void MapReindex(this IEndpointRouteBuilder routes) => JobAnswer.Describe(routes.MapPost("/plans/reindex", ReindexAsync)
        .WithName("ReindexPlans").WithSummary("Read the caller's own files into the index again, as a background job"));

    private static async Task<IResult> ReindexAsync(AcrossPlansSubmission submission, JobAnswer answer, HttpContext http, CancellationToken ct)
    {
        using var none = JsonDocument.Parse("{}");
        var wish = http.Wish(AcrossPlansMode.Reindex, none.RootElement.Clone(), "read all plans into the index again");
        return await answer.ToAsync(http, await submission.SubmitAsync(wish, ct), asyncMode: true, ct);
    }
}
