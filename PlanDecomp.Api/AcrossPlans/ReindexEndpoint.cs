using PlanDecomp.Api.Accounts;
using PlanDecomp.Api.Jobs;

namespace PlanDecomp.Api.AcrossPlans;

internal static class ReindexEndpoint
{
    public static void MapReindex(this IEndpointRouteBuilder routes) => JobAnswer.Describe(routes.MapPost("/plans/reindex", ReindexAsync)
        .WithName("ReindexPlans").WithSummary("Read the caller's own files into the index again, as a background job"));

    private static async Task<IResult> ReindexAsync(AcrossPlansSubmission submission, JobAnswer answer, HttpContext http, CancellationToken ct)
    {
        var wish = AcrossPlansWish.Reindex(http.User.Owner(), IdempotencyKey.TextOf(http.Request));
        return await answer.ToAsync(http, await submission.SubmitAsync(wish, ct), asyncMode: true, ct);
    }
}
