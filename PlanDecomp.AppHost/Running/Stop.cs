using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace PlanDecomp.AppHost.Running;

/// <summary>Asks the processes to end, the services before the Redis they release their jobs to, and waits for it.</summary>
internal sealed class Stop(Processes processes) : IHostedLifecycleService
{
    // Longer than the services' own 25 s, shorter than the host's 30 s, after which the orchestrator could not tidy up any more.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(26);

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            await EndAllAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // The orchestrator ends the rest its way.
        }
    }

    private async Task EndAllAsync(CancellationToken cancellationToken)
    {
        foreach (var wave in processes.All.GroupBy(resource => resource is ProjectResource).OrderByDescending(wave => wave.Key))
            await Task.WhenAll(wave.Select(resource => EndAsync(resource, cancellationToken)));
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        EarlyStop.Over();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task EndAsync(IResource resource, CancellationToken ct)
    {
        if (processes.IdOf(resource) is not { } id || OperatingSystem.IsWindows()) return;
        try
        {
            using var process = Process.GetProcessById(id);
            if (Signals.Send(id, Signals.Terminate)) await process.WaitForExitAsync(ct);
        }
        catch (ArgumentException)
        {
            // It has ended.
        }
    }
}
