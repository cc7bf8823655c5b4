using Microsoft.Extensions.Hosting;

namespace PlanDecomp.AppHost.Llm;

/// <summary>Starts the services anew when one of the language model's parameters was changed in the dashboard.</summary>
internal sealed class LanguageModelChanges(
    LanguageModel model, ResourceNotificationService notifications, ResourceCommandService commands, TimeProvider time) : BackgroundService
{
    // Somebody who enters an address goes on to enter the model's name.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var known = new Dictionary<string, string?>();
        CancellationTokenSource? pending = null;
        try
        {
            await foreach (var change in notifications.WatchAsync(stoppingToken))
            {
                if (change.Resource is not ParameterResource parameter || !model.Settings.Any(setting => setting.Parameter.Resource == parameter)) continue;
                var value = await LanguageModelBuilding.ValueOfAsync(parameter, stoppingToken);
                if (!known.TryGetValue(parameter.Name, out var before))
                {
                    known[parameter.Name] = value;
                    continue;
                }

                if ((before ?? "") == (value ?? "")) continue;
                known[parameter.Name] = value;
                pending?.Cancel();
                pending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                _ = RestartAsync(pending.Token);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        finally
        {
            pending?.Dispose();
        }
    }

    private async Task RestartAsync(CancellationToken ct)
    {
        try
        {
            await Task.Delay(Settle, time, ct);
            Console.WriteLine("The language model was changed; the services that call it are started anew.");

            // One that has ended over its settings cannot be restarted, only started.
            await Task.WhenAll(model.Users.Select(async service =>
            {
                var restarted = await commands.ExecuteCommandAsync(service, KnownResourceCommands.RestartCommand, ct);
                if (!restarted.Success) await commands.ExecuteCommandAsync(service, KnownResourceCommands.StartCommand, ct);
            }));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
    }
}
