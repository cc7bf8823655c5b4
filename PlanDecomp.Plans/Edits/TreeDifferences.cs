using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans.Edits;

/// <summary>What differs between two moments of a tree.</summary>
public static class TreeDifferences
{
    /// <summary>In the order of ids; the plan itself is <see cref="TaskEdit.Plan"/>. Empty: the trees say the same.</summary>
    public static IReadOnlyList<TreeDifference> Find(TreeSnapshot before, TreeSnapshot after)
    {
        var found = new List<TreeDifference>();
        if ((before.Title, before.Description) != (after.Title, after.Description)) found.Add(new(TaskEdit.Plan, after.Title, NodeChange.Changed));
        var moved = MovedAmongSiblings(before, after);
        foreach (var (id, old) in before.Tasks)
        {
            if (!after.Tasks.TryGetValue(id, out var now)) found.Add(new(id, old.Title, NodeChange.Removed));
            else if (!SaysTheSame(old, now)) found.Add(new(id, now.Title, NodeChange.Changed));
            else if (old.ParentId != now.ParentId || moved.Contains(id)) found.Add(new(id, now.Title, NodeChange.Moved));
        }

        found.AddRange(after.Tasks.Where(task => !before.Tasks.ContainsKey(task.Key)).Select(task => new TreeDifference(task.Key, task.Value.Title, NodeChange.Added)));
        found.Sort((one, other) => one.TaskId.CompareTo(other.TaskId));
        return found;
    }

    /// <summary>Everything but the place.</summary>
    public static bool SaysTheSame(TaskContent one, TaskContent other) =>
        one.Title == other.Title && one.Instruction == other.Instruction && Nullable.Equals(one.EffortHours, other.EffortHours)
        && one.DependsOn.Order().SequenceEqual(other.DependsOn.Order());

    /// <summary>Tasks whose place among the siblings they have kept is another: a place that shifts because others come or go does not count.</summary>
    private static HashSet<long> MovedAmongSiblings(TreeSnapshot before, TreeSnapshot after)
    {
        var kept = before.Tasks.Where(task => after.Tasks.TryGetValue(task.Key, out var now) && now.ParentId == task.Value.ParentId).Select(task => task.Key).ToHashSet();
        var moved = new HashSet<long>();
        foreach (var siblings in kept.GroupBy(id => before.Tasks[id].ParentId ?? TaskEdit.Plan))
        {
            var old = siblings.OrderBy(id => before.Tasks[id].Position);
            var now = siblings.OrderBy(id => after.Tasks[id].Position);
            moved.UnionWith(old.Zip(now).Where(pair => pair.First != pair.Second).Select(pair => pair.Second));
        }

        return moved;
    }
}
