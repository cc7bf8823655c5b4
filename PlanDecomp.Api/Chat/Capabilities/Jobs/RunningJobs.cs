using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Capabilities.Jobs;

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
    public Task<string> NameAsync(ChatTurn turn, JobSummary job, CancellationToken ct) =>
        NameAsync(turn, job.JobType, job.Mode, job.PlanId, job.TargetTaskId, ct);

    /// <inheritdoc cref="NameAsync(ChatTurn, JobSummary, CancellationToken)"/>
    public async Task<string> NameAsync(ChatTurn turn, string jobType, string mode, long? planId, long? taskId, CancellationToken ct)
    {
        var what = JobWords.Doing(turn, jobType, mode);
        if (planId is not { } id) return what;
        var on = await plans.FindAsync(id, ct) is { } plan ? Markdown.Link(plan) : turn.Say("a deleted plan", "已删除的计划");
        var task = taskId is { } target && await plans.FindTaskAsync(id, target, ct) is { } found
            ? turn.Say($" (task “{Markdown.Escape(found.Title)}”)", $"（任务“{Markdown.Escape(found.Title)}”）")
            : "";
        return turn.Say($"{what} {on}{task}", $"{what}{on}{task}");
    }
}
