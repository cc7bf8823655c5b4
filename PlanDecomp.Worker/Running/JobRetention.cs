using Microsoft.Extensions.Options;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Worker.Running;

/// <summary>Removes jobs that ended longer ago than <see cref="JobsOptions.KeepEndedFor"/>; does nothing when that is not set.</summary>
internal sealed partial class JobRetention(IJobStore store, IOptions<JobsOptions> options, TimeProvider time, ILogger<JobRetention> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.KeepEndedFor is not { } keep) return;
        try
        {
            while (true)
            {
                await RemoveAsync(keep, stoppingToken);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task RemoveAsync(TimeSpan keep, CancellationToken ct)
    {
        try
        {
            var removed = await store.RemoveEndedAsync(time.GetUtcNow() - keep, ct);
            if (removed > 0) LogRemoved(removed, keep);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogBroken(e);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} jobs that ended more than {Keep} ago were removed.")]
    private partial void LogRemoved(int count, TimeSpan keep);

    [LoggerMessage(LogLevel.Error, "Old jobs could not be removed; the next round tries again.")]
    private partial void LogBroken(Exception e);
}
