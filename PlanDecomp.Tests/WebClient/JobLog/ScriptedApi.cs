using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;

namespace PlanDecomp.Tests.WebClient.JobLog;

/// <summary>The Api's job routes over real HTTP, over jobs in memory, with the faults a test asks for.</summary>
internal sealed class ScriptedApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ScriptedJob> _jobs = [];
    private readonly ConcurrentDictionary<HttpContext, bool> _open = [];

    private ScriptedApi(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Every request, as method, path and query.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Every stream that was asked for, in order.</summary>
    public ConcurrentQueue<(IReadOnlyList<string> Ids, string Cursors)> Streams { get; } = [];

    /// <summary>How the next streams are answered, one each; after them, as the real server does.</summary>
    public ConcurrentQueue<Func<ScriptedStream, Task>> NextStreams { get; } = [];

    /// <summary>How every stream is answered once <see cref="NextStreams"/> is used up.</summary>
    public Func<ScriptedStream, Task> AnyStream { get; set; } = stream => stream.FollowAsync();

    /// <summary>Whose numbers the lines have, as streams say it; null says nothing.</summary>
    public string? Epoch { get; set; }

    /// <summary>Answers everything with this status, when it is not null.</summary>
    public int? DownWith { get; set; }

    /// <summary>The job that is at work already, for those who ask for another.</summary>
    public string? ConflictWith { get; set; }

    /// <summary>What was asked for with the last decomposition.</summary>
    public string LastDecompose { get; private set; } = "";

    public int OpenStreams => _open.Count;

    public static async Task<ScriptedApi> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var api = new ScriptedApi(app);
        app.Use(api.RecordAsync);
        app.MapGet("/api/jobs/stream", api.StreamAsync);
        app.MapGet("/api/jobs/{id}", api.SnapshotAsync);
        app.MapGet("/api/jobs/{id}/logs", api.PageAsync);
        app.MapPost("/api/jobs/{id}/cancel", api.CancelAsync);
        app.MapPost("/api/jobs/{id}/continue", (string id) => TypedResults.Json(
            api.Add("new").With(job => job with { Continues = [id] }).Job, ContractsJson.Readable.JobSnapshot, statusCode: StatusCodes.Status202Accepted));
        app.MapGet("/api/jobs", api.Children);
        app.MapPost("/api/plans/{id}/decompose", (Delegate)api.DecomposeAsync);
        await app.StartAsync();
        return api;
    }

    public ScriptedJob Add(string id)
    {
        var job = new ScriptedJob(id);
        _jobs[id] = job;
        return job;
    }

    /// <summary>Cuts every stream, as a process that dies does.</summary>
    public void CutAll()
    {
        foreach (var http in _open.Keys) http.Abort();
    }

    public void Remove(string id) => _jobs.TryRemove(id, out _);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task RecordAsync(HttpContext http, RequestDelegate next)
    {
        Requests.Enqueue($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}");
        if (DownWith is { } status) http.Response.StatusCode = status;
        else await next(http);
    }

    private async Task StreamAsync(HttpContext http)
    {
        var ids = http.Request.Query["ids"].ToString().Split(',');
        var sent = http.Request.Headers["Last-Event-ID"].ToString();
        Streams.Enqueue((ids, sent));
        if (Epoch is { } epoch) http.Response.Headers["Log-Epoch"] = epoch;
        var jobs = ids.Select(id => _jobs.GetValueOrDefault(id)).ToArray();
        var cursors = sent.Split(',').Select(long.Parse).ToArray();
        if (jobs.All(job => job is null))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (ids.Select((_, i) => jobs[i] is not { } job || (job.Job.Status.IsTerminal() && cursors[i] == job.Job.LastSeq)).All(over => over))
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        var script = NextStreams.TryDequeue(out var next) ? next : AnyStream;
        _open[http] = true;
        try
        {
            await script(new ScriptedStream(http, jobs, ids, cursors));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The reader left.
        }
        finally
        {
            _open.TryRemove(http, out _);
        }
    }

    private IResult SnapshotAsync(string id, int logs)
    {
        if (!_jobs.TryGetValue(id, out var job)) return TypedResults.NotFound();
        var snapshot = job.Job;
        return TypedResults.Json(snapshot with { Logs = [.. job.Lines.Where(line => line.Seq <= snapshot.LastSeq).TakeLast(logs)] }, ContractsJson.Readable.JobSnapshot);
    }

    private IResult PageAsync(string id, long? after, long? before, int? limit, string? level, string? q)
    {
        if (!_jobs.TryGetValue(id, out var job)) return TypedResults.NotFound();
        var least = level is null ? JobLogLevel.Debug : JobLogLevels.Parse(level);
        var all = job.Lines;
        var matching = all.Where(line => line.Level >= least && (q is null || line.Message.Contains(q, StringComparison.OrdinalIgnoreCase))).ToList();
        var inside = matching.Where(line => line.Seq > (after ?? 0) && line.Seq < (before ?? long.MaxValue));
        List<JobLogEntry> entries = [.. after is null ? inside.TakeLast(limit ?? 200) : inside.Take(limit ?? 200)];
        var (first, last) = entries.Count > 0 ? (entries[0].Seq, entries[^1].Seq) : after is { } a ? (a + 1, a) : (before ?? 1, (before ?? 1) - 1);
        var page = new JobLogPage(
            id, entries, all.Count == 0 ? 0 : all[^1].Seq, matching.Exists(line => line.Seq < first), matching.Exists(line => line.Seq > last));
        return TypedResults.Json(page, ContractsJson.Readable.JobLogPage);
    }

    private JsonHttpResult<JobPage> Children([Microsoft.AspNetCore.Mvc.FromQuery(Name = "parent_job_id")] string parent)
    {
        var children = _jobs.Values.Select(job => job.Job).Where(job => job.ParentJobId == parent).OrderByDescending(job => job.JobId, StringComparer.Ordinal);
        return TypedResults.Json(new JobPage([.. children.Select(PlanDecomp.Web.Client.Jobs.JobsWatch.Summary)], null), ContractsJson.Readable.JobPage);
    }

    private IResult CancelAsync(string id)
    {
        if (!_jobs.TryGetValue(id, out var job)) return TypedResults.NotFound();
        job.With(known => known with { CancelRequestedAt = known.StartedAt });
        return TypedResults.Json(job.Job, ContractsJson.Readable.JobSnapshot);
    }

    private async Task<IResult> DecomposeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        LastDecompose = await reader.ReadToEndAsync();
        return ConflictWith is { } other
            ? TypedResults.Problem(statusCode: StatusCodes.Status409Conflict, title: "Taken.", extensions: new Dictionary<string, object?> { ["job_id"] = other })
            : TypedResults.Json(Add("new").Job, ContractsJson.Readable.JobSnapshot, statusCode: StatusCodes.Status202Accepted);
    }
}
