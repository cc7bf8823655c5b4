using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Documents;

namespace PlanDecomp.Worker.AcrossPlans;

/// <summary>Has a job make one plan, whole, and never a second one: however often it is tried, and wherever an attempt was cut off.</summary>
/// <remarks>
/// The id is reserved and stored in the checkpoint before anything is made of it. So the next attempt finds the plan that the one
/// before has made, or makes it under the same id. An attempt that wakes after it was thought dead finds it made, too.
/// </remarks>
internal sealed class PlanCreation(IPlanStore plans)
{
    /// <summary>The plan that an attempt before has made; null when none has.</summary>
    public async Task<Plan?> FindMadeAsync(JobContext job) =>
        ReservedBefore(job) is { } planId && await plans.FindAsync(planId, CancellationToken.None) is { FileMissing: false } plan && plan.Owner == job.Job.Owner ? plan : null;

    public async Task<Plan> MakeAsync(JobContext job, PlanDocument document, CancellationToken ct)
    {
        // Cancelled between two attempts: what the one before has made is told of; nothing is made any more.
        if (await FindMadeAsync(job) is not null) ct = CancellationToken.None;
        ct.ThrowIfCancellationRequested();
        var planId = ReservedBefore(job);
        while (true)
        {
            if (planId is { } reserved)
            {
                job.ThrowIfLeaseLost();
                if (await CreateAsync(job, reserved, document, ct) is { } plan)
                {
                    // The plan is in a file of its own: the line follows it, and is stored once, however often an attempt is cut off here.
                    if (ReadCheckpoint(job) is not { IsMade: true })
                    {
                        await AcrossPlansCheckpointJson.StoreAsync(
                            job, new CreationCheckpoint(reserved, IsMade: true), AcrossPlansCheckpointJson.Default.CreationCheckpoint,
                            [AcrossPlansLog.Created(plan)], CancellationToken.None);
                    }

                    return plan;
                }
            }

            // For the first time, or the reservation has lapsed because no worker went on with it for long.
            planId = await plans.ReserveAsync(job.Job.Owner, document.Title, ct);
            await AcrossPlansCheckpointJson.StoreAsync(job, new CreationCheckpoint(planId.Value), AcrossPlansCheckpointJson.Default.CreationCheckpoint, ct);
        }
    }

    private async Task<Plan?> CreateAsync(JobContext job, long reserved, PlanDocument document, CancellationToken ct)
    {
        try
        {
            return await plans.CreateReservedAsync(reserved, job.Job.Owner, document, job.Job.JobId, ct);
        }
        catch (PlanDeletedException)
        {
            throw new JobFailedException("The plan was deleted before the job that made it had ended. It is not made again.");
        }
    }

    private static CreationCheckpoint? ReadCheckpoint(JobContext job) => AcrossPlansCheckpointJson.Read(job, AcrossPlansCheckpointJson.Default.CreationCheckpoint);

    private static long? ReservedBefore(JobContext job) => ReadCheckpoint(job)?.PlanId;
}
