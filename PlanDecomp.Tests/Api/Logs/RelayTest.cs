using PlanDecomp.Api.Logs;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Logs;

/// <summary>What the relay's tests share: a data folder, a key prefix, a worker and Api instances.</summary>
public abstract class RelayTest(RedisServer redis) : IAsyncLifetime
{
    private readonly List<RelayHost> _hosts = [];
    private TestWorker? _worker;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected TestData Data { get; } = new();

    protected string Prefix { get; } = $"relay-{Guid.NewGuid():N}";

    protected RedisServer Redis { get; } = redis;

    protected TestWorker Worker => _worker!;

    public virtual async ValueTask InitializeAsync() => _worker = await TestWorker.StartAsync(Data, Redis.ConnectionString, Prefix);

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts) await host.DisposeAsync();
        if (_worker is not null) await _worker.DisposeAsync();
        Data.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task<RelayHost> StartHostAsync(Action<RelayOptions>? configure = null, TimeProvider? time = null)
    {
        var host = await RelayHost.StartAsync(Data, Redis.ConnectionString, Prefix, configure, time);
        _hosts.Add(host);
        return host;
    }

    protected static string StreamOf(TestJob job, long? after = null) => $"/jobs/{job.Id}/stream{(after is null ? "" : $"?after={after}")}";
}
