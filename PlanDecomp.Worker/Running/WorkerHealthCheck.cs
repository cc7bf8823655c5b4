using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Worker.Running;

/// <summary>Healthy while the worker looks for jobs and can reach the store that holds them.</summary>
internal sealed class WorkerHealthCheck(JobWorker worker, IJobStore store, IOptions<WorkerOptions> options) : IHealthCheck
{
    public const string Name = "worker";

    /// <summary>Of the store's answer.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>On top of <see cref="WorkerOptions.PollEvery"/>; far more than talks with a Redis that is away take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (worker.ExecuteTask is { IsCompleted: true }) return HealthCheckResult.Unhealthy("It has stopped to take jobs.");
        if (worker.SinceLastRound is not { } silence) return HealthCheckResult.Unhealthy("It takes no jobs yet.");

        // A full worker may wait for a place of its own with an entry in its hands: that is work, not a standstill.
        if (silence > options.Value.PollEvery + Patience && worker.HasRoom) return HealthCheckResult.Unhealthy("It has not looked for jobs for a while.");

        // Of no job: the answer matters, not what it says.
        await store.FindAsync(JobId.New(), cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
