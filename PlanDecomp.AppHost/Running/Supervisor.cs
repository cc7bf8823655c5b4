using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace PlanDecomp.AppHost.Running;

/// <summary>Starts what ended unasked again: Aspire leaves it ended until somebody presses Start.</summary>
internal sealed class Supervisor(
    Processes processes, ResourceCommandService commands, Turn turn, Faults faults, LastWords words, IHostApplicationLifetime lifetime, TimeProvider time)
    : BackgroundService
{
    /// <summary><c>EX_CONFIG</c> of sysexits.h: starting it again would not help.</summary>
    public const int WrongConfiguration = 78;

    private const int HopelessStarts = 3;
    private static readonly string[] Stopping = [KnownResourceCommands.StopCommand, KnownResourceCommands.RestartCommand, KnownResourceCommands.RebuildCommand];
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, Instance> _instances = processes.All.ToDictionary(resource => resource.Name, _ => new Instance());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var resource in processes.All) NoteWhoeverStops(resource);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        try
        {
            await foreach (var change in processes.WatchAsync(stopping.Token)) Note(change, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    private void Note(ResourceEvent change, CancellationToken stopping)
    {
        // What is still in the pipe when the app stops tells of the stop.
        if (stopping.IsCancellationRequested) return;
        var instance = _instances[change.Resource.Name];
        var state = change.Snapshot.State?.Text;
        if (state == KnownResourceStates.Starting)
        {
            (instance.HasEnded, instance.AskedToStop) = (false, false);
        }
        else if (state == KnownResourceStates.Running)
        {
            instance.HasEnded = false;
            if (change.Snapshot.HealthStatus is not HealthStatus.Healthy) return;
            (instance.IsReady, instance.WasEverReady, instance.Failures) = (true, true, 0);
        }
        else if (!instance.HasEnded && state is not null && KnownResourceStates.TerminalStates.Contains(state))
        {
            instance.HasEnded = true;
            if (!instance.IsReady) instance.Failures++;
            instance.IsReady = false;
            if (!instance.AskedToStop) _ = OnEndAsync(change, instance, stopping);
        }
    }

    /// <summary>
    /// Somebody's command in the dashboard is known before the process ends by it. The state <i>Stopping</i> would say it too, but a
    /// process that ends at once is never seen in it.
    /// </summary>
    private void NoteWhoeverStops(IResource resource)
    {
        var instance = _instances[resource.Name];
        foreach (var command in resource.Annotations.OfType<ResourceCommandAnnotation>().Where(command => Stopping.Contains(command.Name)).ToList())
        {
            resource.Annotations.Remove(command);
            resource.Annotations.Add(new ResourceCommandAnnotation(
                command.Name, command.DisplayName, command.UpdateState, NotingAsync, command.DisplayDescription, command.Arguments,
                command.ConfirmationMessage, command.IconName, command.IconVariant, command.IsHighlighted));

            async Task<ExecuteCommandResult> NotingAsync(ExecuteCommandContext context)
            {
                instance.AskedToStop = true;
                var result = await command.ExecuteCommand(context);
                if (!result.Success && !instance.HasEnded) instance.AskedToStop = false;
                return result;
            }
        }
    }

    private async Task OnEndAsync(ResourceEvent change, Instance instance, CancellationToken stopping)
    {
        var name = change.Resource.Name;
        var end = change.Snapshot.ExitCode is { } code ? $"ended with exit code {code}" : "could not be started";
        try
        {
            if (change.Snapshot.ExitCode == WrongConfiguration)
            {
                var fault = $"{name} cannot run with its settings. {await words.OfAsync(change.ResourceId, stopping)}";
                if (instance.WasEverReady) Console.WriteLine(fault);
                else faults.End(fault);
                return;
            }

            if (!instance.WasEverReady && instance.Failures >= HopelessStarts)
            {
                faults.End($"{name} {end} {HopelessStarts} times before it was ready. {await words.OfAsync(change.ResourceId, stopping)}");
                return;
            }

            // Kept for the last of them, should that one not come to say anything.
            if (!instance.WasEverReady) await words.OfAsync(change.ResourceId, stopping);

            // No pause for one that had been ready: the next one may well be as good for as long.
            var pause = instance.Failures == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Pow(2, Math.Min(instance.Failures, 10) - 1));
            Console.WriteLine($"{name} {end}; it is started again.");
            await Task.Delay(pause < LongestPause ? pause : LongestPause, time, stopping);

            // Meanwhile somebody may have started it; starting it once more would end it first.
            using var mine = await turn.TakeAsync(stopping);
            if (instance.HasEnded && !instance.AskedToStop)
                await commands.ExecuteCommandAsync(change.ResourceId, KnownResourceCommands.StartCommand, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            // Nobody awaits this: what went wrong must not go unsaid.
            faults.End($"{name} {end}, and could not be started again: {e.Message}");
        }
    }

    private sealed class Instance
    {
        public bool HasEnded { get; set; }

        /// <summary>In its present run.</summary>
        public bool IsReady { get; set; }

        public bool WasEverReady { get; set; }

        /// <summary>By somebody in the dashboard, or by a command: then it stays ended.</summary>
        public bool AskedToStop { get; set; }

        /// <summary>Runs in a row that ended before they were ready.</summary>
        public int Failures { get; set; }
    }
}
