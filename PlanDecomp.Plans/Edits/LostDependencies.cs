using PlanDecomp.Contracts.Operations;

namespace PlanDecomp.Plans.Edits;

/// <summary>The dependencies between what goes and what stays, which go along and which nothing takes the place of.</summary>
public static class LostDependencies
{
    /// <param name="before">The tree that the edits are for.</param>
    /// <param name="edits">The change.</param>
    public static IReadOnlyList<DroppedDependency> Of(TreeSnapshot before, IReadOnlyList<TaskEdit> edits)
    {
        var removed = edits.Where(edit => edit.Remove).Select(edit => edit.TaskId).Where(before.Tasks.ContainsKey).ToHashSet();
        if (removed.Count == 0) return [];

        // Who is given new dependencies has something in the place of the old ones.
        var redirected = edits.Where(edit => edit.DependsOn is not null).Select(edit => edit.TaskId).ToHashSet();
        var takenOver = edits.SelectMany(edit => edit.MadeOf ?? []).ToHashSet();
        return
        [
            .. before.Tasks.Where(task => !redirected.Contains(task.Key) && !takenOver.Contains(task.Key))
                .SelectMany(task => task.Value.DependsOn.Select(on => (Id: task.Key, Task: task.Value, On: on)))
                .Where(dependency => removed.Contains(dependency.Id) != removed.Contains(dependency.On) && before.Tasks.ContainsKey(dependency.On))
                .OrderBy(dependency => dependency.Id).ThenBy(dependency => dependency.On)
                .Select(dependency => new DroppedDependency(dependency.Id, dependency.Task.Title, dependency.On, before.Tasks[dependency.On].Title)),
        ];
    }
}
