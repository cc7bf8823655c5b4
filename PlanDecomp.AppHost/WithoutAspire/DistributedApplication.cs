using Aspire.Hosting.Running;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>The app as the model says, run as child processes.</summary>
public sealed class DistributedApplication : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly EntryPointRun? _test;
    private readonly StopSignals? _signals;

    internal DistributedApplication(IHost host, IReadOnlyList<Resource> resources, StopSignals? signals, EntryPointRun? test)
    {
        _host = host;
        _signals = signals;
        _test = test;
        Output = test is null ? Output.ToConsole() : Output.Kept();
        Runner = new AppRunner(resources, host.Services, Output);
        ResourceNotifications = new ResourceNotificationService(Runner);
    }

    public ResourceNotificationService ResourceNotifications { get; }

    internal AppRunner Runner { get; }

    internal Output Output { get; }

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args);

    /// <summary>Runs until a signal asks for the end. What went wrong is one line and <see cref="Environment.ExitCode"/> 1.</summary>
    public void Run()
    {
        // Under a test the test starts and stops the app; the entry point only waits.
        if (_test is not null) _test.AwaitEnd();
        else RunAsync(_signals!).GetAwaiter().GetResult();
    }

    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        Runner.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => Runner.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Runner.StopAsync(CancellationToken.None);
        Runner.Dispose();
        _host.Dispose();
        _signals?.Dispose();
        _test?.End();
    }

    private async Task RunAsync(StopSignals signals)
    {
        // Asked before anything was started: there is nothing to stop.
        if (signals.Asked.IsCompleted) return;

        await StartAsync();
        await Task.WhenAny(signals.Asked, Runner.Failed);
        if (Runner.Failed.IsCompleted)
        {
            await Console.Error.WriteLineAsync(await Runner.Failed);
            Environment.ExitCode = 1;
        }
        else
        {
            Output.Say("Stopping. The same signal again ends it at once.");
        }

        await Runner.StopAsync(signals.Hurry);
    }
}

/// <summary>Tells how resources fare.</summary>
public sealed class ResourceNotificationService
{
    private readonly AppRunner _runner;

    internal ResourceNotificationService(AppRunner runner) => _runner = runner;

    public Task WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        _runner.AwaitReadyAsync(resourceName, cancellationToken);
}
