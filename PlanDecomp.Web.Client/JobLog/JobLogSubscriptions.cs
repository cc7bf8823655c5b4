using PlanDecomp.Web.Client.Api;
using PlanDecomp.Web.Client.JobLog.Following;

namespace PlanDecomp.Web.Client.JobLog;

/// <summary>The jobs that this tab follows. Open a subscription after the first render only: prerendering must start nothing.</summary>
public sealed class JobLogSubscriptions(JobsClient jobs, TimeProvider time)
{
    /// <summary>Follows a job: what is known is in the subscription at once, the rest comes with its <c>Changed</c>.</summary>
    /// <param name="jobId">Which job.</param>
    /// <param name="expectType">The type it must have; null takes any.</param>
    public JobLogSubscription Open(string jobId, string? expectType = null)
    {
        _ = time;
        return new JobLogSubscription(new FollowedJob(jobId, jobs), expectType);
    }
}
