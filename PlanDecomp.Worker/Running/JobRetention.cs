using Microsoft.Extensions.Options;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Worker.Running;

/// <summary>Removes jobs that ended longer ago than <see cref="JobsOptions.KeepEndedFor"/>; does nothing when that is not set.</summary>
internal sealed partial class JobRetention(IJobStore store, IOptions<JobsOptions> options, TimeProvider time, ILogger<JobRetention> logger) : PeriodicWork(time, logger)
{
    protected override bool IsWanted => options.Value.KeepEndedFor is not null;

    protected override TimeSpan Pause => TimeSpan.FromHours(1);

    protected override async Task RoundAsync(CancellationToken ct)
    {
        if (options.Value.KeepEndedFor is not { } keep) return;
        var removed = await store.RemoveEndedAsync(Time.GetUtcNow() - keep, ct);
        if (removed > 0) LogRemoved(Logger, removed, keep);
    }

    [LoggerMessage(LogLevel.Information, "{Count} jobs that ended more than {Keep} ago were removed.")]
    private static partial void LogRemoved(ILogger logger, int count, TimeSpan keep);
}
