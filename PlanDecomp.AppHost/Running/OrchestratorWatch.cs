using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace PlanDecomp.AppHost.Running;

/// <summary>Ends the app when the orchestrator is gone: its processes end with it, and nobody would tell.</summary>
internal sealed class OrchestratorWatch(Processes processes, Faults faults, TimeProvider time) : BackgroundService
{
    private const int SilentRounds = 3;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        var gone = new Dictionary<int, int>();
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                // Of an end that it has seen the orchestrator tells within moments; then the id is forgotten.
                var now = processes.All.Select(processes.IdOf).OfType<int>().Where(id => !Exists(id)).ToList();
                gone = now.ToDictionary(id => id, id => gone.GetValueOrDefault(id) + 1);
                if (!gone.Values.Any(rounds => rounds >= SilentRounds)) continue;
                faults.End("The orchestrator has ended, and the app with it.");
                return;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private static bool Exists(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
