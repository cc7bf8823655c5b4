using System.ComponentModel;
using Microsoft.Extensions.AI;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.Submission;

namespace PlanDecomp.Api.Chat.Actions;

/// <summary>Ends a running job; what it has done is kept.</summary>
internal sealed class CancelJob(JobSubmission submission, RunningJobs running, PlanFinder planFinder) : IChatAction
{
    /// <param name="turn">Who asks.</param>
    /// <param name="plan">Words for the plan whose job it is; null is the job of the talk, or the only one there is.</param>
    /// <param name="ct">Cancels the call before a job is ended.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, string? plan, CancellationToken ct)
    {
        var jobs = await running.ListAsync(turn.Owner, ct);
        if (jobs.Count == 0) return ActionOutcome.DidNot(turn.Say("No job is running, so there is nothing to cancel.", "没有正在运行的后台任务，无需取消。"));

        var candidates = jobs;
        if (SpokenName.Read(plan).Kind != SpokenKind.It)
        {
            var found = await planFinder.FindAsync(turn, plan, ct);
            if (found.Item is not { } target) return ActionOutcome.DidNot(found.Problem);
            candidates = [.. jobs.Where(job => job.PlanId == target.PlanId)];
            if (candidates.Count == 0)
            {
                return ActionOutcome.DidNot(turn.Say($"No job is running for {Markdown.Link(target)}.", $"{Markdown.Link(target)}没有正在运行的后台任务。"));
            }
        }

        var job = candidates.FirstOrDefault(candidate => candidate.JobId == turn.JobInTalk)
            ?? Only(candidates.Where(candidate => candidate.PlanId is not null && candidate.PlanId == turn.PlanId))
            ?? Only(candidates);
        if (job is null)
        {
            var lines = await Task.WhenAll(candidates.Select(async candidate => $"- {await running.DescribeAsync(turn, candidate, ct)}"));
            return ActionOutcome.DidNot(turn.Say(
                $"Several jobs are running. Say which plan's to cancel:\n\n{string.Join('\n', lines)}",
                $"有几个后台任务正在运行。请说明要取消哪个计划的：\n\n{string.Join('\n', lines)}"));
        }

        var name = await running.NameAsync(turn, job, ct);
        ct.ThrowIfCancellationRequested();
        if (await submission.CancelAsync(job.JobId, CancellationToken.None) is not { } cancelled) return ActionOutcome.DidNot(ActionWords.Gone(turn));
        await turn.ShowJobAsync(cancelled);
        return ActionOutcome.Did(cancelled.Status switch
        {
            JobStatus.Cancelled => turn.Say($"I cancelled the job ({name}). What it had done is kept.", $"已取消后台任务（{name}），已完成的部分会保留。"),
            JobStatus.Succeeded or JobStatus.Failed => turn.Say($"The job had just ended by itself ({name}).", $"后台任务刚刚已自行结束（{name}）。"),
            _ => turn.Say($"I asked the job to end ({name}); it does so in a moment and keeps what it has done.", $"已请求结束后台任务（{name}），稍后即停，已完成的部分会保留。"),
        });
    }

    public AIFunction ToolFor(ChatTurn turn) => ChatTool.Of(
        turn,
        "cancel_job",
        "Ends a running background job; what it has done is kept. Only when the person asks for it.",
        async (
            [Description("Title or number of the plan whose job it is; leave it out for the job the conversation is about.")] string? plan = null,
            CancellationToken ct = default) => await RunAsync(turn, plan, ct));

    private static JobSummary? Only(IEnumerable<JobSummary> jobs) => jobs.Take(2).ToList() is [var only] ? only : null;
}
