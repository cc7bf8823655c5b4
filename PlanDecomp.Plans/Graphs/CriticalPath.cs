using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans.Graphs;

/// <summary>Finds a plan's order of work, the times of its tasks, and its critical path.</summary>
/// <remarks>
/// The critical path method (Kelley and Walker, 1959) over moments: every task has a start and an end. A child's lie within its
/// parent's, a task starts after the ends of what it depends on, and only tasks without children take time. A pure function.
/// </remarks>
public static class CriticalPath
{
    /// <summary>Hours below this are nothing: sums of decimals are not exact.</summary>
    private const double Tolerance = 1e-6;

    public static PlanGraph Of(PlanTree tree)
    {
        var tasks = InTreeOrder(tree.Tasks);
        var leaves = tasks.Where(task => task.Children.Count == 0).ToList();
        var estimates = leaves.Select(task => task.EffortHours).OfType<double>().ToList();
        var assumed = estimates.Count > 0 ? Math.Round(estimates.Average(), 2) : 1;
        var network = new MomentNetwork(tasks, task => task.Children.Count > 0 ? 0 : task.EffortHours ?? assumed);
        var nodes = tasks.Select(task => Node(task, network)).ToDictionary(node => node.TaskId);
        var begin = network.Order.Where(moment => !moment.IsEnd).Select(moment => moment.TaskId).ToList();
        var critical = begin.Where(id => nodes[id].IsLeaf && nodes[id].IsCritical).ToList();
        return new PlanGraph
        {
            PlanId = tree.Plan.PlanId,
            Nodes = [.. begin.Select(id => nodes[id])],
            Edges = [.. tasks.SelectMany(task => task.DependsOn.Select(dependency => Edge(nodes, network, dependency, task.TaskId)))],
            Order = [.. begin.Where(id => nodes[id].IsLeaf)],
            CriticalPath = critical,
            DurationHours = Round(network.Duration),
            TotalHours = Round(leaves.Sum(task => task.EffortHours ?? assumed)),
            Unestimated = leaves.Count - estimates.Count,
            AssumedHours = assumed,
        };
    }

    private static PlanGraphNode Node(PlanTaskNode task, MomentNetwork network)
    {
        var (start, end) = (network.Earliest(task.TaskId, isEnd: false), network.Earliest(task.TaskId, isEnd: true));
        var (latestStart, latestEnd) = (network.Latest(task.TaskId, isEnd: false), network.Latest(task.TaskId, isEnd: true));

        // A parent can wait as long as the least patient of what is below it, which its own two moments do not tell.
        var slack = InTreeOrder([task]).Where(below => below.Children.Count == 0)
            .Min(leaf => network.Latest(leaf.TaskId, isEnd: false) - network.Earliest(leaf.TaskId, isEnd: false));
        return new PlanGraphNode
        {
            TaskId = task.TaskId,
            ParentId = task.ParentId,
            Title = task.Title,
            Status = task.Status,
            Depth = task.Depth,
            IsLeaf = task.Children.Count == 0,
            Hours = Round(end - start),
            IsEstimated = InTreeOrder([task]).All(below => below.Children.Count > 0 || below.EffortHours is not null),
            EarliestStart = Round(start),
            EarliestEnd = Round(end),
            LatestStart = Round(latestStart),
            LatestEnd = Round(latestEnd),
            Slack = Round(slack),
            IsCritical = slack < Tolerance,
        };
    }

    private static PlanGraphEdge Edge(Dictionary<long, PlanGraphNode> nodes, MomentNetwork network, long from, long to)
    {
        var contradictory = network.LeftOut.Contains((from, to));
        var critical = !contradictory && nodes[from].IsCritical && nodes[to].IsCritical
            && Math.Abs(network.Earliest(from, isEnd: true) - network.Earliest(to, isEnd: false)) < Tolerance;
        return new PlanGraphEdge(from, to, critical, contradictory);
    }

    private static List<PlanTaskNode> InTreeOrder(IReadOnlyList<PlanTaskNode> top)
    {
        var tasks = new List<PlanTaskNode>();
        var open = new Stack<PlanTaskNode>(top.Reverse());
        while (open.TryPop(out var task))
        {
            tasks.Add(task);
            foreach (var child in task.Children.Reverse()) open.Push(child);
        }

        return tasks;
    }

    private static double Round(double hours) => Math.Round(hours, 2) + 0.0;
}
