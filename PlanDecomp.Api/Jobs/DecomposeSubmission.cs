using System.Text.Json;
using Microsoft.Extensions.Options;
using PlanDecomp.Api.Accounts;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.Submission;
using PlanDecomp.Plans;
using PlanDecomp.Storage;

namespace PlanDecomp.Api.Jobs;

/// <summary>Turns a wish for a decomposition into a durable job, once.</summary>
internal sealed class DecomposeSubmission(
    IPlanStore plans, IJobStore store, JobSubmission submission, JobEnd end, IOptions<DecomposeOptions> options, TimeProvider time)
{
    private const string ReplayedHeader = "Idempotency-Replayed";
    private const int MaxTitleInLine = 120;

    public async Task<IResult> SubmitAsync(HttpContext http, long planId, long? taskId, DecomposeRequest request, CancellationToken ct)
    {
        var owner = http.User.Owner();
        if (await plans.FindAsync(planId, ct) is not { } plan || plan.Owner != owner) return Problem.NotFound("plan");
        PlanTask? task = null;
        if (taskId is { } id && (task = await plans.FindTaskAsync(planId, id, ct)) is null) return Problem.NotFound("task");

        if (DecomposeValidation.Check(request, options.Value).Problem is { } invalid) return invalid;
        var settled = options.Value.Settle(request, singleTask: taskId is not null);
        if (!IdempotencyKey.TryRead(http.Request, planId, taskId, settled, out var key))
        {
            return Problem.Invalid(IdempotencyKey.Header, "must have 1 to 255 printable ASCII characters.");
        }

        var job = new NewJob
        {
            JobType = JobType.PlanDecompose,
            Mode = taskId is null ? JobMode.PlanBfs : JobMode.SingleNode,
            Owner = owner,
            PlanId = planId,
            TargetTaskId = taskId,
            Params = JsonSerializer.SerializeToElement(settled, ContractsJson.Readable.DecomposeParams),
            Exclusive = true,
            IdempotencyKey = key?.Key,
            IdempotencyFingerprint = key?.Fingerprint,
            FirstLine = LifecycleLines.Queued(time.GetUtcNow(), $"break down \"{Short(task?.Title ?? plan.Title)}\""),
        };
        try
        {
            var submitted = await submission.SubmitAsync(job, ct);
            if (!submitted.Created) http.Response.Headers[ReplayedHeader] = "true";
            return await AnswerAsync(http, submitted, request.AsyncMode ?? true, ct);
        }
        catch (IdempotencyKeyReusedException)
        {
            return TypedResults.Problem(
                statusCode: StatusCodes.Status422UnprocessableEntity, title: "The Idempotency-Key was used before with another request.");
        }
        catch (JobConflictException conflict)
        {
            return TypedResults.Problem(
                statusCode: StatusCodes.Status409Conflict,
                title: "This is being broken down already.",
                detail: "Follow that job, or cancel it first.",
                extensions: new Dictionary<string, object?> { ["job_id"] = conflict.JobId });
        }
        catch (SqliteFileMissingException)
        {
            // Deleted between the check and the submission.
            return Problem.NotFound("plan");
        }
    }

    private async Task<IResult> AnswerAsync(HttpContext http, SubmittedJob submitted, bool asyncMode, CancellationToken ct)
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

    private static string Short(string title) => title.Length <= MaxTitleInLine ? title : $"{title[..MaxTitleInLine]}…";

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
