using Microsoft.Extensions.DependencyInjection;

namespace PlanDecomp.AppHost.Data;

/// <summary>Services that stand still until this is disposed.</summary>
internal sealed class StoppedServices : IAsyncDisposable
{
    private readonly ResourceCommandService _commands;
    private readonly IReadOnlyList<IResource> _services;

    private StoppedServices(ResourceCommandService commands, IReadOnlyList<IResource> services) => (_commands, _services) = (commands, services);

    /// <exception cref="InvalidOperationException">One could not be stopped; those that were are started again.</exception>
    public static async Task<StoppedServices> StopAsync(IReadOnlyList<IResource> services, IServiceProvider provider, CancellationToken ct)
    {
        var stopped = new StoppedServices(provider.GetRequiredService<ResourceCommandService>(), services);
        try
        {
            await stopped.AllAsync(KnownResourceCommands.StopCommand, ct);
            return stopped;
        }
        catch
        {
            await stopped.DisposeAsync();
            throw;
        }
    }

    // Whatever became of the work in between, also when it was cancelled.
    public async ValueTask DisposeAsync() => await AllAsync(KnownResourceCommands.StartCommand, CancellationToken.None);

    private async Task AllAsync(string command, CancellationToken ct)
    {
        var results = await Task.WhenAll(_services.Select(service => _commands.ExecuteCommandAsync(service, command, ct)));
        if (results.FirstOrDefault(result => !result.Success) is { } failed) throw new InvalidOperationException(failed.Message);
    }
}
