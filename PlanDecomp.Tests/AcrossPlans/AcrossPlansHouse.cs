using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PlanDecomp.Plans;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Worker.AcrossPlans;

namespace PlanDecomp.Tests.AcrossPlans;

/// <summary>The Api over HTTP and a worker with the real handlers, on one data folder.</summary>
public sealed class AcrossPlansHouse(RedisServer redis) : IAsyncDisposable
{
    private readonly List<HttpClient> _clients = [];
    private ApiApp? _api;

    public TestCluster Cluster { get; } = new(redis);

    /// <summary>Of the Api, by keys such as <c>Import:MaxBytes</c>.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    private ApiApp Api => _api ??= new ApiApp(Cluster.Data.Root, new Dictionary<string, string?>(Settings)
    {
        ["ConnectionStrings:redis"] = redis.ConnectionString,
        ["Jobs:KeyPrefix"] = Cluster.KeyPrefix,
    });

    public Task<IHost> StartWorkerAsync(Action<IServiceCollection>? more = null) => Cluster.StartWorkerAsync(services =>
    {
        services.AddPlans();
        services.AddAcrossPlans();
        more?.Invoke(services);
    });

    public HttpClient NewPerson()
    {
        var client = Api.NewClient();
        _clients.Add(client);
        return client;
    }

    /// <summary>Asks for a job and waits for its end.</summary>
    public static async Task<JsonElement> RunAsync(HttpClient person, string path, object? body)
    {
        var job = await person.SendAsync(HttpStatusCode.Accepted, HttpMethod.Post, path, body);
        return await EndOfAsync(person, job.GetProperty("job_id").GetString()!);
    }

    public static async Task<JsonElement> EndOfAsync(HttpClient person, string jobId)
    {
        JsonElement job = default;
        await Eventually.TrueAsync(async () =>
        {
            job = await person.GetAsync(HttpStatusCode.OK, $"/jobs/{jobId}?logs=1000");
            return job.GetProperty("status").GetString() is not ("queued" or "running");
        }, $"job {jobId} ends");
        return job;
    }

    public static async Task<HttpResponseMessage> FileAsync(HttpClient person, JsonElement job) =>
        await person.GetAsync($"/jobs/{job.GetProperty("job_id").GetString()}/file", TestContext.Current.CancellationToken);

    /// <summary>A plan as it can be compared with another: everything but ids and times.</summary>
    public static async Task<string> ShowAsync(HttpClient person, long planId)
    {
        var tree = await person.GetAsync(HttpStatusCode.OK, $"/plans/{planId}/tree");
        var plan = tree.GetProperty("plan");
        var numbers = new Dictionary<long, string>();
        Number(tree.GetProperty("tasks"), "");
        var shown = new List<string> { $"{plan.GetProperty("title").GetString()}|{plan.GetProperty("description").GetString()}|{plan.GetProperty("task_count").GetInt32()}" };
        Show(tree.GetProperty("tasks"));
        return string.Join('\n', shown);

        void Number(JsonElement tasks, string prefix)
        {
            foreach (var (index, task) in tasks.EnumerateArray().Index())
            {
                numbers[task.GetProperty("task_id").GetInt64()] = $"{prefix}{index + 1}";
                Number(task.GetProperty("children"), $"{prefix}{index + 1}.");
            }
        }

        void Show(JsonElement tasks)
        {
            foreach (var task in tasks.EnumerateArray())
            {
                var dependsOn = task.GetProperty("depends_on").EnumerateArray().Select(id => numbers[id.GetInt64()]);
                shown.Add(string.Join('|', numbers[task.GetProperty("task_id").GetInt64()], task.GetProperty("title").GetString(), task.GetProperty("instruction").GetString(),
                    task.GetProperty("status").GetString(), string.Join(',', dependsOn), task.GetProperty("position").GetInt32(),
                    task.TryGetProperty("effort_hours", out var hours) ? hours.GetDouble() : null));
                Show(task.GetProperty("children"));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        if (_api is not null) await _api.DisposeAsync();
        await Cluster.DisposeAsync();
    }
}
