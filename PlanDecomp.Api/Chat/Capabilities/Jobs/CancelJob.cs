using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Acts;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.Submission;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Capabilities.Jobs;

/// <summary>Ends a running job; what it has done is kept.</summary>
internal sealed partial class CancelJob(JobSubmission submission, RunningJobs running, PlanFinder planFinder, IPlanStore plans, ActGate gate) : IChatCapability
{
    public IReadOnlyList<SlashCommand> Commands =>
    [
        new(
            new ChatCommand
            {
                Name = new("cancel", "取消"),
                Group = ChatCommandGroup.Plans,
                Arguments = new("[plan]", "[计划]"),
                Meaning = new("ends a running job; what it has done is kept", "结束正在运行的后台任务，已完成的部分会保留"),
            },
            RunAsync),
    ];

    public IReadOnlyList<ChatIntent> Intents =>
        [ChatIntent.Of("cancel", Precedence.ByHand, [English(), Chinese(), ChineseObject()], (turn, match, ct) => RunAsync(turn, match.Groups["plan"].Value, ct))];

    public IReadOnlyList<ChatTool> Tools =>
    [
        new("cancel_job", "Ends a running job; what it has done is kept.")
        {
            OnlyWhenAsked = true,
            Parameters = [ToolParameter.Plan],
            RunAsync = (turn, given, ct) => RunAsync(turn, given.Text("plan"), ct),
        },
    ];

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
        var of = job.PlanId is { } id ? await plans.FindAsync(id, ct) : null;
        if (await gate.StopAsync(turn, new Deed("cancel_job", of) { Detail = job.JobId }, ct) is { } stopped) return stopped;
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

    private static JobSummary? Only(IEnumerable<JobSummary> jobs) => jobs.Take(2).ToList() is [var only] ? only : null;

    // "Stop smoking" and "cancel my gym membership" are wishes: a name alone is none of a job, unless it is called a plan or quoted.
    [GeneratedRegex("""
        ^(?:cancel|stop|abort|halt|terminate|quit)
        (?:
          (?:\ (?:it|that|this|everything))?
        | \ (?:the\ |this\ |that\ |my\ )?(?:running\ |current\ |background\ )?(?:job|work|breakdown|decomposition|execution|executing|export|import|translation|breaking\ (?:it\ )?down|process|run|working)
          (?:\ (?:of|for|on)\ (?<plan>.+))?
        | \ (?<plan>(?:the\ |my\ |this\ )?plan\b.*|\#\d+|["“'].+)
        )$
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex English();

    [GeneratedRegex("""
        ^(?:取消|停止|终止|中止|中断|停下|停掉|停一下|停)(?:一下|掉)?
        (?:
          (?:这个|那个|当前的?|正在运行的|正在进行的)?(?:后台任务|后台作业|任务|作业|拆分|分解|执行|运行)(?<plan>.*)
        | (?:它|这个|那个|全部)?
        | (?<plan>(?:这个|该)?计划.*|[“"「《].+|\#\d+)
        )$
        | ^(?:别|不要|不用)(?:再)?(?:拆分|拆|分解|继续|运行|执行)(?:下去)?了?(?<plan>)$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Chinese();

    [GeneratedRegex("^(?:把|将)?(?<plan>.*?)(?:的)?(?:后台任务|任务|作业|拆分|分解)(?:取消|停止|终止|停)(?:掉|了|一下)?$|^(?:把|将)?(?:它|这个)(?:取消|停止|终止|停)(?:掉|了|一下)?(?<plan>)$")]
    private static partial Regex ChineseObject();
}
