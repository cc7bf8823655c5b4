using System.Text.Json;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;
using PlanDecomp.Plans;

namespace PlanDecomp.Worker.AcrossPlans;

/// <summary>Reads the owner's own files into the index again, plan by plan.</summary>
internal sealed class ReindexPlans(OwnReindex reindex, TimeProvider time) : IJobHandler
{
    /// <summary>Plans a result lists as skipped.</summary>
    private const int MaxSkipped = 100;

    /// <summary>Plans between two checkpoints: reading one again costs little and changes nothing.</summary>
    private const int CheckpointEvery = 20;

    public string JobType => Contracts.Jobs.JobType.TaskOperation;

    public string Mode => AcrossPlansMode.Reindex;

    public async Task<JobOutcome> RunAsync(JobContext job, CancellationToken ct)
    {
        var owner = job.Job.Owner;
        var clock = new JobClock(job, time);
        var checkpoint = AcrossPlansCheckpointJson.Read(job, AcrossPlansCheckpointJson.Default.ReindexCheckpoint);
        var (after, found) = (checkpoint?.After ?? 0, checkpoint?.SoFar ?? new ReindexResult());
        var planIds = (await reindex.PlansAsync(owner, CancellationToken.None)).Where(planId => planId > after).ToList();
        job.LogReindexStarted(planIds.Count);
        var telling = new List<WorkLine>();
        for (var i = 0; i < planIds.Count; i++)
        {
            if (job.StopReason == JobStopReason.CancelRequested) return Outcome(found, isCancelled: true);
            ct.ThrowIfCancellationRequested();
            found = Add(found, planIds[i], await reindex.ReadPlanAsync(planIds[i], owner, CancellationToken.None), telling);
            clock.Report(new JobStats { Done = found.Plans + found.Skipped.Count, Failed = found.Skipped.Count, QueueRemaining = planIds.Count - i - 1 });
            if (telling.Count == 0 && (i + 1) % CheckpointEvery != 0) continue;

            // At once when there is something to tell: read again, the plan would have nothing to put right any more.
            await AcrossPlansCheckpointJson.StoreAsync(
                job, new ReindexCheckpoint(planIds[i], found), AcrossPlansCheckpointJson.Default.ReindexCheckpoint, telling, CancellationToken.None);
            telling.Clear();
        }

        var system = await reindex.ReadSystemJobsAsync(owner, ct);
        return Outcome(Count(found, system), isCancelled: false);
    }

    private static ReindexResult Add(ReindexResult found, long planId, OwnReading reading, List<WorkLine> telling)
    {
        if (reading.IsForeign) return found;
        if (reading.Skipped is { } reason)
        {
            telling.Add(AcrossPlansLog.Skipped(planId, reason));
            return found with { Skipped = [.. found.Skipped.Append(new SkippedPlan(planId, reason)).Take(MaxSkipped)] };
        }

        if (reading.IsAdopted || reading.IsCorrected) telling.Add(AcrossPlansLog.Changed(planId, reading.IsAdopted));
        return Count(found, reading) with
        {
            Plans = found.Plans + 1,
            CorrectedPlans = found.CorrectedPlans + (reading.IsCorrected ? 1 : 0),
            AdoptedPlans = found.AdoptedPlans + (reading.IsAdopted ? 1 : 0),
        };
    }

    private static ReindexResult Count(ReindexResult found, OwnReading reading) => found with
    {
        Jobs = found.Jobs + reading.Jobs,
        AdoptedJobs = found.AdoptedJobs + reading.AdoptedJobs,
        RemovedJobs = found.RemovedJobs + reading.RemovedJobs,
    };

    private static JobOutcome Outcome(ReindexResult found, bool isCancelled) => new()
    {
        Status = isCancelled ? JobStatus.Cancelled : JobStatus.Succeeded,
        Result = JsonSerializer.SerializeToElement(found, ContractsJson.Readable.ReindexResult),
        Code = isCancelled ? AcrossPlansLog.ReindexCancelled : AcrossPlansLog.ReindexFinished,
        Message = $"{(isCancelled ? "Cancelled" : "Finished")}: {AcrossPlansLog.Count(found.Plans, "plan")} and {AcrossPlansLog.Count(found.Jobs, "job")} read, "
            + $"{found.CorrectedPlans + found.AdoptedPlans + found.AdoptedJobs + found.RemovedJobs} rows of the index put right, {found.Skipped.Count} plans left as they are.",
        Arguments =
        [
            ("plans", found.Plans), ("jobs", found.Jobs), ("corrected", found.CorrectedPlans), ("adopted", found.AdoptedPlans),
            ("adopted_jobs", found.AdoptedJobs), ("removed_jobs", found.RemovedJobs), ("skipped", found.Skipped.Count),
        ],
    };
}
