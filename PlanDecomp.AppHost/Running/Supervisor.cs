using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace PlanDecomp.AppHost.Running;

/// <summary>Starts what ended unasked again: Aspire leaves it ended until somebody presses Start.</summary>
internal sealed class Supervisor(
    Processes processes, ResourceCommandService commands, Faults faults, LastWords words, IHostApplicationLifetime lifetime, TimeProvider time)
    : BackgroundService
{
    /// <summary><c>EX_CONFIG</c> of sysexits.h: starting it again would not help.</summary>
    private const int WrongConfiguration = 78;

    private const int HopelessStarts = 3;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(4);

    private readonly Dictionary<string, Instance> _instances = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
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
        if (!_instances.TryGetValue(change.ResourceId, out var instance)) _instances[change.ResourceId] = instance = new Instance(change.ResourceId);
        var snapshot = change.Snapshot;
        var state = snapshot.State?.Text;
        if (state == KnownResourceStates.Stopping)
        {
            instance.AskedToStop = true;
        }
        else if (state == KnownResourceStates.Running)
        {
            (instance.Runs, instance.AskedToStop) = (true, false);
            if (snapshot.HealthStatus is not HealthStatus.Healthy) return;
            (instance.WasReady, instance.Failures) = (true, 0);
        }
        else if (instance.Runs && state is not null && KnownResourceStates.TerminalStates.Contains(state))
        {
            instance.Runs = false;
            if (!instance.AskedToStop) _ = OnEndAsync(change, instance, stopping);
        }
        else if (!instance.Runs && state == KnownResourceStates.FailedToStart)
        {
            faults.End($"{change.Resource.Name} could not be started.");
        }
    }

    private async Task OnEndAsync(ResourceEvent change, Instance instance, CancellationToken stopping)
    {
        var name = change.Resource.Name;
        var code = change.Snapshot.ExitCode;
        try
        {
            if (code == WrongConfiguration)
            {
                var fault = $"{name} cannot run with its settings. {await words.OfAsync(change.ResourceId, stopping)}";
                if (instance.WasReady) Console.WriteLine(fault);
                else faults.End(fault);
                return;
            }

            if (!instance.WasReady && ++instance.Failures >= HopelessStarts)
            {
                faults.End($"{name} ended with exit code {code} for the {HopelessStarts}rd time before it was ready. {await words.OfAsync(change.ResourceId, stopping)}");
                return;
            }

            // No pause for one that had been ready: the next one may well be as good for as long.
            var pause = instance.Failures == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Pow(2, instance.Failures - 1));
            Console.WriteLine($"{name} ended with exit code {code}; it is started again.");
            await Task.Delay(pause < LongestPause ? pause : LongestPause, time, stopping);
            await commands.ExecuteCommandAsync(change.ResourceId, KnownResourceCommands.StartCommand, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    private sealed class Instance(string id)
    {
        public string Id { get; } = id;
        public bool Runs { get; set; }

        /// <summary>By somebody in the dashboard, or by a command: then it stays ended.</summary>
        public bool AskedToStop { get; set; }

        public bool WasReady { get; set; }
        public int Failures { get; set; }
    }
}
