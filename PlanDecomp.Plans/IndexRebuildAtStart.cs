using Microsoft.Extensions.Hosting;

namespace PlanDecomp.Plans;

/// <summary>Has the index back before anything else of the process starts.</summary>
internal sealed class IndexRebuildAtStart(IndexRebuild rebuild) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken) => await rebuild.RunIfMissingAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
