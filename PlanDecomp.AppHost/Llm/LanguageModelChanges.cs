using Microsoft.Extensions.Hosting;
using PlanDecomp.AppHost.Running;

namespace PlanDecomp.AppHost.Llm;

/// <summary>Starts the services anew when one of the language model's parameters was changed in the dashboard.</summary>
internal sealed class LanguageModelChanges(
    LanguageModel model, ResourceNotificationService notifications, ResourceCommandService commands, Turn turn) : BackgroundService
{
    // Somebody who enters an address goes on to enter the model's name.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _changed = new(0);

    public override void Dispose()
    {
        _changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(WatchAsync(stoppingToken), RestartAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task WatchAsync(CancellationToken stopping)
    {
        var known = new Dictionary<string, string>();
        await foreach (var change in notifications.WatchAsync(stopping))
        {
            if (change.Resource is not ParameterResource parameter || !model.Settings.Any(setting => setting.Parameter.Resource == parameter)) continue;
            var value = await LanguageModelBuilding.ValueOfAsync(parameter, stopping);
            if (known.TryGetValue(parameter.Name, out var before) && before != value) _changed.Release();
            known[parameter.Name] = value;
        }
    }

    private async Task RestartAsync(CancellationToken stopping)
    {
        while (true)
        {
            await _changed.WaitAsync(stopping);
            while (await _changed.WaitAsync(Settle, stopping))
            {
                // Another one: wait anew.
            }

            Console.WriteLine("The language model was changed; the services that call it are started anew.");
            using var mine = await turn.TakeAsync(stopping);
            foreach (var service in model.Users) await RestartAsync(service, stopping);
        }
    }

    private async Task RestartAsync(ProjectResource service, CancellationToken stopping)
    {
        if (!notifications.TryGetCurrentState(service.Name, out var now)) return;

        // One that somebody has stopped stays stopped; one that ended over its settings may like the new ones.
        var command = now.Snapshot switch
        {
            { State.Text: "Running" } => KnownResourceCommands.RestartCommand,
            { ExitCode: Supervisor.WrongConfiguration } => KnownResourceCommands.StartCommand,
            _ => null,
        };
        if (command is null) return;
        var result = await commands.ExecuteCommandAsync(service, command, stopping);
        if (!result.Success) Console.WriteLine($"{service.Name} could not be started anew: {result.Message}");
    }
}
