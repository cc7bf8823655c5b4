using System.ComponentModel;
using Microsoft.Extensions.AI;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Actions.Operations;

/// <summary>Makes one task of several that stand below the same parent.</summary>
internal sealed class MergeTasks(IPlanStore plans, PlanFinder planFinder, Operation operation) : IChatAction
{
    /// <param name="turn">Who asks.</param>
    /// <param name="wish">Which tasks, and how.</param>
    /// <param name="ct">Cancels the call before something is started.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, TasksToMerge wish, CancellationToken ct)
    {
        var found = await planFinder.FindAsync(turn, wish.Plan, ct);
        if (found.Item is not { } plan) return ActionOutcome.DidNot(found.Problem);
        if (await plans.ReadTreeAsync(plan.PlanId, ct) is not { } tree) return ActionOutcome.DidNot(ActionWords.Gone(turn));

        var tasks = new List<NumberedTask>();
        foreach (var name in wish.Tasks)
        {
            var one = TaskFinder.Find(turn, tree, name);
            if (one.Item is not { } task) return ActionOutcome.DidNot(one.Problem);
            if (!tasks.Exists(other => other.Task.TaskId == task.Task.TaskId)) tasks.Add(task);
        }

        if (Problem(turn, plan, tasks) is { } problem) return ActionOutcome.DidNot(problem);
        tasks.Sort((one, other) => one.Task.Position.CompareTo(other.Task.Position));
        var titles = string.Join(turn.Say(", ", "、"), tasks.Select(task => turn.Say($"“{Markdown.Escape(task.Task.Title)}”", $"“{Markdown.Escape(task.Task.Title)}”")));
        return await operation.StartAsync(
            turn, new Target(plan, tasks[0].Task),
            new OperationRequest
            {
                Operation = OperationName.Merge,
                TaskIds = [.. tasks.Skip(1).Select(task => task.Task.TaskId)],
                Hint = wish.Hint,
                Commit = DraftWords.CommitOf(wish.IsDraft),
            },
            turn.Say($"merging {titles} of {Markdown.Link(plan)} into one task", $"把{Markdown.Link(plan)}中的{titles}合并为一个任务"), ct);
    }

    public AIFunction ToolFor(ChatTurn turn) => ChatTool.Of(
        turn,
        "merge_tasks",
        "Starts the background job that makes one task of several that stand below the same parent. Only when the person asks for it.",
        async (
            [Description("Two or more tasks: titles, places such as 2.1, or ids such as #12.")] string[] tasks,
            [Description(ToolWords.PlanInTalk)] string? plan = null,
            [Description("What to mind.")] string? hint = null,
            [Description(ToolWords.AsDraft)] bool draft = false,
            CancellationToken ct = default) => await RunAsync(turn, new TasksToMerge(tasks) { Plan = plan, Hint = hint, IsDraft = draft }, ct));

    private static string? Problem(ChatTurn turn, Plan plan, List<NumberedTask> tasks)
    {
        if (tasks.Count < 2)
        {
            return turn.Say(
                $"Name at least two different tasks of {Markdown.Link(plan)}, for example: /merge 1.2 1.3", $"请说出{Markdown.Link(plan)}中至少两个不同的任务，例如：/合并 1.2 1.3");
        }

        if (tasks.Find(task => task.Task.ParentId != tasks[0].Task.ParentId) is not { } other) return null;
        return turn.Say(
            $"Only tasks that stand beside each other can be merged, and {tasks[0].Number} and {other.Number} do not: move one of them on the page of {Markdown.Link(plan)} first, or name others.",
            $"只能合并同一上级下的任务，而 {tasks[0].Number} 和 {other.Number} 不在同一上级下：请先在{Markdown.Link(plan)}的页面移动其中一个，或换成别的任务。");
    }
}

/// <summary>Tasks to merge as a person words them.</summary>
/// <param name="Tasks">Words for each.</param>
internal sealed record TasksToMerge(IReadOnlyList<string> Tasks)
{
    /// <summary>Words for the plan; null is the one of the talk.</summary>
    public string? Plan { get; init; }

    public string? Hint { get; init; }

    /// <summary>The change is to be looked at first.</summary>
    public bool IsDraft { get; init; }
}
