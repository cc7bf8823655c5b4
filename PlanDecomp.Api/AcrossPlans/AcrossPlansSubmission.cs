// Steps 0 and 1 of the way of jobs bound to no plan.
using Microsoft.OpenApi;
using PlanDecomp.Api.Accounts;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.Submission;

namespace PlanDecomp.Api.AcrossPlans;

/// <summary>Turns a wish for a job bound to no plan into a durable job, once.</summary>
internal sealed class AcrossPlansSubmission(IJobStore store, JobSubmission submission, TimeProvider time)
{
    private const string ReplayedHeader = "Idempotency-Replayed";

    /// <param name="http">The request.</param>
    /// <param name="wanted">Mode and parameters.</param>
    /// <param name="ct">Cancels before the job is booked.</param>
    /// <returns>202 with the job, new or an earlier one of the same key; else the problem.</returns>
    public async Task<AcrossPlansAnswer> SubmitAsync(HttpContext http, WantedJob wanted, CancellationToken ct)
    {
        // What an import is asked for is its document; its parameters alone say little.
        var asked = $"{wanted.Mode}/{wanted.Params.GetRawText()}/{wanted.Digest}";
        if (!IdempotencyKey.TryRead(http.Request, asked, out var key))
        {
            return new AcrossPlansAnswer(Problem.Invalid(IdempotencyKey.Header, "must have 1 to 255 printable ASCII characters."), IsNew: false);
        }

        try
        {
            var submitted = await submission.SubmitAsync(new NewJob
            {
                JobId = wanted.JobId,
                JobType = JobType.TaskOperation,
                Mode = wanted.Mode,
                Owner = http.User.Owner(),
                Params = wanted.Params,
                IdempotencyKey = key?.Key,
                IdempotencyFingerprint = key?.Fingerprint,
                FirstLine = LifecycleLines.Queued(time.GetUtcNow(), wanted.What),
            }, ct);
            if (!submitted.Created) http.Response.Headers[ReplayedHeader] = "true";
            http.Response.Headers.Location = $"{http.Request.PathBase}/jobs/{submitted.Job.JobId}";
            var snapshot = await JobSnapshots.OfAsync(store, submitted.Job, ct);
            return new AcrossPlansAnswer(TypedResults.Json(snapshot, ContractsJson.Readable.JobSnapshot, statusCode: StatusCodes.Status202Accepted), submitted.Created);
        }
        catch (IdempotencyKeyReusedException)
        {
            return new AcrossPlansAnswer(
                TypedResults.Problem(statusCode: StatusCodes.Status422UnprocessableEntity, title: "The Idempotency-Key was used before with another request."),
                IsNew: false);
        }
    }

    public static RouteHandlerBuilder Describe(RouteHandlerBuilder route) => route.WithTags("Across plans")
        .Produces<JobSnapshot>(StatusCodes.Status202Accepted).ProducesValidationProblem().ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = IdempotencyKey.Header,
                In = ParameterLocation.Header,
                Description = "Names one job for ever: a repeat gets that job back.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
            return Task.CompletedTask;
        });
}

/// <summary>A job that a request wants.</summary>
/// <param name="Mode">One of <see cref="Contracts.AcrossPlans.AcrossPlansMode"/>.</param>
/// <param name="Params">Its parameters.</param>
/// <param name="What">What it does, for its first line.</param>
internal sealed record WantedJob(string Mode, System.Text.Json.JsonElement Params, string What)
{
    /// <summary>The id it must get; null for any.</summary>
    public string? JobId { get; init; }

    /// <summary>Of the document that came along, to tell a repeat from another request.</summary>
    public string? Digest { get; init; }
}

/// <summary>What a request is answered.</summary>
/// <param name="Result">The answer.</param>
/// <param name="IsNew">A job was made for it.</param>
internal sealed record AcrossPlansAnswer(IResult Result, bool IsNew);
