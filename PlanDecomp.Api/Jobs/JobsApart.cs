using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Api.Jobs;

internal static class JobsApart
{
    /// <summary>The job as it keeps out of the way of others on its plan, by its type. One bound to no plan is in no one's way.</summary>
    public static NewJob KeepingApart(this NewJob job)
    {
        if (job.PlanId is null) return job;
        var others = JobTypes.All.ToLookup(other => JobTypes.Between(JobTypes.Of(job.JobType), other), other => other.Name);
        return job with
        {
            Exclusive = others[JobExclusion.SameTarget].Any(),
            ExclusiveWith = [.. others[JobExclusion.SameTarget]],
            ConflictsWith = [.. others[JobExclusion.SamePlan]],
        };
    }
}
