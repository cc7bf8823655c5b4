using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Capabilities.Operations;

/// <summary>Finds what an operation is to work on, by a person's words and by what its descriptor asks for.</summary>
internal sealed class OperandFinder(IPlanStore plans, PlanFinder planFinder, TargetFinder targets)
{
    public async Task<Found<Operand>> FindAsync(ChatTurn turn, OperationWish wish, CancellationToken ct)
    {
        if (wish.Operation.Target == OperationTarget.Siblings) return await FindSiblingsAsync(turn, wish, ct);
        var found = await targets.FindAsync(turn, wish.Target, ct);
        if (found.Item is not { } target) return new Found<Operand>(null, found.Problem, found.IsUnknown);
        if (target.Task is null && wish.Operation.Target == OperationTarget.Task) return Unclear(turn, wish, target.Plan);
        return target.Plan.TaskCount == 0 && !wish.Operation.TouchesPlan
            ? Found<Operand>.Nothing(ActionWords.NoTasks(turn, target.Plan))
            : Found<Operand>.It(new Operand(target, [], target.In(turn)));
    }

    private async Task<Found<Operand>> FindSiblingsAsync(ChatTurn turn, OperationWish wish, CancellationToken ct)
    {
        var found = await planFinder.FindAsync(turn, wish.Tasks.Plan, ct);
        if (found.Item is not { } plan) return new Found<Operand>(null, found.Problem, found.IsUnknown);
        if (await plans.ReadTreeAsync(plan.PlanId, ct) is not { } tree) return Found<Operand>.Nothing(ActionWords.Gone(turn));

        var tasks = new List<NumberedTask>();
        foreach (var name in wish.Tasks.Names)
        {
            var one = TaskFinder.Find(turn, tree, name);
            if (one.Item is not { } task) return new Found<Operand>(null, one.Problem, one.IsUnknown);
            if (!tasks.Exists(other => other.Task.TaskId == task.Task.TaskId)) tasks.Add(task);
        }

        if (tasks.Count < 2) return Unclear(turn, wish, plan);
        if (tasks.Find(task => task.Task.ParentId != tasks[0].Task.ParentId) is { } other)
        {
            return Found<Operand>.Nothing(turn.Say(
                $"The tasks must stand beside each other, and {tasks[0].Number} and {other.Number} do not: move one of them on the page of {Markdown.Link(plan)} first, or name others.",
                $"只能选同一上级下的任务，而 {tasks[0].Number} 和 {other.Number} 不在同一上级下：请先在{Markdown.Link(plan)}的页面移动其中一个，或换成别的任务。"));
        }

        tasks.Sort((one, other) => one.Task.Position.CompareTo(other.Task.Position));
        return Found<Operand>.It(new Operand(new Target(plan, tasks[0].Task), [.. tasks.Skip(1).Select(task => task.Task)], Markdown.Link(plan)));
    }

    private static Found<Operand> Unclear(ChatTurn turn, OperationWish wish, Plan plan) =>
        Found<Operand>.Nothing(wish.Operation.Speech.WhichTask is { } question ? turn.Say(question, Markdown.Link(plan)) : ActionWords.NoTasks(turn, plan));
}

/// <summary>What an operation works on.</summary>
/// <param name="Of">The plan or the task.</param>
/// <param name="Beside">Further tasks, where there are several.</param>
/// <param name="Words">As it stands within a sentence; where there are several tasks, their plan.</param>
internal sealed record Operand(Target Of, IReadOnlyList<PlanTask> Beside, string Words)
{
    /// <summary>The titles of all the tasks.</summary>
    public string Titles(ChatTurn turn) => string.Join(turn.Say(", ", "、"), Beside.Prepend(Of.Task!).Select(task => $"“{Markdown.Escape(task.Title)}”"));
}
