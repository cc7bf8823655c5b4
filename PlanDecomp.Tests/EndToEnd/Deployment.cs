using System.Net;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.EndToEnd;

/// <summary>The app as it is deployed: a Redis, Api and Worker processes, one data folder. Everything a test does to it is real.</summary>
public sealed class Deployment : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly string _prefix = $"e2e-{Guid.NewGuid():n}";
    private readonly List<ApiInstance> _apis = [];
    private readonly List<ServiceProcess> _workers = [];
    private readonly List<IDisposable> _clients = [];

    public RedisServer Redis { get; } = new();

    public TestData Data { get; } = new();

    public string KeyPrefix => _prefix;

    /// <summary>Settings that every process gets, such as <c>Llm__BaseUrl</c>.</summary>
    public Dictionary<string, string> Settings { get; } = new()
    {
        ["Logging__LogLevel__Default"] = "Warning",
        ["DOTNET_ENVIRONMENT"] = "Production",

        // All people of a test come from one address.
        ["Limits__GuestsPerAddress"] = "100000",
    };

    /// <summary>Lets a killed or frozen worker's job be taken over after seconds; for tests that are not about how long that takes.</summary>
    public void UseShortLease()
    {
        Settings["Jobs__Lease"] = "00:00:03";
        Settings["Worker__RenewEvery"] = "00:00:01";
        Settings["Worker__SweepEvery"] = "00:00:01";
    }

    public IReadOnlyList<ApiInstance> Apis => _apis;

    public IReadOnlyList<ServiceProcess> Workers => _workers;

    public async Task StartAsync(int apis = 2, int workers = 2)
    {
        await Redis.InitializeAsync();
        for (var i = 0; i < workers; i++) StartWorker();
        await Task.WhenAll(Enumerable.Range(0, apis).Select(_ => StartApiAsync()));
    }

    public async Task<ApiInstance> StartApiAsync()
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        var process = ServiceProcess.Start("PlanDecomp.Api", [.. Common(), new("ASPNETCORE_URLS", address.ToString())]);
        var api = new ApiInstance(process, address);
        lock (_apis) _apis.Add(api);
        using var probe = new HttpClient { BaseAddress = address };
        await Eventually.TrueAsync(async () =>
        {
            if (process.HasExited) throw new InvalidOperationException($"The Api ended with code {process.ExitCode}:\n{process.Output}");
            try
            {
                return (await probe.GetAsync("/alive")).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, "the Api answers", StartLimit);
        return api;
    }

    /// <param name="address">Where it answers probes; by default a free port that no one asks for.</param>
    public ServiceProcess StartWorker(Uri? address = null)
    {
        IEnumerable<KeyValuePair<string, string>> listening = address is null ? [] : [new("ASPNETCORE_URLS", address.ToString())];
        var worker = ServiceProcess.Start("PlanDecomp.Worker", [.. Common(), .. listening]);
        _workers.Add(worker);
        return worker;
    }

    /// <summary>A person's browser: one cookie jar over all instances.</summary>
    /// <param name="cookies">The jar; by default a new one, and so a new account.</param>
    public Person NewPerson(CookieContainer? cookies = null)
    {
        var person = new Person(this, cookies ?? new CookieContainer());
        _clients.Add(person);
        return person;
    }

    /// <summary>Starts anew, for the next test, what the one before has killed, stopped or frozen.</summary>
    public async Task MendAsync(int apis = 2, int workers = 2)
    {
        await Redis.StartAgainAsync();
        foreach (var ended in _apis.Where(api => api.Process.HasExited).ToList())
        {
            _apis.Remove(ended);
            await ended.Process.DisposeAsync();
        }

        foreach (var ended in _workers.Where(worker => worker.HasExited).ToList())
        {
            _workers.Remove(ended);
            await ended.DisposeAsync();
        }

        foreach (var worker in _workers) worker.Wake();
        while (_workers.Count < workers) StartWorker();
        await Task.WhenAll(Enumerable.Range(0, apis - _apis.Count).Select(_ => StartApiAsync()));
    }

    /// <summary>SIGTERM to every process, as a redeployment does it. Redis and the data stay.</summary>
    public async Task StopServicesAsync()
    {
        await Task.WhenAll(_apis.Select(api => api.Process.StopAsync()).Concat(_workers.Select(worker => worker.StopAsync())));
        _apis.Clear();
        _workers.Clear();
    }

    public async Task StopWorkersAsync()
    {
        await Task.WhenAll(_workers.Select(worker => worker.StopAsync()));
        _workers.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        foreach (var api in _apis) await api.Process.DisposeAsync();
        foreach (var worker in _workers) await worker.DisposeAsync();
        await Redis.DisposeAsync();
        Data.Dispose();
    }

    private IEnumerable<KeyValuePair<string, string>> Common() =>
    [
        new("ConnectionStrings__redis", $"127.0.0.1:{Redis.Port}"),
        new("Storage__Path", Data.Root),
        new("Jobs__KeyPrefix", _prefix),
        .. Settings,
    ];
}

/// <summary>An Api process and where it listens.</summary>
public sealed record ApiInstance(ServiceProcess Process, Uri Address);
