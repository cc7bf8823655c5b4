using PlanDecomp.Tests.EndToEnd.Web;
using PlanDecomp.Tests.Infrastructure;

[assembly: AssemblyFixture(typeof(SharedWebDeployment))]

namespace PlanDecomp.Tests.EndToEnd.Web;

/// <summary>The app with its web host: what a person's browser talks to.</summary>
public sealed class WebDeployment : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly int _port = FreePort.Next();
    private ServiceProcess? _web;

    /// <summary>Everything behind the web host.</summary>
    public Deployment App { get; } = new();

    /// <summary>The web host's, the same after a restart.</summary>
    public Uri Address => new($"http://127.0.0.1:{_port}/");

    public async Task StartAsync()
    {
        await App.StartAsync();
        await StartWebAsync();
    }

    /// <summary>Starts the web host in front of the Api instances of now.</summary>
    public async Task StartWebAsync()
    {
        var api = App.Apis.Select((instance, n) => KeyValuePair.Create($"services__api__http__{n}", instance.Address.ToString()));
        var web = _web = ServiceProcess.Start("PlanDecomp.Web", [.. api, new("ASPNETCORE_URLS", Address.ToString()), .. App.Settings]);
        using var probe = new HttpClient { BaseAddress = Address };
        await Eventually.TrueAsync(async () =>
        {
            if (web.HasExited) throw new InvalidOperationException($"The web host ended with code {web.ExitCode}:\n{web.Output}");
            try
            {
                return (await probe.GetStringAsync("/health")).Contains("\"healthy\"", StringComparison.OrdinalIgnoreCase);
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, "the web host finds the Api", StartLimit);
    }

    public async Task StopWebAsync()
    {
        if (_web is null) return;
        await _web.StopAsync();
        await _web.DisposeAsync();
        _web = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_web is not null) await _web.DisposeAsync();
        await App.DisposeAsync();
    }
}

/// <summary>One deployment for all tests that break nothing, started by the first of them. No language model: the offline rules plan.</summary>
public sealed class SharedWebDeployment : IAsyncDisposable
{
    private readonly Lazy<Task<WebDeployment>> _deployment = new(StartAsync);

    public Task<WebDeployment> GetAsync() => _deployment.Value;

    public async ValueTask DisposeAsync()
    {
        if (_deployment.IsValueCreated) await (await _deployment.Value).DisposeAsync();
    }

    private static async Task<WebDeployment> StartAsync()
    {
        var deployment = new WebDeployment();
        try
        {
            await deployment.StartAsync();
            return deployment;
        }
        catch
        {
            await deployment.DisposeAsync();
            throw;
        }
    }
}
