using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Api.Jobs;

/// <summary>Waits for a job's end on behalf of <c>async_mode=false</c>.</summary>
/// <remarks>By asking the store, now and then more slowly: a rare wish that does not deserve a subscription.</remarks>
internal sealed class JobEnd(IJobStore store, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <returns>The job at its end, or as it is when the limit is over; null when it was removed meanwhile.</returns>
    public async Task<Job?> WaitAsync(string jobId, TimeSpan limit, CancellationToken ct)
    {
        var begun = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause)
        {
            var job = await store.FindAsync(jobId, ct);
            if (job is null || job.Status.IsTerminal() || time.GetElapsedTime(begun) >= limit) return job;
            await Task.Delay(pause, time, ct);
        }
    }
}
