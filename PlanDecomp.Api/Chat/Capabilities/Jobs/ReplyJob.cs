using PlanDecomp.Api.Chat.Acts;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;

namespace PlanDecomp.Api.Chat.Capabilities.Jobs;

/// <summary>Starts the one job that a reply may start, and has the reply show its log.</summary>
internal sealed class ReplyJob(IJobStore jobs, RunningJobs running, ActGate gate)
{
    /// <summary>How often a question may be answered anew with a job that did not come to its end.</summary>
    private const int MaxTries = 50;

    /// <param name="turn">Who asks.</param>
    /// <param name="wish">The job.</param>
    /// <param name="ct">Cancels the call before the job is started.</param>
    public async Task<ActionOutcome> StartAsync(ChatTurn turn, JobToStart wish, CancellationToken ct)
    {
        // Before it is started, by the plan as it is now; a probe says nothing.
        var bound = turn.Authority != TurnAuthority.Probe && wish.Estimate is { } estimate && (await estimate()).Estimate is { } most ? DayWords.AtMost(turn, most) : null;
        if (await gate.StopAsync(turn, wish.Deed with { IsJob = true, Bound = bound }, ct) is { } stopped) return stopped;

        // A reply shows one log.
        if (turn.HasStartedJob)
        {
            return ActionOutcome.DidNot(turn.Say(
                $"{wish.Target} has to wait: this reply shows a job already. Ask for it in a message of its own.",
                $"{wish.Target}需要稍候：这条回复已经显示了一个后台任务。请另发一条消息。"));
        }

        ct.ThrowIfCancellationRequested();
        switch (await SubmitAsync(turn, wish))
        {
            case SubmissionOutcome.Accepted accepted:
                turn.StartedJob = accepted.Submitted.Job;
                await turn.ShowJobAsync(accepted.Submitted.Job);
                return ActionOutcome.Did(bound is null ? wish.Started : turn.Say($"{wish.Started} {bound}", $"{wish.Started}{bound}"));
            case SubmissionOutcome.DayUsedUp used:
                return ActionOutcome.DidNot(DayWords.UsedUp(turn, used.EndsAt));
            case SubmissionOutcome.Busy busy:
                return await ShowBusyAsync(turn, wish, busy);
            case SubmissionOutcome.Invalid invalid:
                var faults = string.Join(' ', invalid.Problem.ProblemDetails.Errors.SelectMany(error => error.Value.Select(text => $"{error.Key} {text}")));
                return ActionOutcome.DidNot(turn.Say($"That cannot be done with these limits: {faults}", $"这些限制不可用：{faults}"));
            default:
                return ActionOutcome.DidNot(turn.Say(
                    "The plan or task has just been deleted. Say /plans to see what there is.", "这个计划或任务刚刚被删除。输入 /计划列表 查看现有计划。"));
        }
    }

    /// <summary>A reply that is written anew shows the job that its question has started; only one that came to nothing is started again.</summary>
    private static async Task<SubmissionOutcome> SubmitAsync(ChatTurn turn, JobToStart wish)
    {
        SubmissionOutcome outcome;
        var attempt = 0;
        do
        {
            outcome = await wish.Submit($"{turn.JobKey ?? $"chat-{turn.Question.MessageId}"}-{++attempt}");
        }
        while (attempt < MaxTries && outcome is SubmissionOutcome.KeyReused or SubmissionOutcome.Accepted { Submitted: { Created: false, Job.Status: JobStatus.Failed or JobStatus.Cancelled } });
        return outcome;
    }

    private async Task<ActionOutcome> ShowBusyAsync(ChatTurn turn, JobToStart wish, SubmissionOutcome.Busy busy)
    {
        var name = "";
        if (await jobs.FindAsync(busy.JobId, CancellationToken.None) is { } other)
        {
            await turn.ShowJobAsync(other);
            name = await running.NameAsync(turn, other.JobType, other.Mode, other.PlanId, other.TargetTaskId, CancellationToken.None);
        }

        return ActionOutcome.DidNot(busy.JobType switch
        {
            JobType.PlanDecompose => turn.Say(
                $"{wish.Target} is being broken down already; follow the live log below. Ask again when that has ended, or cancel it first: /cancel",
                $"{wish.Target}已经在拆分中，请看下方实时日志。请等它结束后再试，或先取消：/取消"),
            JobType.PlanExecute => turn.Say(
                $"{wish.Target} is being executed; follow the live log below. Ask again when that has ended, or cancel it first: /cancel",
                $"{wish.Target}正在执行中，请看下方实时日志。请等执行结束后再试，或先取消：/取消"),
            _ => turn.Say(
                $"{wish.Target} has another job at work ({name}); follow its live log below. Ask again when that has ended, or cancel it first: /cancel",
                $"{wish.Target}有另一个后台任务正在处理（{name}），请看下方实时日志。请等它结束后再试，或先取消：/取消"),
        });
    }
}

/// <summary>A job that an action wants started.</summary>
/// <param name="Deed">What it is, for who has to allow it.</param>
/// <param name="Target">What it works on, as it begins a sentence.</param>
/// <param name="Started">What is said when it has been started.</param>
/// <param name="Submit">Submits it under an idempotency key.</param>
internal sealed record JobToStart(Deed Deed, string Target, string Started, Func<string, Task<SubmissionOutcome>> Submit)
{
    /// <summary>What it may take of the language model; null for what needs none.</summary>
    public Func<Task<EstimateOutcome>>? Estimate { get; init; }
}
