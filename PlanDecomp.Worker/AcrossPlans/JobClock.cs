using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.Handlers;

namespace PlanDecomp.Worker.AcrossPlans;

/// <summary>Counts the time a job has spent running, over all attempts.</summary>
internal sealed class JobClock(JobContext job, TimeProvider time)
{
    private readonly long _begun = time.GetTimestamp();
    private readonly double _before = job.Job.Stats?.ElapsedSeconds ?? 0;

    public void Report(JobStats stats) => job.Report(stats with { ElapsedSeconds = Math.Round(_before + time.GetElapsedTime(_begun).TotalSeconds, 3) });
}
