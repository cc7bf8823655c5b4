using System.ComponentModel;
using Microsoft.Extensions.AI;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Api.Chat.Actions;

/// <summary>Starts to break a plan or a task down in the background, and has the reply show the job's log.</summary>
internal sealed class Decompose(TargetFinder targets, PlanJobSubmission<DecomposeRequest> submission, ReplyJob job) : IChatAction
{
    /// <param name="turn">Who asks.</param>
    /// <param name="name">Words for the plan or the task.</param>
    /// <param name="limits">Hint and budgets.</param>
    /// <param name="ct">Cancels the call before something is started.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, TargetName name, DecomposeRequest limits, CancellationToken ct)
    {
        var found = await targets.FindAsync(turn, name, ct);
        return found.Item is { } target
            ? await StartAsync(turn, target.Plan, target.Task, limits, isNew: false, ct)
            : ActionOutcome.DidNot(found.Problem);
    }

    /// <param name="turn">Who asks.</param>
    /// <param name="plan">A plan of theirs.</param>
    /// <param name="task">A task of it; null is the whole plan.</param>
    /// <param name="limits">Hint and budgets.</param>
    /// <param name="isNew">The plan was made right before.</param>
    /// <param name="ct">Cancels the call before something is started.</param>
    public Task<ActionOutcome> StartAsync(ChatTurn turn, Plan plan, PlanTask? task, DecomposeRequest limits, bool isNew, CancellationToken ct)
    {
        var target = new Target(plan, task);
        return job.StartAsync(turn, new JobToStart(
            target.Begin(turn), Started(turn, target, isNew, limits.Commit == CommitMode.Review),
            key => submission.SubmitAsync(new PlanWish<DecomposeRequest>(turn.Owner, plan.PlanId, task?.TaskId, limits, key), CancellationToken.None)), ct);
    }

    public AIFunction ToolFor(ChatTurn turn) => ChatTool.Of(
        turn,
        "decompose",
        "Starts the background job that breaks an existing plan, or one task of it, down into tasks. The reply then shows the job's live log.",
        async (
            [Description(ToolWords.PlanInTalk)] string? plan = null,
            [Description(ToolWords.TaskOrPlan)] string? task = null,
            [Description(ToolWords.BreakdownHint)] string? hint = null,
            [Description("Levels of tasks to make, 1 to 20.")] int? expandDepth = null,
            [Description("The most tasks to make.")] int? nodeBudget = null,
            [Description("The most children of a task.")] int? maxChildren = null,
            [Description("True adds further children to a task that has some.")] bool? allowExistingChildren = null,
            [Description("True leaves a draft that the person accepts or rejects, instead of changing the plan.")] bool draft = false,
            CancellationToken ct = default) =>
        {
            var limits = new DecomposeRequest
            {
                Hint = hint,
                ExpandDepth = expandDepth,
                NodeBudget = nodeBudget,
                MaxChildren = maxChildren,
                AllowExistingChildren = allowExistingChildren,
                Commit = DraftWords.CommitOf(draft),
            };
            return await RunAsync(turn, TargetName.Of(plan, task), limits, ct);
        });

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
