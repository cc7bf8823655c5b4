using Microsoft.Extensions.Options;
using PlanDecomp.Api.Accounts;
using PlanDecomp.Api.Limits;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Api.Jobs;

/// <summary>The HTTP answer to a wish for a job: the job, at once or at its end, or why there is none.</summary>
internal sealed class JobAnswer(IJobStore store, JobEnd end, IOptions<DecomposeOptions> options, TimeProvider time)
{
    private const string ReplayedHeader = "Idempotency-Replayed";

    /// <summary>Puts the answers that a route for a job may give into its description, and the route below the limit of jobs.</summary>
    public static void Describe(RouteHandlerBuilder route) => IdempotencyKey.Describe(
        route.WithTags("Jobs").RequireRateLimiting(RequestLimits.Jobs)
            .Produces<JobSnapshot>(StatusCodes.Status202Accepted).Produces<JobSnapshot>()
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict),
        "Names one job for ever: a repeat gets that job back.");

    /// <summary>The answer to a request for work on a plan, or on one of its tasks.</summary>
    /// <param name="http">The request.</param>
    /// <param name="planId">The plan; a task's request may not have named it.</param>
    /// <param name="taskId">Null for the whole plan.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="submission">Books it.</param>
    /// <param name="ct">Cancels the call, not the job.</param>
    public async Task<IResult> ToAsync<TRequest>(
        HttpContext http, long? planId, long? taskId, TRequest request, PlanJobSubmission<TRequest> submission, CancellationToken ct)
        where TRequest : IPlanJobRequest
    {
        if (planId is not { } plan) return Problem.Invalid("plan_id", "is required: the plan the task belongs to.");
        var wish = new PlanWish<TRequest>(http.User.Owner(), plan, taskId, request, IdempotencyKey.TextOf(http.Request));
        return await ToAsync(http, await submission.SubmitAsync(wish, ct), request.AsyncMode ?? true, ct);
    }

    public async Task<IResult> ToAsync(HttpContext http, SubmissionOutcome outcome, bool asyncMode, CancellationToken ct)
    {
        switch (outcome)
        {
            case SubmissionOutcome.Accepted accepted:
                if (!accepted.Submitted.Created) http.Response.Headers[ReplayedHeader] = "true";
                return await OfJobAsync(http, accepted.Submitted, asyncMode, ct);
            case SubmissionOutcome.NotFound missing:
                return Problem.NotFound(missing.What);
            case SubmissionOutcome.Invalid invalid:
                return invalid.Problem;
            case SubmissionOutcome.KeyReused:
                return IdempotencyKey.Reused;
            case SubmissionOutcome.Busy busy:
                return TypedResults.Problem(
                    statusCode: StatusCodes.Status409Conflict,
                    title: JobTypes.Of(busy.JobType).Words.AtWork,
                    detail: "Follow that job, or cancel it first.",
                    extensions: new Dictionary<string, object?> { ["job_id"] = busy.JobId, ["job_type"] = busy.JobType });
            case SubmissionOutcome.DayUsedUp used:
                return TooMany.DayUsedUp(http, used.EndsAt, time.GetUtcNow());
            default:
                throw new ArgumentOutOfRangeException(nameof(outcome));
        }
    }

    /// <summary>The answer to the question what the same request would take at most.</summary>
    /// <inheritdoc cref="ToAsync{TRequest}"/>
    public async Task<IResult> EstimateAsync<TRequest>(
        HttpContext http, long? planId, long? taskId, TRequest request, PlanJobSubmission<TRequest> submission, CancellationToken ct)
        where TRequest : IPlanJobRequest
    {
        if (planId is not { } plan) return Problem.Invalid("plan_id", "is required: the plan the task belongs to.");
        var outcome = await submission.EstimateAsync(new PlanWish<TRequest>(http.User.Owner(), plan, taskId, request), ct);
        return outcome.Refusal is { } refusal ? await ToAsync(http, refusal, asyncMode: true, ct) : TypedResults.Ok(outcome.Estimate);
    }

    private async Task<IResult> OfJobAsync(HttpContext http, SubmittedJob submitted, bool asyncMode, CancellationToken ct)
    {
        var job = submitted.Job;
        if (!asyncMode)
        {
            if (await end.WaitAsync(job.JobId, options.Value.SynchronousLimit, ct) is not { } later) return Problem.NotFound("job");
            job = later;
        }

        var snapshot = submitted.FirstLine is { } line && asyncMode && job.LastSeq == line.Seq
            ? new JobSnapshot(job, [line])
            : await JobSnapshots.OfAsync(store, job, ct);
        return job.Status.IsTerminal() && !asyncMode
            ? TypedResults.Json(snapshot, ContractsJson.Readable.JobSnapshot)
            : new AcceptedJob(snapshot, $"{http.Request.PathBase}/jobs/{job.JobId}");
    }

    /// <summary>202 with the job and where to find it.</summary>
    private sealed class AcceptedJob(JobSnapshot snapshot, string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Location = location;
            return TypedResults.Json(snapshot, ContractsJson.Readable.JobSnapshot, statusCode: StatusCodes.Status202Accepted).ExecuteAsync(httpContext);
        }
    }
}
