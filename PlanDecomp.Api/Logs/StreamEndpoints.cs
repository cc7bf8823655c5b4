// Step 5 of a log line's way: the routes a browser opens to follow jobs.
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Api.Logs;

/// <summary>Live log streams as Server-Sent Events.</summary>
internal static class StreamEndpoints
{
    private const int MaxJobs = 50;
    private const string LastEventId = "Last-Event-ID";

    public static void MapStreams(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/jobs/{job_id}/stream", StreamJobAsync).WithName("StreamJob");
        routes.MapGet("/tasks/decompose/jobs/{job_id}/stream", StreamJobAsync).WithName("StreamDecomposition");
        routes.MapGet("/jobs/stream", StreamJobsAsync).WithName("StreamJobs");
    }

    /// <summary>Replays a job's log after the cursor, then follows it to its end. 204 when the reader has it all.</summary>
    private static async Task<IResult> StreamJobAsync(HttpContext http, IJobStore store, IServiceProvider services)
    {
        var jobId = (string)http.Request.RouteValues["job_id"]!;
        if (InvalidAfter(http, 1) is { } invalid) return invalid;
        if (await FindAsync(http, store, jobId) is not { } job) return LogProblems.NoJob();
        return await OpenAsync(http, services, [StreamStart.At(jobId, job, Cursors(http, 1)?[0])], vector: false);
    }

    /// <summary>
    /// The same over several jobs in one connection. The cursor is a vector by position in <c>ids</c>, repeated ids left out.
    /// An id that names no job of the caller's gets <c>event: gone</c>; only when none does is it 404.
    /// </summary>
    private static async Task<IResult> StreamJobsAsync(HttpContext http, IJobStore store, IServiceProvider services)
    {
        string[] ids =
        [
            .. http.Request.Query["ids"].ToString()
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Distinct(StringComparer.Ordinal),
        ];
        if (ids.Length is 0 or > MaxJobs) return LogProblems.Invalid("ids", $"Name 1 to {MaxJobs} jobs, separated by commas.");
        if (InvalidAfter(http, ids.Length) is { } invalid) return invalid;

        var jobs = await Task.WhenAll(ids.Select(id => FindAsync(http, store, id)));
        if (jobs.All(job => job is null)) return LogProblems.NoJob();
        var cursors = Cursors(http, ids.Length);
        return await OpenAsync(http, services, [.. ids.Select((id, i) => StreamStart.At(id, jobs[i], cursors?[i]))], vector: true);
    }

    private static async Task<IResult> OpenAsync(HttpContext http, IServiceProvider services, StreamStart[] starts, bool vector)
    {
        // Invariant: a reader that has everything gets 204, the one answer after which a browser's EventSource does not come back.
        if (starts.All(start => start.Job is null || start.IsAtEnd)) return TypedResults.NoContent();

        var relay = services.GetRequiredService<JobLogRelay>();
        var owner = CallerOwner.Of(http);
        var stream = ActivatorUtilities.CreateInstance<StreamSubscriber>(services, starts, vector);
        var admission = relay.Admit(stream, owner);
        if (admission != StreamAdmission.Admitted) return LogProblems.Refused(http, admission);
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

    private static ValidationProblem? InvalidAfter(HttpContext http, int count)
    {
        if (http.Request.Headers[LastEventId].ToString().Length > 0) return null;
        var after = http.Request.Query["after"].ToString();
        if (after.Length == 0 || StreamCursors.Parse(after, count) is not null) return null;
        return LogProblems.Invalid("after", count == 1 ? "A line's number: 0 or greater." : $"{count} lines' numbers, separated by commas.");
    }

    /// <summary>
    /// <c>Last-Event-ID</c> goes before <c>after</c>: a browser's reconnect repeats the address it started with.
    /// Null when the header cannot be read: an error would stop EventSource for good, so it gets a reset and the whole log.
    /// </summary>
    private static long[]? Cursors(HttpContext http, int count)
    {
        var header = http.Request.Headers[LastEventId].ToString();
        if (header.Length > 0) return StreamCursors.Parse(header, count);
        var after = http.Request.Query["after"].ToString();
        return after.Length > 0 ? StreamCursors.Parse(after, count) : new long[count];
    }
}
