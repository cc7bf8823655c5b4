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
    public async Task<Plan> MakeAsync(JobContext job, PlanDocument document, CancellationToken ct)
    {
        var planId = AcrossPlansCheckpointJson.Read(job, AcrossPlansCheckpointJson.Default.CreationCheckpoint)?.PlanId;
        while (true)
        {
            if (planId is { } reserved)
            {
                job.ThrowIfLeaseLost();
                if (await plans.CreateReservedAsync(reserved, job.Job.Owner, document, job.Job.JobId, ct) is { } plan)
                {
                    job.LogCreated(plan);
                    return plan;
                }
            }

            // For the first time, or the reservation has lapsed because no worker went on with it for long.
            planId = await plans.ReserveAsync(job.Job.Owner, document.Title, ct);
            await AcrossPlansCheckpointJson.StoreAsync(job, new CreationCheckpoint(planId.Value), AcrossPlansCheckpointJson.Default.CreationCheckpoint, ct);
        }
    }
}
