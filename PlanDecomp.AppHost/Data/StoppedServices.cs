using Microsoft.Extensions.DependencyInjection;
using PlanDecomp.AppHost.Running;

namespace PlanDecomp.AppHost.Data;

/// <summary>Work that needs the services to stand still.</summary>
internal static class StoppedServices
{
    /// <summary>Stops those that run, does the work, and starts them again whatever has become of it.</summary>
    public static async Task<ExecuteCommandResult> DuringAsync(
        IReadOnlyList<IResource> services, IServiceProvider provider, Func<Task<ExecuteCommandResult>> work, CancellationToken ct)
    {
        var commands = provider.GetRequiredService<ResourceCommandService>();
        var notifications = provider.GetRequiredService<ResourceNotificationService>();
        using var turn = await provider.GetRequiredService<Turn>().TakeAsync(ct);

        // One that somebody has stopped stays stopped.
        var running = services.Where(IsRunning).ToList();
        ExecuteCommandResult? result = null;
        try
        {
            var refused = await AllAsync(KnownResourceCommands.StopCommand, ct);
            result = refused.Count == 0 ? await work() : CommandResults.Failure($"Not every service could be stopped: {string.Join(' ', refused)}");
        }
        finally
        {
            var refused = await AllAsync(KnownResourceCommands.StartCommand, CancellationToken.None);
            if (refused.Count > 0) result = CommandResults.Failure($"{result?.Message} Not every service could be started again: {string.Join(' ', refused)}");
        }

        return result;

        bool IsRunning(IResource service) =>
            notifications.TryGetCurrentState(service.Name, out var now) && now.Snapshot.State?.Text == KnownResourceStates.Running;

        async Task<IReadOnlyList<string>> AllAsync(string command, CancellationToken token)
        {
            var results = await Task.WhenAll(running.Select(service => commands.ExecuteCommandAsync(service, command, token)));
            return [.. results.Where(each => !each.Success).Select(each => each.Message ?? "Cancelled.")];
        }
    }
}
