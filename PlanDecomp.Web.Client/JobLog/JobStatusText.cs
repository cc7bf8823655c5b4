using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Web.Client.JobLog;

internal static class JobStatusText
{
    public static Text Of(JobStatus status) => status switch
    {
        JobStatus.Queued => new("Queued", "排队中"),
        JobStatus.Running => new("Running", "进行中"),
        JobStatus.Succeeded => new("Succeeded", "成功"),
        JobStatus.Failed => new("Failed", "失败"),
        JobStatus.Cancelled => new("Cancelled", "已取消"),
        _ => new(status.ToString(), status.ToString()),
    };
}
