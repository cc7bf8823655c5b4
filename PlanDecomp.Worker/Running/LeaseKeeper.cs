using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Worker.Running;

/// <summary>Prolongs a run's lease until the run ends, and stops the run when the lease is lost or nothing has come of it for too long.</summary>
internal sealed partial class LeaseKeeper(IJobStore store, TimeSpan lease, TimeSpan renewEvery, TimeSpan noProgressLimit, TimeProvider time, ILogger logger)
{
    public async Task KeepAsync(JobRunContext run, JobFence fence, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(renewEvery, time);
        while (await TickAsync(timer, ct))
        {
            // The lease is prolonged all the same: the run has yet to end the attempt.
            if (run.Silence >= noProgressLimit) run.Stop(JobStopReason.NoProgress);
            try
            {
                // Invariant: the local end of the lease is taken before the store's, so it is never the later one.
                var until = time.GetUtcNow() + lease;
                var cancelRequested = await store.RenewAsync(fence, ct).WaitAsync(Left(run), time, ct);
                run.LeaseUntil = until;
                if (cancelRequested) run.Stop(JobStopReason.CancelRequested);
            }
            catch (FenceLostException)
            {
                run.Stop(JobStopReason.LeaseLost);
                return;
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it is, the next tick may succeed; the lease bounds how often that is tried.
                LogNotRenewed(e, fence.JobId);
                if (time.GetUtcNow() >= run.LeaseUntil)
                {
                    run.Stop(JobStopReason.LeaseLost);
                    return;
                }
            }
        }
    }

    /// <summary>A store that does not answer in time has not prolonged the lease.</summary>
    private TimeSpan Left(JobRunContext run) => run.LeaseUntil - time.GetUtcNow() is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    private static async Task<bool> TickAsync(PeriodicTimer timer, CancellationToken ct)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The lease of job {JobId} could not be renewed.")]
    private partial void LogNotRenewed(Exception e, string jobId);
}
