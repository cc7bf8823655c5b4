namespace PlanDecomp.Contracts.Plans;

/// <summary>What a part of a plan waits for outside of itself: before it is executed alone, someone should be asked.</summary>
public static class OutsideNeeds
{
    /// <summary>The unfinished tasks outside that something of a task depends on, in the order of the tree. Empty when it can be executed as it is.</summary>
    /// <param name="tree">The plan.</param>
    /// <param name="taskId">The task that is to be executed, with what is below it.</param>
    public static IReadOnlyList<PlanTask> Of(PlanTree tree, long taskId)
    {
        var (all, parents) = (new List<PlanTaskNode>(), new Dictionary<long, PlanTaskNode>());
        var open = new Stack<PlanTaskNode>(tree.Tasks.Reverse());
        while (open.TryPop(out var task))
        {
            all.Add(task);
            foreach (var child in task.Children.Reverse())
            {
                parents[child.TaskId] = task;
                open.Push(child);
            }
        }

        bool IsInside(PlanTaskNode task) => task.TaskId == taskId || (parents.TryGetValue(task.TaskId, out var above) && IsInside(above));
        var inside = all.Where(IsInside).ToList();
        var insideIds = inside.Select(task => task.TaskId).ToHashSet();

        // What a parent depends on holds for what is below it.
        var waits = inside.Where(task => !task.Status.IsWorkedOut()).SelectMany(task => task.DependsOn).ToHashSet();
        for (var above = parents.GetValueOrDefault(taskId); above is not null; above = parents.GetValueOrDefault(above.TaskId)) waits.UnionWith(above.DependsOn);

        // Without an error a person has skipped it: nothing waits for it.
        return [.. all.Where(task => waits.Contains(task.TaskId) && !insideIds.Contains(task.TaskId)
            && !task.Status.IsWorkedOut() && task is not { Status: PlanTaskStatus.Skipped, Error: null })];
    }
}
