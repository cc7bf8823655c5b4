using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using PlanDecomp.Api.Accounts;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.Submission;

namespace PlanDecomp.Api.Jobs;

internal static class JobEndpoints
{
    private const int MaxLimit = 200;
    private const int MaxLines = 1_000;

    public static void MapJobSnapshots(this IEndpointRouteBuilder routes)
    {
        foreach (var (path, name) in (ReadOnlySpan<(string, string)>)[("/jobs/{job_id}", "GetJob"), ("/tasks/decompose/jobs/{job_id}", "GetDecomposition")])
        {
            routes.MapGet(path, GetAsync).WithTags("Jobs").WithName(name).WithSummary("A job with its newest log lines").Produces<JobSnapshot>()
                .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        }

        routes.MapGet("/jobs", ListAsync).WithTags("Jobs").WithName("ListJobs").WithSummary("Jobs, newest first").Produces<JobPage>().ProducesValidationProblem();
        routes.MapPost("/jobs/{job_id}/cancel", CancelAsync).WithTags("Jobs").WithName("CancelJob")
            .WithSummary("Ask for a job's end; what it has done is kept").Produces<JobSnapshot>(StatusCodes.Status202Accepted).Produces<JobSnapshot>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapPost("/jobs/{job_id}/continue", ContinueAsync).WithTags("Jobs").WithName("ContinueJob")
            .WithSummary("Go on where an ended job stood, as a new job; a repeat gets that job back").Produces<JobSnapshot>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> GetAsync(
        [FromRoute(Name = "job_id")] string jobId, int? logs, IJobStore store, HttpContext http, CancellationToken ct)
    {
        if (logs is < 0 or > MaxLines) return Problem.Invalid("logs", $"must be between 0 and {MaxLines}.");
        return await FindOwnAsync(store, http, jobId, ct) is { } job
            ? TypedResults.Json(await JobSnapshots.OfAsync(store, job, ct, logs ?? JobSnapshots.DefaultLines), ContractsJson.Readable.JobSnapshot)
            : Problem.NotFound("job");
    }

    private static async Task<IResult> ListAsync([AsParameters] JobListQuery query, IJobStore store, HttpContext http, CancellationToken ct)
    {
        if (query.TryRead(http.User.Owner(), MaxLimit, out var filter) is { } invalid) return invalid;
        try
        {
            return TypedResults.Json(await store.ListAsync(filter, ct), ContractsJson.Readable.JobPage);
        }
        catch (FormatException e)
        {
            return Problem.Invalid("cursor", e.Message);
        }
    }

    private static async Task<IResult> CancelAsync(
        [FromRoute(Name = "job_id")] string jobId, IJobStore store, JobSubmission submission, HttpContext http, CancellationToken ct)
    {
        if (await FindOwnAsync(store, http, jobId, ct) is null || await submission.CancelAsync(jobId, ct) is not { } job)
        {
            return Problem.NotFound("job");
        }

        // 200: it is at its end, by this or before. 202: its worker will end it.
        var status = job.Status.IsTerminal() ? StatusCodes.Status200OK : StatusCodes.Status202Accepted;
        return TypedResults.Json(await JobSnapshots.OfAsync(store, job, ct), ContractsJson.Readable.JobSnapshot, statusCode: status);
    }

    private static async Task<IResult> ContinueAsync(
        [FromRoute(Name = "job_id")] string jobId, IJobStore store, JobContinuation continuation, JobAnswer answer, HttpContext http, CancellationToken ct)
    {
        if (await FindOwnAsync(store, http, jobId, ct) is not { } job) return Problem.NotFound("job");
        if (!job.Status.IsTerminal()) return Problem.Conflict("The job is not at its end.", "Follow it, or cancel it first.", ("job_id", job.JobId), ("job_type", job.JobType));
        if (!job.CanContinue)
        {
            return Problem.Conflict(
                "There is nothing to go on from.",
                job.Status == JobStatus.Succeeded ? "The job has done all it was asked for." : "The job had stored nothing that another could go on from. Ask for it anew.");
        }

        return await answer.ToAsync(http, await continuation.ContinueAsync(job, ct), asyncMode: true, ct);
    }

    /// <summary>Null for another's job too: its id tells nothing.</summary>
    private static async Task<Job?> FindOwnAsync(IJobStore store, HttpContext http, string jobId, CancellationToken ct) =>
        JobId.IsWellFormed(jobId) && await store.FindAsync(jobId, ct) is { } job && job.Owner == http.User.Owner() ? job : null;
}

/// <summary>The filters of <c>GET /jobs</c>, as text so that a wrong one is answered in words.</summary>
internal sealed record JobListQuery
{
    /// <summary>The value of <c>plan_id</c> for jobs bound to no plan.</summary>
    private const string NoPlan = "none";

    [FromQuery(Name = "plan_id")]
    public string? PlanId { get; init; }

    [FromQuery(Name = "job_type")]
    public string? JobType { get; init; }

    [FromQuery(Name = "status")]
    public string? Status { get; init; }

    [FromQuery(Name = "parent_job_id")]
    public string? ParentJobId { get; init; }

    [FromQuery(Name = "created_after")]
    public string? CreatedAfter { get; init; }

    [FromQuery(Name = "created_before")]
    public string? CreatedBefore { get; init; }

    [FromQuery(Name = "cursor")]
    public string? Cursor { get; init; }

    [FromQuery(Name = "limit")]
    public string? Limit { get; init; }

    /// <returns>Null when the filters hold, else the problem.</returns>
    public IResult? TryRead(string owner, int maxLimit, out JobFilter filter)
    {
        filter = new JobFilter { Owner = owner };
        long planId = 0;
        var limit = JobFilter.DefaultLimit;
        var withoutPlan = PlanId == NoPlan;
        if (PlanId is not null && !withoutPlan && !long.TryParse(PlanId, NumberStyles.None, CultureInfo.InvariantCulture, out planId)) return Problem.Invalid("plan_id", "must be a number, or none.");
        if (Limit is not null && (!int.TryParse(Limit, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit < 1 || limit > maxLimit))
        {
            return Problem.Invalid("limit", $"must be between 1 and {maxLimit}.");
        }

        if (!TryReadStatus(out var status)) return Problem.Invalid("status", "must be one of queued, running, succeeded, failed, cancelled.");
        if (!TryReadTime(CreatedAfter, out var after)) return Problem.Invalid("created_after", "must be a time such as 2026-01-31T12:00:00Z.");
        if (!TryReadTime(CreatedBefore, out var before)) return Problem.Invalid("created_before", "must be a time such as 2026-01-31T12:00:00Z.");
        filter = filter with
        {
            PlanId = PlanId is null || withoutPlan ? null : planId,
            WithoutPlan = withoutPlan,
            JobType = JobType,
            Status = status,
            ParentJobId = ParentJobId,
            CreatedAfter = after,
            CreatedBefore = before,
            Cursor = Cursor,
            Limit = limit,
        };
        return null;
    }

    private bool TryReadStatus(out JobStatus? status)
    {
        status = null;
        if (Status is null) return true;
        foreach (var known in Enum.GetValues<JobStatus>())
        {
            if (known.ToName() == Status) status = known;
        }

        return status is not null;
    }

    private static bool TryReadTime(string? text, out DateTimeOffset? time)
    {
        time = null;
        if (text is null) return true;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var read)) return false;
        time = read;
        return true;
    }
}
