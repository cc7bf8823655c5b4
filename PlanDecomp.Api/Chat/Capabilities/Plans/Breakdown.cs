using PlanDecomp.Api.Chat.Acts;
using PlanDecomp.Api.Chat.Capabilities.Jobs;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Api.Chat.Capabilities.Plans;

/// <summary>Starts to break a plan or a task down in the background, and has the reply show the job's log.</summary>
internal sealed class Breakdown(PlanJobSubmission<DecomposeRequest> submission, ReplyJob job)
{
    /// <param name="turn">Who asks.</param>
    /// <param name="target">A plan of theirs, or a task of it.</param>
    /// <param name="limits">Hint and budgets.</param>
    /// <param name="isNew">The plan was made right before.</param>
    /// <param name="ct">Cancels the call before something is started.</param>
    public Task<ActionOutcome> StartAsync(ChatTurn turn, Target target, DecomposeRequest limits, bool isNew, CancellationToken ct) =>
        job.StartAsync(turn, new JobToStart(
            new Deed("decompose", target.Plan, target.Task),
            target.Begin(turn), Started(turn, target, isNew, limits.Commit == CommitMode.Review),
            key => submission.SubmitAsync(new PlanWish<DecomposeRequest>(turn.Owner, target.Plan.PlanId, target.Task?.TaskId, limits, key), CancellationToken.None))
        {
            Estimate = () => submission.EstimateAsync(new PlanWish<DecomposeRequest>(turn.Owner, target.Plan.PlanId, target.Task?.TaskId, limits), ct),
        }, ct);

    private static string Started(ChatTurn turn, Target target, bool isNew, bool isDraft)
    {
        if (isNew)
        {
            return turn.Say(
                $"I created the plan {Markdown.Link(target.Plan)} and am breaking it down in the background; follow the live log below.",
                $"我已创建计划{Markdown.Link(target.Plan)}，正在后台拆分任务，请看下方实时日志。");
        }

        var started = turn.Say(
            $"I am breaking {target.In(turn)} down in the background; follow the live log below.", $"我正在后台拆分{target.In(turn)}，请看下方实时日志。");
        return isDraft ? started + ActionWords.DraftFollows(turn) : started;
    }
}
