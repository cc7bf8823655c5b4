using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Actions;

/// <summary>A person's jobs that are not at their end.</summary>
internal sealed class RunningJobs(IJobStore jobs, IPlanStore plans)
{
    private const int Max = 50;

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<JobSummary>> ListAsync(string owner, CancellationToken ct)
    {
        var running = await jobs.ListAsync(new JobFilter { Owner = owner, Status = JobStatus.Running, Limit = Max }, ct);
        var queued = await jobs.ListAsync(new JobFilter { Owner = owner, Status = JobStatus.Queued, Limit = Max }, ct);
        return [.. running.Jobs.Concat(queued.Jobs).DistinctBy(job => job.JobId).OrderByDescending(job => job.CreatedAt)];
    }

    /// <summary>A job in words: what it does, to which plan, and how it stands.</summary>
    public async Task<string> DescribeAsync(ChatTurn turn, JobSummary job, CancellationToken ct)
    {
        var status = job.Status == JobStatus.Queued ? turn.Say("queued", "排队中") : turn.Say("running", "进行中");
        return $"{await NameAsync(turn, job, ct)}{turn.Say(": ", "：")}{status}";
    }

    /// <summary>A job in words: what it does, and to which plan.</summary>
    public async Task<string> NameAsync(ChatTurn turn, JobSummary job, CancellationToken ct)
    {
        var plan = job.PlanId is { } id ? await plans.FindAsync(id, ct) : null;
        var what = job.JobType switch
        {
            JobType.PlanDecompose => turn.Say("breaking down", "拆分"),
            JobType.PlanExecute => turn.Say("executing", "执行"),
            _ => turn.Say("an operation on", "操作"),
        };
        var on = plan is null ? turn.Say("no plan", "无计划") : Markdown.Link(plan);
        var task = job is { PlanId: { } planId, TargetTaskId: { } taskId } && await plans.FindTaskAsync(planId, taskId, ct) is { } target
            ? turn.Say($" (task “{Markdown.Escape(target.Title)}”)", $"（任务“{Markdown.Escape(target.Title)}”）")
            : "";
        return turn.Say($"{what} {on}{task}", $"{what}{on}{task}");
    }
}
