using PlanDecomp.Offline.Planning;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Tests.Offline;

/// <summary>Asks the planner level by level, as a decomposition does, and keeps every answer.</summary>
internal static class TreeExpansion
{
    /// <summary>A task with the level it stands on.</summary>
    internal sealed record Item(int Level, NodeChild Task);

    internal static NodeRequest Ask(string title, string description = "", int min = 2, int max = 7, params string[] path) => new()
    {
        PlanTitle = title,
        PlanDescription = description,
        Ancestors = path.Length == 0 ? [] : [.. path[..^1].Select(title => new TaskSketch(title, ""))],
        TargetTitle = path.Length == 0 ? null : path[^1],
        ChildLevel = path.Length + 1,
        MinChildren = min,
        MaxChildren = max,
    };

    internal static async Task<IReadOnlyList<NodeChild>> ChildrenAsync(NodeRequest request) =>
        (await new OfflineNodePlanner().PlanAsync(request, new NoUsage(), TestContext.Current.CancellationToken)).Children;

    /// <summary>Everything that is not a leaf is expanded, down to <paramref name="depth"/> or until <paramref name="budget"/> tasks exist.</summary>
    internal static async Task<(IReadOnlyList<Item> Items, IReadOnlyList<IReadOnlyList<NodeChild>> Rows)> ExpandAsync(
        string title, string description = "", int min = 2, int max = 7, int depth = 3, int budget = 2000)
    {
        List<Item> items = [];
        List<IReadOnlyList<NodeChild>> rows = [];
        Queue<string[]> frontier = new([[]]);
        while (frontier.TryDequeue(out var path) && items.Count < budget)
        {
            if (path.Length >= depth) continue;
            var children = await ChildrenAsync(Ask(title, description, min, max, path));
            if (children.Count == 0) continue;
            rows.Add(children);
            foreach (var child in children)
            {
                items.Add(new Item(path.Length + 1, child));
                if (!child.IsLeaf) frontier.Enqueue([.. path, child.Title]);
            }
        }

        return (items, rows);
    }

    /// <summary>The offline planner makes no paid calls: any word to the counter fails the test.</summary>
    private sealed class NoUsage : ICallUsage
    {
        public ValueTask BeforeCallAsync(decimal? most, CancellationToken ct) => throw new InvalidOperationException("The offline planner announced a paid call.");

        public void AfterCall(PaidCall call) => throw new InvalidOperationException("The offline planner reported a paid call.");
    }
}
