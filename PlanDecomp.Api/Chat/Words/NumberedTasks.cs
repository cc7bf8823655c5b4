using System.Globalization;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Api.Chat.Words;

/// <summary>A task with its place in the plan as people count: <c>2.1</c> is the first child of the second task.</summary>
internal sealed record NumberedTask(string Number, PlanTaskNode Task)
{
    public int Level => Task.Depth;
}

internal static class NumberedTasks
{
    /// <summary>All tasks in the order of the tree.</summary>
    public static IReadOnlyList<NumberedTask> Of(PlanTree tree)
    {
        var all = new List<NumberedTask>(tree.Plan.TaskCount);
        var open = new Stack<NumberedTask>(Number("", tree.Tasks).Reverse());
        while (open.TryPop(out var next))
        {
            all.Add(next);
            foreach (var child in Number(next.Number + ".", next.Task.Children).Reverse()) open.Push(child);
        }

        return all;
    }

    /// <summary>The task and all below it.</summary>
    public static IEnumerable<PlanTaskNode> Below(PlanTaskNode task)
    {
        var open = new Stack<PlanTaskNode>([task]);
        while (open.TryPop(out var next))
        {
            yield return next;
            foreach (var child in next.Children) open.Push(child);
        }
    }

    private static IEnumerable<NumberedTask> Number(string prefix, IReadOnlyList<PlanTaskNode> siblings) =>
        siblings.Select((task, i) => new NumberedTask(prefix + (i + 1).ToString(CultureInfo.InvariantCulture), task));
}
