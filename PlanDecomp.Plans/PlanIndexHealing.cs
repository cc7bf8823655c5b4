using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PlanDecomp.Plans;

/// <summary>Now and then completes what creations and deletions of plans left half done because their process ended.</summary>
internal sealed partial class PlanIndexHealing(PlanIndex index, TimeProvider time, ILogger<PlanIndexHealing> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await HealAsync(stoppingToken);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task HealAsync(CancellationToken ct)
    {
        try
        {
            await index.HealAsync(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogBroken(e);
        }
    }

    [LoggerMessage(LogLevel.Error, "The plans' index could not be healed; the next round tries again.")]
    private partial void LogBroken(Exception e);
}
