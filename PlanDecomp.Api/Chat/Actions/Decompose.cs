using System.ComponentModel;
using Microsoft.Extensions.AI;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.History;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Actions;

/// <summary>Starts to break a plan or a task down in the background, and has the reply show the job's log.</summary>
internal sealed class Decompose(IPlanStore plans, IJobStore jobs, DecomposeSubmission submission, PlanFinder planFinder) : IChatAction
{
    /// <param name="turn">Who asks.</param>
    /// <param name="plan">Words for the plan; null is the one of the talk.</param>
    /// <param name="task">Words for the task; null is the whole plan.</param>
    /// <param name="limits">Hint and budgets.</param>
    /// <param name="ct">Cancels the call before something is started.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, string? plan, string? task, DecomposeRequest limits, CancellationToken ct)
    {
        var found = await planFinder.FindAsync(turn, plan, ct);
        if (found.Item is not { } target) return ActionOutcome.DidNot(found.Problem);
        if (task is null) return await StartAsync(turn, target, null, limits, isNew: false, ct);
        if (await plans.ReadTreeAsync(target.PlanId, ct) is not { } tree) return ActionOutcome.DidNot(Gone(turn));
        var one = TaskFinder.Find(turn, tree, task);
        return one.Item is { } numbered
            ? await StartAsync(turn, target, numbered.Task, limits, isNew: false, ct)
            : ActionOutcome.DidNot(one.Problem);
    }

    /// <param name="turn">Who asks.</param>
    /// <param name="plan">A plan of theirs.</param>
    /// <param name="task">A task of it; null is the whole plan.</param>
    /// <param name="limits">Hint and budgets.</param>
    /// <param name="isNew">The plan was made right before.</param>
    /// <param name="ct">Cancels the call before something is started.</param>
    public async Task<ActionOutcome> StartAsync(ChatTurn turn, Plan plan, PlanTask? task, DecomposeRequest limits, bool isNew, CancellationToken ct)
    {
        // A reply shows one log. It is also what a model that was talked into starting jobs can start.
        if (turn.JobId is not null)
        {
            return ActionOutcome.DidNot(turn.Say(
                $"{Target(turn, plan, task)} is not broken down yet: this reply shows a job already. Ask for it in a message of its own.",
                $"{Target(turn, plan, task)}尚未开始拆分：这条回复已经显示了一个后台任务。请另发一条消息。"));
        }

        ct.ThrowIfCancellationRequested();
        var outcome = await submission.SubmitAsync(new DecomposeWish(turn.Owner, plan.PlanId, task?.TaskId, limits), CancellationToken.None);
        switch (outcome)
        {
            case SubmissionOutcome.Accepted accepted:
                await turn.ShowJobAsync(accepted.Submitted.Job);
                return ActionOutcome.Did(Started(turn, plan, task, isNew));
            case SubmissionOutcome.Busy busy:
                if (await jobs.FindAsync(busy.JobId, CancellationToken.None) is { } running) await turn.ShowJobAsync(running);
                if (busy.JobType == JobType.PlanExecute)
                {
                    return ActionOutcome.DidNot(turn.Say(
                        $"{Markdown.Link(plan)} is being executed; follow the live log below. It can be broken down further once that has ended, or you cancel it: /cancel",
                        $"{Markdown.Link(plan)}正在执行中，请看下方实时日志。执行结束或取消（/取消）之后才能继续拆分。"));
                }

                return ActionOutcome.DidNot(turn.Say(
                    $"{Target(turn, plan, task)} is being broken down already; follow the live log below. To start anew, cancel that job first: /cancel",
                    $"{Target(turn, plan, task)}已经在拆分中，请看下方实时日志。如需重新开始，请先取消：/取消"));
            case SubmissionOutcome.Invalid invalid:
                var faults = string.Join(' ', invalid.Problem.ProblemDetails.Errors.SelectMany(error => error.Value.Select(text => $"{error.Key} {text}")));
                return ActionOutcome.DidNot(turn.Say($"That cannot be done with these limits: {faults}", $"这些限制不可用：{faults}"));
            default:
                return ActionOutcome.DidNot(Gone(turn));
        }
    }

    public AIFunction ToolFor(ChatTurn turn) => ChatTool.Of(
        turn,
        "decompose",
        "Starts the background job that breaks an existing plan, or one task of it, down into tasks. The reply then shows the job's live log.",
        async (
            [Description("The plan's title or number such as #3; leave it out for the plan the conversation is about.")] string? plan = null,
            [Description("The task's title, its place such as 2.1, or its id such as #12; leave it out for the whole plan.")] string? task = null,
            [Description("What the breakdown should mind or leave out.")] string? hint = null,
            [Description("Levels of tasks to make, 1 to 20.")] int? expandDepth = null,
            [Description("The most tasks to make.")] int? nodeBudget = null,
            [Description("The most children of a task.")] int? maxChildren = null,
            [Description("True adds further children to a task that has some.")] bool? allowExistingChildren = null,
            CancellationToken ct = default) =>
        {
            var limits = new DecomposeRequest
            {
                Hint = hint,
                ExpandDepth = expandDepth,
                NodeBudget = nodeBudget,
                MaxChildren = maxChildren,
                AllowExistingChildren = allowExistingChildren,
            };
            return await RunAsync(turn, plan, string.IsNullOrWhiteSpace(task) ? null : task, limits, ct);
        });

    private static string Started(ChatTurn turn, Plan plan, PlanTask? task, bool isNew) => isNew
        ? turn.Say(
            $"I created the plan {Markdown.Link(plan)} and am breaking it down in the background; follow the live log below.",
            $"我已创建计划{Markdown.Link(plan)}，正在后台拆分任务，请看下方实时日志。")
        : task is null
            ? turn.Say(
                $"I am breaking the plan {Markdown.Link(plan)} down in the background; follow the live log below.",
                $"我正在后台拆分计划{Markdown.Link(plan)}，请看下方实时日志。")
            : turn.Say(
                $"I am breaking the task “{Markdown.Escape(task.Title)}” of {Markdown.Link(plan)} down in the background; follow the live log below.",
                $"我正在后台拆分{Markdown.Link(plan)}中的任务“{Markdown.Escape(task.Title)}”，请看下方实时日志。");

    private static string Target(ChatTurn turn, Plan plan, PlanTask? task) => task is null
        ? turn.Say($"The plan {Markdown.Link(plan)}", $"计划{Markdown.Link(plan)}")
        : turn.Say($"The task “{Markdown.Escape(task.Title)}” of {Markdown.Link(plan)}", $"{Markdown.Link(plan)}中的任务“{Markdown.Escape(task.Title)}”");

    private static string Gone(ChatTurn turn) => turn.Say(
        "The plan or task has just been deleted. Say /plans to see what there is.", "这个计划或任务刚刚被删除。输入 /计划列表 查看现有计划。");
}
