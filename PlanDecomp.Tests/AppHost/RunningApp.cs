using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using PlanDecomp.Tests.AppHost;
using PlanDecomp.Tests.Infrastructure;

[assembly: AssemblyFixture(typeof(RunningApp))]

namespace PlanDecomp.Tests.AppHost;

/// <summary>The model, run once by the real orchestrator for all tests of it.</summary>
public sealed class RunningApp : IAsyncDisposable
{
    // A busy machine takes its time.
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _data = new();
    private readonly Lazy<Task<DistributedApplication>> _app;

    public RunningApp() => _app = new(StartAsync);

    public string Data => _data.Path;

    /// <summary>Healthy as a whole.</summary>
    public Task<DistributedApplication> GetAsync() => _app.Value;

    /// <summary>Runs a command as the dashboard does, on the resource's one instance.</summary>
    public async Task<ExecuteCommandResult> CommandAsync(string resource, string command) =>
        await (await GetAsync()).ResourceCommands.ExecuteCommandAsync(resource, command, TestContext.Current.CancellationToken);

    public async Task AwaitHealthyAsync(params string[] resources)
    {
        var app = await GetAsync();
        await Task.WhenAll(resources.Select(resource => app.ResourceNotifications.WaitForResourceHealthyAsync(resource, TestContext.Current.CancellationToken)));
    }

    public async ValueTask DisposeAsync()
    {
        if (_app.IsValueCreated) await (await _app.Value).DisposeAsync();
        _data.Dispose();
    }

    private async Task<DistributedApplication> StartAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.PlanDecomp_AppHost>(
            ["--Redis:Mode=executable", "--App:Port=0", $"--App:Data={_data.Path}", "--App:Api=2", "--App:Worker=1", "--App:Web=1", .. AppHostProcess.WithoutModel],
            limit.Token);
        var app = await builder.BuildAsync(limit.Token);
        await app.StartAsync(limit.Token);
        foreach (var resource in new[] { "redis", "api-1", "api-2", "worker", "web" })
            await app.ResourceNotifications.WaitForResourceHealthyAsync(resource, limit.Token);
        return app;
    }
}
