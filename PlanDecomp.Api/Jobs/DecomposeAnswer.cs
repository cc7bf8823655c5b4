using Microsoft.Extensions.Options;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Api.Jobs;

/// <summary>The HTTP answer to a wish for a decomposition: the job, at once or at its end, or why there is none.</summary>
internal sealed class DecomposeAnswer(IJobStore store, JobEnd end, IOptions<DecomposeOptions> options)
{
    private const string ReplayedHeader = "Idempotency-Replayed";

    public async Task<IResult> ToAsync(HttpContext http, DecomposeOutcome outcome, bool asyncMode, CancellationToken ct)
    {
        switch (outcome)
        {
            case DecomposeOutcome.Accepted accepted:
                if (!accepted.Submitted.Created) http.Response.Headers[ReplayedHeader] = "true";
                return await OfJobAsync(http, accepted.Submitted, asyncMode, ct);
            case DecomposeOutcome.NotFound missing:
                return Problem.NotFound(missing.What);
            case DecomposeOutcome.Invalid invalid:
                return invalid.Problem;
            case DecomposeOutcome.KeyReused:
                return IdempotencyKey.Reused;
            case DecomposeOutcome.Busy busy:
                return TypedResults.Problem(
                    statusCode: StatusCodes.Status409Conflict,
                    title: "This is being broken down already.",
                    detail: "Follow that job, or cancel it first.",
                    extensions: new Dictionary<string, object?> { ["job_id"] = busy.JobId });
            default:
                throw new ArgumentOutOfRangeException(nameof(outcome));
        }
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
