using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PlanDecomp.Jobs;

/// <summary>Work done in rounds until the process stops. A round that breaks is logged, and the next one tries again.</summary>
public abstract partial class PeriodicWork(TimeProvider time, ILogger logger) : BackgroundService
{
    protected TimeProvider Time => time;

    protected ILogger Logger => logger;

    /// <summary>False when the settings leave nothing to do.</summary>
    protected virtual bool IsWanted => true;

    /// <summary>Between two rounds; asked anew after each.</summary>
    protected abstract TimeSpan Pause { get; }

    protected abstract Task RoundAsync(CancellationToken ct);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (IsWanted)
            {
                await TryRoundAsync(stoppingToken);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private async Task TryRoundAsync(CancellationToken ct)
    {
        try
        {
            await RoundAsync(ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogBroken(e, GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Error, "A round of {Work} broke; the next one tries again.")]
    private partial void LogBroken(Exception e, string work);
}
