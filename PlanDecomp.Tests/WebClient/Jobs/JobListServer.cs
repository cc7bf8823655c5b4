using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Web;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Web.Client.Api;

namespace PlanDecomp.Tests.WebClient.Jobs;

/// <summary>Answers the list of jobs and single jobs from memory, at once.</summary>
internal sealed class JobListServer : HttpMessageHandler
{
    private static readonly DateTimeOffset Time = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private readonly ConcurrentDictionary<string, Job> _jobs = [];
    private readonly ApiClient _api;
    private int _looks;

    public JobListServer()
    {
        _api = new ApiClient(new HttpClient(this) { BaseAddress = new Uri("http://jobs.test/api/") }, new Connectivity(), TimeProvider.System);
        Jobs = new JobsClient(_api);
        Plans = new PlansClient(_api);
    }

    public JobsClient Jobs { get; }

    /// <summary>Knows no plan: each has gone.</summary>
    public PlansClient Plans { get; }

    /// <summary>How often the running jobs were asked for.</summary>
    public int Looks => Volatile.Read(ref _looks);

    public bool IsDown { get; set; }

    public Job Set(string jobId, JobStatus status)
    {
        var job = new Job { JobId = jobId, JobType = JobType.PlanDecompose, Mode = JobMode.PlanBfs, PlanId = 1, Status = status, CreatedAt = Time };
        _jobs[jobId] = job;
        return job;
    }

    public void Remove(string jobId) => _jobs.TryRemove(jobId, out _);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var status = HttpUtility.ParseQueryString(request.RequestUri!.Query)["status"];
        if (status == "running") Interlocked.Increment(ref _looks);
        return Task.FromResult(IsDown ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) : Answer(request.RequestUri.AbsolutePath, status));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _api.Dispose();
        base.Dispose(disposing);
    }

    private HttpResponseMessage Answer(string path, string? status)
    {
        if (path == "/api/jobs")
        {
            var page = new JobPage([.. _jobs.Values.Where(job => job.Status.ToName() == status).Select(Summary)], null);
            return new HttpResponseMessage { Content = JsonContent.Create(page, ContractsJson.Default.JobPage) };
        }

        return _jobs.TryGetValue(path.Split('/').Last(), out var found)
            ? new HttpResponseMessage { Content = JsonContent.Create(new JobSnapshot(found, []), ContractsJson.Default.JobSnapshot) }
            : new HttpResponseMessage(HttpStatusCode.NotFound);
    }

    private static JobSummary Summary(Job job) => new()
    {
        JobId = job.JobId,
        JobType = job.JobType,
        Mode = job.Mode,
        PlanId = job.PlanId,
        Status = job.Status,
        CreatedAt = job.CreatedAt,
    };
}
