using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans.Graphs;

/// <summary>What must be done before what when a plan is carried out.</summary>
/// <remarks>
/// The work is in the leaves; a parent is closed by a summary once all its children are at their end. So a dependency on a parent
/// means its leaves and its summary, and what a parent depends on holds for every leaf below it.
/// </remarks>
public sealed class TaskGraph(PlanOutline outline)
{
    /// <summary>
    /// What a task waits for directly: a parent for its children, in order; a leaf for what it depends on itself, then for what its
    /// ancestors depend on, the nearest first. Dependencies that are not in the plan are left out.
    /// </summary>
    public IReadOnlyList<long> WaitsFor(long taskId)
    {
        if (outline.Find(taskId) is not { } task) return [];
        if (task.Children.Count > 0) return [.. task.Children.Select(child => child.TaskId)];
        return
        [
            .. outline.AncestorsOf(taskId).Append(task).Reverse()
                .SelectMany(other => other.DependsOn).Distinct().Where(id => outline.Find(id) is not null),
        ];
    }

    /// <summary>All that a task waits for, directly or not, the nearest first.</summary>
    public IEnumerable<long> NearestFirst(long taskId)
    {
        var seen = new HashSet<long> { taskId };
        var next = new Queue<long>([taskId]);
        while (next.TryDequeue(out var from))
        {
            foreach (var id in WaitsFor(from).Where(seen.Add))
            {
                yield return id;
                next.Enqueue(id);
            }
        }
    }

    /// <summary>The leaves among <paramref name="toDo"/> that wait for themselves, each with the way back to itself.</summary>
    /// <remarks>Stores refuse such dependencies; other programs' files may have them. What is not to be done holds no one up.</remarks>
    public IReadOnlyDictionary<long, IReadOnlyList<PlanTaskNode>> FindCycles(IReadOnlySet<long> toDo)
    {
        var waits = toDo.ToDictionary(id => id, id => WaitsFor(id).Where(toDo.Contains).ToList());
        var left = CyclicPart(waits);
        var cycles = new Dictionary<long, IReadOnlyList<PlanTaskNode>>();
        foreach (var id in left.Where(id => outline.Find(id)!.Children.Count == 0))
        {
            if (WayBack(id, waits, left) is { } way) cycles[id] = [.. way.Select(step => outline.Find(step)!)];
        }

        return cycles;
    }

    /// <summary>What is left when all that can come to its end is taken away, again and again: cycles, and what waits for them.</summary>
    private static HashSet<long> CyclicPart(Dictionary<long, List<long>> waits)
    {
        var waiting = waits.ToDictionary(wait => wait.Key, wait => wait.Value.Count);
        var dependents = waits.SelectMany(wait => wait.Value.Select(on => (on, wait.Key))).ToLookup(pair => pair.on, pair => pair.Key);
        var free = new Queue<long>(waiting.Where(wait => wait.Value == 0).Select(wait => wait.Key));
        var left = waits.Keys.ToHashSet();
        while (free.TryDequeue(out var done))
        {
            left.Remove(done);
            foreach (var dependent in dependents[done])
            {
                if (--waiting[dependent] == 0) free.Enqueue(dependent);
            }
        }

        return left;
    }

    /// <summary>The shortest way from a task over what it waits for back to itself; null when there is none.</summary>
    private static List<long>? WayBack(long start, Dictionary<long, List<long>> waits, HashSet<long> within)
    {
        var cameFrom = new Dictionary<long, long>();
        var next = new Queue<long>([start]);
        while (next.TryDequeue(out var from))
        {
            foreach (var id in waits[from])
            {
                if (!within.Contains(id) || !cameFrom.TryAdd(id, from)) continue;
                if (id == start) return Trace(start, cameFrom);
                next.Enqueue(id);
            }
        }

        return null;
    }

    private static List<long> Trace(long start, Dictionary<long, long> cameFrom)
    {
        var way = new List<long> { start };
        for (var at = cameFrom[start]; at != start; at = cameFrom[at]) way.Add(at);
        way.Add(start);
        way.Reverse();
        return way;
    }
}
