using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PlanDecomp.Tests.Infrastructure;

[assembly: AssemblyFixture(typeof(SharedApi))]

namespace PlanDecomp.Tests.Infrastructure;

/// <summary>One Api for all tests that need none of their own, started by the first of them: no Redis, no worker, no language model.</summary>
/// <remarks>A test is someone with an account of its own there, and takes the ids of what it makes from the answers.</remarks>
public sealed class SharedApi : IAsyncDisposable
{
    private readonly Lazy<ApiApp> _app;

    public SharedApi()
    {
        // Opened here, before tests ask for them from several threads.
        _ = Data.Files;
        _app = new Lazy<ApiApp>(() =>
        {
            var app = new ApiApp(Data.Path, services: WithoutTelemetry);
            _ = app.Address;
            return app;
        });
    }

    /// <summary>The Api's files as another process has them.</summary>
    public PlanData Data { get; } = new();

    public ApiApp App => _app.Value;

    // What listens to requests is one for the whole process: this host would name the spans of those that tests look at.
    private static void WithoutTelemetry(IServiceCollection services)
    {
        var telemetry = services.Single(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Name == "TelemetryHostedService");
        services.Remove(telemetry);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app.IsValueCreated) await _app.Value.DisposeAsync();
        Data.Dispose();
    }
}
