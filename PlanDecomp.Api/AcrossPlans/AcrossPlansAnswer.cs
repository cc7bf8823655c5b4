using PlanDecomp.Api.Accounts;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Api.AcrossPlans;

/// <summary>The HTTP answer to a wish for a job bound to no plan: 202 with the job, or why there is none.</summary>
internal sealed class AcrossPlansAnswer(AcrossPlansSubmission submission, IJobStore store)
{
    private const string ReplayedHeader = "Idempotency-Replayed";

    public async Task<IResult> ToAsync(HttpContext http, AcrossPlansWish wish, CancellationToken ct) => (await TryAsync(http, wish, ct)).Result;

    /// <returns>The answer, and whether a job was made for this very request.</returns>
    public async Task<(IResult Result, bool IsNew)> TryAsync(HttpContext http, AcrossPlansWish wish, CancellationToken ct)
    {
        var key = IdempotencyKey.TextOf(http.Request);
        if (key is not null && !IdempotencyKey.IsWellFormed(key)) return (IdempotencyKey.Malformed, false);
        try
        {
            var submitted = await submission.SubmitAsync(http.User.Owner(), wish, key, ct);
            if (!submitted.Created) http.Response.Headers[ReplayedHeader] = "true";
            http.Response.Headers.Location = $"{http.Request.PathBase}/jobs/{submitted.Job.JobId}";

            // The job is on its way: a client that hangs up now changes nothing any more.
            var snapshot = await JobSnapshots.OfAsync(store, submitted.Job, CancellationToken.None);
            return (TypedResults.Json(snapshot, ContractsJson.Readable.JobSnapshot, statusCode: StatusCodes.Status202Accepted), submitted.Created);
        }
        catch (IdempotencyKeyReusedException)
        {
            return (IdempotencyKey.Reused, false);
        }
    }

    public static RouteHandlerBuilder Describe(RouteHandlerBuilder route) =>
        IdempotencyKey.Describe(route, "Names one job for ever: a repeat gets that job back.").WithTags("Across plans")
            .Produces<JobSnapshot>(StatusCodes.Status202Accepted).ProducesValidationProblem();
}
