// Step 5 of a log line's way: the routes a browser opens to follow jobs.
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using PlanDecomp.Api.Limits;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Storage;

namespace PlanDecomp.Api.Logs;

/// <summary>Live log streams as Server-Sent Events.</summary>
internal static class StreamEndpoints
{
    private const int MaxJobs = 50;
    private const string LastEventId = "Last-Event-ID";
    private const string Epoch = "Log-Epoch";

    public static void MapStreams(this IEndpointRouteBuilder routes)
    {
        Describe(routes.MapGet("/jobs/{job_id}/stream", StreamJobAsync)).WithName("StreamJob").WithSummary("Follow a job's log");
        Describe(routes.MapGet("/tasks/decompose/jobs/{job_id}/stream", StreamJobAsync))
            .WithName("StreamDecomposition").WithSummary("Follow a decomposition's log");
        Describe(routes.MapGet("/jobs/stream", StreamJobsAsync)).WithName("StreamJobs").WithSummary("Follow the logs of several jobs");
    }

    /// <summary>Replays a job's log after the cursor, then follows it to its end. 204 when the reader has it all.</summary>
    private static async Task<IResult> StreamJobAsync(
        HttpContext http,
        IJobStore store,
        InstallationKey installation,
        [FromRoute(Name = "job_id")] string jobId,
        [FromQuery] string? after,
        [FromQuery] string? epoch,
        [FromHeader(Name = LastEventId)] string? lastEventId)
    {
        var cursors = new SentCursors(lastEventId, after, 1);
        if (cursors.IsMistaken) return Problem.Invalid("after", "A line's number: 0 or greater.");
        if (await FindAsync(http, store, jobId) is not { } job) return Problem.NotFound("job");
        return await OpenAsync(http, [StreamStart.At(jobId, job, cursors[0], IsOfBefore(http, installation, epoch))], vector: false);
    }

    /// <summary>
    /// The same over several jobs in one connection. The cursor is a vector by position in <c>ids</c>, repeated ids left out.
    /// An id that names no job of the caller's gets <c>event: gone</c>; only when none does is it 404.
    /// </summary>
    private static async Task<IResult> StreamJobsAsync(
        HttpContext http,
        IJobStore store,
        InstallationKey installation,
        [FromQuery] string? ids,
        [FromQuery] string? after,
        [FromQuery] string? epoch,
        [FromHeader(Name = LastEventId)] string? lastEventId)
    {
        string[] asked =
        [
            .. (ids ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal),
        ];
        if (asked.Length is 0 or > MaxJobs) return Problem.Invalid("ids", $"Name 1 to {MaxJobs} jobs, separated by commas.");
        var cursors = new SentCursors(lastEventId, after, asked.Length);
        if (cursors.IsMistaken) return Problem.Invalid("after", $"{asked.Length} lines' numbers, separated by commas.");

        var isOfBefore = IsOfBefore(http, installation, epoch);
        var jobs = await Task.WhenAll(asked.Select(id => FindApartAsync(http, store, id)));
        if (jobs.All(job => job is null)) return Problem.NotFound("job");
        return await OpenAsync(http, [.. asked.Select((id, i) => StreamStart.At(id, jobs[i], cursors[i], isOfBefore))], vector: true);
    }

    /// <summary>Says whose numbers these are, and whether the reader, who may have heard it before, counts others.</summary>
    private static bool IsOfBefore(HttpContext http, InstallationKey installation, string? epoch)
    {
        http.Response.Headers[Epoch] = installation.Epoch;
        return !string.IsNullOrEmpty(epoch) && epoch != installation.Epoch;
    }

    private static async Task<IResult> OpenAsync(HttpContext http, StreamStart[] starts, bool vector)
    {
        // Invariant: a reader that has everything gets 204, the one answer after which a browser's EventSource does not come back.
        if (starts.All(start => start.Job is null || start.IsAtEnd)) return TypedResults.NoContent();

        var relay = http.RequestServices.GetRequiredService<JobLogRelay>();
        var owner = CallerOwner.Of(http);
        if (http.RequestServices.GetService<StreamsElsewhere>()?.IsFull(owner, relay.CountOf(owner)) == true) return StreamRefusals.Answer(http, StreamAdmission.OwnerFull);
        using var stream = ActivatorUtilities.CreateInstance<StreamSubscriber>(http.RequestServices, starts, vector);
        var admission = relay.Admit(stream, owner);
        if (admission != StreamAdmission.Admitted) return StreamRefusals.Answer(http, admission);
        try
        {
            http.Response.ContentType = "text/event-stream";
            http.Response.Headers.CacheControl = "no-cache, no-store";

            // nginx and those who follow it hold a response back without this.
            http.Response.Headers["X-Accel-Buffering"] = "no";
            http.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
            await stream.RunAsync(http);
        }
        finally
        {
            relay.Dismiss(stream, owner);
        }

        return TypedResults.Empty;
    }

    private static async Task<Job?> FindAsync(HttpContext http, IJobStore store, string jobId)
    {
        if (!JobId.IsWellFormed(jobId)) return null;
        return await store.FindAsync(jobId, http.RequestAborted) is { } job && CallerOwner.Owns(http, job) ? job : null;
    }

    /// <summary>A job whose file this program cannot read must not blind the stream for the others.</summary>
    private static async Task<Job?> FindApartAsync(HttpContext http, IJobStore store, string jobId)
    {
        try
        {
            return await FindAsync(http, store, jobId);
        }
        catch (NewerFileException)
        {
            return null;
        }
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route) => route
        .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
        .Produces(StatusCodes.Status204NoContent)
        .ProducesValidationProblem()
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
}
