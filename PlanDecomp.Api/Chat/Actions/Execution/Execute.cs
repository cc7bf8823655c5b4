using System.ComponentModel;
using Microsoft.Extensions.AI;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Actions.Execution;

/// <summary>Starts to work on the tasks of a plan, or of a task, in the background.</summary>
internal sealed class Execute(IPlanStore plans, TargetFinder targets, PlanJobSubmission<ExecuteRequest> submission, ReplyJob job) : IChatAction
{
    /// <param name="turn">Who asks.</param>
    /// <param name="name">Words for the plan or the task.</param>
    /// <param name="request">What to work on, and how.</param>
    /// <param name="ct">Cancels the call before something is started.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, TargetName name, ExecuteRequest request, CancellationToken ct)
    {
        var found = await targets.FindAsync(turn, name, ct);
        if (found.Item is not { } target) return ActionOutcome.DidNot(found.Problem);
        if (await plans.ReadTreeAsync(target.Plan.PlanId, ct) is not { } tree) return ActionOutcome.DidNot(ActionWords.Gone(turn));
        if (NothingToDo(turn, target, tree, request) is { } problem) return ActionOutcome.DidNot(problem);
        return await job.StartAsync(turn, new JobToStart(
            target.Begin(turn), Started(turn, target, request),
            key => submission.SubmitAsync(new PlanWish<ExecuteRequest>(turn.Owner, target.Plan.PlanId, target.Task?.TaskId, request, key), CancellationToken.None)), ct);
    }

    public AIFunction ToolFor(ChatTurn turn) => ChatTool.Of(
        turn,
        "execute",
        "Starts the background job that works on the tasks of a plan, or of one task, in the order of their dependencies, and keeps what comes of each. " +
        "Only when the person asks for it: it costs time and money. The reply then shows the job's live log.",
        async (
            [Description(ToolWords.PlanInTalk)] string? plan = null,
            [Description(ToolWords.TaskOrPlan)] string? task = null,
            [Description("True works only on tasks that failed or were skipped before.")] bool onlyFailed = false,
            [Description("True works on completed tasks again.")] bool includeCompleted = false,
            [Description("What a failed task means for the others: stop, skip_dependents or continue; skip_dependents when left out.")] string? onFailure = null,
            [Description("Tasks worked on at the same time, 1 to 16.")] int? concurrency = null,
            [Description("What to mind or leave out.")] string? hint = null,
            CancellationToken ct = default) =>
        {
            var request = new ExecuteRequest
            {
                OnlyFailed = onlyFailed ? true : null,
                IncludeCompleted = includeCompleted ? true : null,
                OnFailure = onFailure,
                Concurrency = concurrency,
                Hint = hint,
            };
            return await RunAsync(turn, TargetName.Of(plan, task), request, ct);
        });

    private static string? NothingToDo(ChatTurn turn, Target target, PlanTree tree, ExecuteRequest request)
    {
        if (tree.Tasks.Count == 0) return ActionWords.NoTasks(turn, target.Plan);
        var all = NumberedTasks.Of(tree).Select(numbered => numbered.Task).ToList();
        var below = target.Task is { } root ? [.. NumberedTasks.Below(all.First(task => task.TaskId == root.TaskId))] : all;
        var leaves = below.Where(task => task.Children.Count == 0).ToList();

        // Running ones may be left over from a lost worker.
        if (request.OnlyFailed == true && !leaves.Any(task => task.Status is PlanTaskStatus.Failed or PlanTaskStatus.Skipped or PlanTaskStatus.Running))
        {
            return turn.Say(
                $"Nothing of {target.In(turn)} has failed or been skipped. To work on what is left: /execute", $"{target.Begin(turn)}没有失败或被跳过的任务。要执行剩余的任务：/执行");
        }

        return request.IncludeCompleted != true && leaves.All(task => task.Status == PlanTaskStatus.Completed)
            ? turn.Say(
                $"{target.Begin(turn)} is completed already. To have all of it done again: /execute again", $"{target.Begin(turn)}已全部完成。要全部重新执行：/执行 再来一遍")
            : null;
    }

    private static string Started(ChatTurn turn, Target target, ExecuteRequest request) => request.OnlyFailed == true
        ? turn.Say(
            $"I am working on the failed and skipped tasks of {target.In(turn)} again in the background; follow the live log below.",
            $"我正在后台重新执行{target.In(turn)}中失败和被跳过的任务，请看下方实时日志。")
        : turn.Say(
            $"I am executing {target.In(turn)} in the background, each task when what it depends on is done; follow the live log below.",
            $"我正在后台按依赖顺序执行{target.In(turn)}，请看下方实时日志。");
}
