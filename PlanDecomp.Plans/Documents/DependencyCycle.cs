namespace PlanDecomp.Plans.Documents;

/// <summary>Looks at a whole plan at once for dependencies that could never be met, by the same order as <see cref="TaskOrder"/>.</summary>
internal static class DependencyCycle
{
    /// <summary>A dependency that is part of a cycle; null when there is none.</summary>
    /// <param name="parents">Of each task its parent's index.</param>
    /// <param name="dependsOn">Of each task the indexes it depends on.</param>
    public static (int Task, int DependsOn)? Find(IReadOnlyList<int?> parents, IReadOnlyList<IReadOnlyList<int>> dependsOn)
    {
        // Moment 2i is the start of task i, 2i + 1 its end; an edge leads to what comes after.
        var after = new List<int>[2 * parents.Count];
        for (var i = 0; i < parents.Count; i++)
        {
            (after[2 * i], after[(2 * i) + 1]) = ([(2 * i) + 1], []);
        }

        for (var i = 0; i < parents.Count; i++)
        {
            if (parents[i] is { } parent)
            {
                after[2 * parent].Add(2 * i);
                after[(2 * i) + 1].Add((2 * parent) + 1);
            }

            foreach (var dependency in dependsOn[i]) after[(2 * dependency) + 1].Add(2 * i);
        }

        return CycleIn(after) is { } cycle ? LastDependencyOf(cycle) : null;
    }

    /// <summary>The moments of a cycle, in order; null when there is none. Without recursion: chains can be thousands long.</summary>
    private static List<int>? CycleIn(List<int>[] after)
    {
        var (done, depth) = (new bool[after.Length], new int[after.Length]);
        var path = new List<(int Moment, int Next)>();
        for (var root = 0; root < after.Length; root++)
        {
            if (done[root]) continue;
            path.Add((root, 0));
            depth[root] = path.Count;
            while (path.Count > 0)
            {
                var (moment, next) = path[^1];
                if (next == after[moment].Count)
                {
                    (done[moment], depth[moment]) = (true, 0);
                    path.RemoveAt(path.Count - 1);
                    continue;
                }

                path[^1] = (moment, next + 1);
                var follower = after[moment][next];
                if (depth[follower] > 0) return [.. path.Skip(depth[follower] - 1).Select(step => step.Moment)];
                if (done[follower]) continue;
                path.Add((follower, 0));
                depth[follower] = path.Count;
            }
        }

        return null;
    }

    /// <summary>The cycle's dependency of the task that comes last: most likely the one just written. Every cycle has one.</summary>
    private static (int Task, int DependsOn) LastDependencyOf(List<int> cycle) => cycle
        .Select((moment, index) => (From: moment, To: cycle[(index + 1) % cycle.Count]))
        .Where(edge => edge.From % 2 == 1 && edge.To % 2 == 0)
        .Select(edge => (Task: edge.To / 2, DependsOn: edge.From / 2))
        .Max();
}
