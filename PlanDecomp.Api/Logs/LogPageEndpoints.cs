using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Api.Logs;

/// <summary>A job's log as pages and as a whole.</summary>
internal static class LogPageEndpoints
{
    private const int DefaultLimit = 200;
    private const int MaxLimit = 1_000;
    private const int MaxSearch = 200;

    public static void MapLogPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/jobs/{job_id}/logs", ReadAsync).WithName("ReadJobLog").Produces<JobLogPage>();
        routes.MapGet("/jobs/{job_id}/logs/export", ExportAsync).WithName("ExportJobLog");
    }

    private static async Task<IResult> ReadAsync(HttpContext http, IJobStore store, CancellationToken ct)
    {
        if (await FindAsync(http, store, ct) is not { } job) return LogProblems.NoJob();
        if (Query(http.Request.Query, out var query) is { } invalid) return invalid;
        return await store.ReadLogAsync(job.JobId, query, ct) is { } page
            ? TypedResults.Json(page, ContractsJson.Readable.JobLogPage)
            : LogProblems.NoJob();
    }

    private static async Task<IResult> ExportAsync(HttpContext http, IJobStore store, CancellationToken ct)
    {
        if (await FindAsync(http, store, ct) is not { } job) return LogProblems.NoJob();
        var export = new LogExport(store, job);
        switch (http.Request.Query["format"].ToString())
        {
            case "" or "json":
                Name(http, job, "json", "application/json");
                await export.WriteJsonAsync(http.Response.BodyWriter, ct);
                return TypedResults.Empty;
            case "text":
                Name(http, job, "txt", "text/plain; charset=utf-8");
                await export.WriteTextAsync(http.Response.BodyWriter, ct);
                return TypedResults.Empty;
            default:
                return LogProblems.Invalid("format", "One of: json, text.");
        }
    }

    private static void Name(HttpContext http, Job job, string extension, string contentType)
    {
        http.Response.ContentType = contentType;
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"job-{job.JobId}-log.{extension}\"";
        http.Response.Headers.CacheControl = "no-store";
    }

    private static async Task<Job?> FindAsync(HttpContext http, IJobStore store, CancellationToken ct)
    {
        var jobId = (string)http.Request.RouteValues["job_id"]!;
        if (!JobId.IsWellFormed(jobId)) return null;
        return await store.FindAsync(jobId, ct) is { } job && CallerOwner.Owns(http, job) ? job : null;
    }

    private static ValidationProblem? Query(IQueryCollection values, out JobLogQuery query)
    {
        query = new JobLogQuery();
        if (!Number(values["after"], 0, long.MaxValue, out var after)) return LogProblems.Invalid("after", "A line's number: 0 or greater.");
        if (!Number(values["before"], 0, long.MaxValue, out var before)) return LogProblems.Invalid("before", "A line's number: 0 or greater.");
        if (after is not null && before is not null) return LogProblems.Invalid("before", "Either after or before, not both.");
        if (!Number(values["limit"], 1, MaxLimit, out var limit)) return LogProblems.Invalid("limit", $"1 to {MaxLimit}.");
        if (!Level(values["level"], out var level)) return LogProblems.Invalid("level", "One of: debug, info, warning, error.");
        var search = values["q"].ToString();
        if (search.Length > MaxSearch) return LogProblems.Invalid("q", $"At most {MaxSearch} characters.");
        query = new JobLogQuery
        {
            After = after,
            Before = before,
            Limit = (int)(limit ?? DefaultLimit),
            MinLevel = level,
            Search = search.Length > 0 ? search : null,
        };
        return null;
    }

    private static bool Number(string? text, long min, long max, out long? number)
    {
        number = null;
        if (string.IsNullOrEmpty(text)) return true;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < min || value > max) return false;
        number = value;
        return true;
    }

    private static bool Level(string? text, out JobLogLevel? level)
    {
        level = text switch
        {
            "debug" => JobLogLevel.Debug,
            "info" => JobLogLevel.Info,
            "warning" => JobLogLevel.Warning,
            "error" => JobLogLevel.Error,
            _ => null,
        };
        return level is not null || string.IsNullOrEmpty(text);
    }
}
