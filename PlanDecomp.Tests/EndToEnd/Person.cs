using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.EndToEnd;

/// <summary>Someone with a cookie jar who uses the Api through any of its instances.</summary>
public sealed class Person(Deployment deployment, CookieContainer cookies) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { CookieContainer = cookies }) { Timeout = TimeSpan.FromSeconds(120) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    public Uri At(string path, int api = 0) => new(deployment.Apis[api % deployment.Apis.Count].Address, path);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, int api = 0, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, At(path, api));
        if (body is not null) request.Content = JsonContent.Create(body);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await _http.SendAsync(request, Ct);
    }

    public async Task<Plan> CreatePlanAsync(string title, string description = "")
    {
        using var response = await SendAsync(HttpMethod.Post, "/plans", new { title, description });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync(ContractsJson.Default.Plan, Ct))!;
    }

    public async Task<Job> DecomposeAsync(long planId, object? limits = null, int api = 0)
    {
        using var response = await SendAsync(HttpMethod.Post, $"/plans/{planId}/decompose", limits ?? new { }, api);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync(ContractsJson.Default.JobSnapshot, Ct))!;
    }

    public async Task<JobSnapshot> GetJobAsync(string jobId, int api = 0)
    {
        using var response = await SendAsync(HttpMethod.Get, $"/jobs/{jobId}", api: api);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync(ContractsJson.Default.JobSnapshot, Ct))!;
    }

    /// <summary>The newest jobs.</summary>
    public async Task<JobPage> ListJobsAsync()
    {
        using var response = await SendAsync(HttpMethod.Get, "/jobs");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync(ContractsJson.Default.JobPage, Ct))!;
    }

    public async Task<PlanTree> GetTreeAsync(long planId)
    {
        using var response = await SendAsync(HttpMethod.Get, $"/plans/{planId}/tree");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync(ContractsJson.Default.PlanTree, Ct))!;
    }

    public async Task<JobSnapshot> EndOfAsync(string jobId, TimeSpan? limit = null)
    {
        JobSnapshot? job = null;
        await Eventually.TrueAsync(async () => (job = await GetJobAsync(jobId)).Status.IsTerminal(), $"job {jobId} ends", limit ?? TimeSpan.FromSeconds(60));
        return job!;
    }

    /// <summary>The whole log as the Api pages it out.</summary>
    public async Task<IReadOnlyList<JobLogEntry>> LinesAsync(string jobId, int api = 0)
    {
        var lines = new List<JobLogEntry>();
        while (true)
        {
            using var response = await SendAsync(HttpMethod.Get, $"/jobs/{jobId}/logs?limit=1000&after={lines.LastOrDefault()?.Seq ?? 0}", api: api);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var page = (await response.Content.ReadFromJsonAsync(ContractsJson.Default.JobLogPage, Ct))!;
            lines.AddRange(page.Entries);
            if (!page.HasNewer) return lines;
        }
    }

    /// <summary>One connection of the job's stream: its events with a line or a status, until it ends or breaks.</summary>
    public async IAsyncEnumerable<JobStreamEvent> StreamAsync(string jobId, long after = 0, int api = 0, [EnumeratorCancellation] CancellationToken ct = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, At($"/jobs/{jobId}/stream", api));
        if (after > 0) request.Headers.Add("Last-Event-ID", $"{after}");
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        if (response.StatusCode == HttpStatusCode.NoContent) yield break;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(ct))
        {
            Assert.NotEqual("reset", item.EventType);
            if (item.EventType == "message") yield return JsonSerializer.Deserialize(item.Data, ContractsJson.Default.JobStreamEvent)!;
        }
    }

    /// <summary>Follows the job to its end as a browser would: comes back after every break, by the last number it has, to the next instance.</summary>
    public async Task<IReadOnlyList<JobLogEntry>> FollowAsync(string jobId, int api = 0, Func<int, bool>? cutAfter = null)
    {
        var lines = new List<JobLogEntry>();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(120));
        for (var connection = api; ; connection++)
        {
            try
            {
                var inThisConnection = 0;
                await foreach (var e in StreamAsync(jobId, lines.LastOrDefault()?.Seq ?? 0, connection, limit.Token))
                {
                    if (e.Event is { } line) lines.Add(line);
                    if (e.Status.IsTerminal()) return lines;
                    if (e.Event is not null && cutAfter?.Invoke(++inThisConnection) == true) break;
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                // The instance went away: the next one, after a moment.
                await Task.Delay(100, limit.Token);
            }
        }
    }
}
