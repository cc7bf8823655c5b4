using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;
using PlanDecomp.Worker.Budgets;
using PlanDecomp.Worker.Checkpoints;

namespace PlanDecomp.Worker.Planning;

/// <summary>How far a decomposition has come: the frontier, breadth-first, and what became of the nodes before it.</summary>
/// <remarks>Owned by the run's own flow; only the counts are read from others.</remarks>
internal sealed class DecomposeWalk
{
    private readonly Queue<WalkNode> _waiting = [];
    private readonly Queue<NodeFlight> _flights = [];
    private readonly int _expandDepth;

    private DecomposeWalk(int expandDepth) => _expandDepth = expandDepth;

    public List<FailedNode> Failed { get; } = [];
    public List<PartialNode> Partial { get; } = [];
    public List<StoppedBranch> Stopped { get; } = [];
    public int Expanded { get; set; }

    /// <summary>Nodes handled to their end.</summary>
    public int Done { get; set; }

    /// <summary>The first budget that ran out.</summary>
    public string? Exhausted { get; set; }

    /// <summary>What linking the tasks has brought; null before.</summary>
    public LinkedTasks? Linked { get; set; }

    /// <summary>Nodes whose end is not committed.</summary>
    public int Remaining => _waiting.Count + _flights.Count;

    public static DecomposeWalk Begin(WalkNode target, int expandDepth)
    {
        var walk = new DecomposeWalk(expandDepth);
        if (expandDepth > 0) walk._waiting.Enqueue(target);
        else walk.Stopped.Add(new StoppedBranch(target.TaskId, target.Title, StopReasons.ExpandDepth));
        return walk;
    }

    /// <summary>Goes on from a checkpoint, with the tree as it is now.</summary>
    /// <param name="from">The checkpoint.</param>
    /// <param name="outline">The tree.</param>
    /// <param name="job">The job that goes on.</param>
    /// <param name="expandDepth">Levels to break down.</param>
    public static DecomposeWalk Restore(DecomposeCheckpoint from, PlanOutline outline, Job job, int expandDepth)
    {
        var walk = new DecomposeWalk(expandDepth) { Expanded = from.Expanded, Done = from.Done, Exhausted = from.Exhausted, Linked = from.Linked };
        var lineage = job.Lineage();
        walk.Failed.AddRange(from.Failed ?? []);
        walk.Partial.AddRange(from.Partial ?? []);
        foreach (var (reason, ids) in from.Stopped ?? new Dictionary<string, IReadOnlyList<long>>())
        {
            walk.Stopped.AddRange(ids.Select(id => new StoppedBranch(IdOf(id), TitleOf(outline, IdOf(id)), reason)));
        }

        foreach (var run in from.Frontier)
        {
            foreach (var id in run.Skip(1)) walk._waiting.Enqueue(new WalkNode(IdOf(id), TitleOf(outline, IdOf(id)), (int)run[0]));
        }

        if (from.Last is { } last)
        {
            var children = outline.ChildrenOf(IdOf(last.Id)).Where(task => task.CreatedByJob is { } by && lineage.Contains(by)).OrderBy(task => Math.Abs(task.TaskId)).ToList();
            // When someone has removed a child since, the indexes of leaves fit no more: then all are looked at.
            var leaves = children.Count == last.Count ? last.Leaves : [];
            walk.AddCreated(children, last.Level, leaves.Contains);
        }

        if (job.Inherits(from.By)) walk.TryAgain(outline, job.TargetTaskId);
        return walk;
    }

    /// <summary>What failed, or was under way when the job before was cancelled, waits anew.</summary>
    /// <remarks>Not a failed node that has children, which wait or have had their turn already.</remarks>
    private void TryAgain(PlanOutline outline, long? targetId)
    {
        var failed = Failed.Where(node => outline.ChildrenOf(node.TaskId).Count == 0).ToList();
        var cancelled = Stopped.Where(branch => branch.Reason == StopReasons.Cancelled).ToList();
        var again = failed.Select(node => node.TaskId).Concat(cancelled.Select(branch => branch.TaskId)).Where(id => id is null || outline.Find(id.Value) is not null)
            .Select(id => new WalkNode(id, TitleOf(outline, id), outline.LevelOf(id) - outline.LevelOf(targetId))).ToList();
        var waiting = again.Concat(_waiting).OrderBy(node => node.Level).ToList();
        _waiting.Clear();
        foreach (var node in waiting) _waiting.Enqueue(node);
        Failed.RemoveAll(failed.Contains);
        Stopped.RemoveAll(cancelled.Contains);
        Done -= again.Count;
        Exhausted = null;
    }

    public WalkNode? Next => _waiting.TryPeek(out var node) ? node : null;

    public NodeFlight? FirstFlight => _flights.TryPeek(out var flight) ? flight : null;

    public int Flying => _flights.Count(flight => flight.Share is not null);

    public IEnumerable<NodeFlight> Flights => _flights;

    /// <summary>The next node leaves the frontier.</summary>
    public void TakeOff(NodeFlight flight)
    {
        _waiting.Dequeue();
        _flights.Enqueue(flight);
    }

    /// <summary>The first node in flight has had its turn.</summary>
    public void Land()
    {
        _flights.Dequeue();
        Done++;
    }

    /// <summary>All nodes that still wait end here.</summary>
    public void StopWaiting(string reason)
    {
        while (_waiting.TryDequeue(out var node)) Stopped.Add(new StoppedBranch(node.TaskId, node.Title, reason));
    }

    /// <summary>Children that were there before join the frontier.</summary>
    public void AddExisting(IEnumerable<PlanTaskNode> children, int parentLevel) => AddCreated([.. children], parentLevel, _ => false);

    /// <summary>New children join the frontier, when their level may be broken down and they are no leaves.</summary>
    public void AddCreated(IReadOnlyList<PlanTask> children, int parentLevel, Func<int, bool> isLeaf)
    {
        if (parentLevel + 1 >= _expandDepth) return;
        for (var i = 0; i < children.Count; i++)
        {
            if (isLeaf(i)) Stopped.Add(new StoppedBranch(children[i].TaskId, children[i].Title, StopReasons.Leaf));
            else _waiting.Enqueue(new WalkNode(children[i].TaskId, children[i].Title, parentLevel + 1));
        }
    }

    public DecomposeCheckpoint ToCheckpoint(RunUsage usage, int created, LastExpansion? last) => new()
    {
        Frontier = [.. Runs(_flights.Select(flight => flight.Node).Concat(_waiting))],
        Last = last,
        Created = created,
        Expanded = Expanded,
        Done = Done,
        Failed = Failed.Count > 0 ? Failed : null,
        Partial = Partial.Count > 0 ? Partial : null,
        Stopped = Stopped.Count > 0
            ? Stopped.GroupBy(branch => branch.Reason).ToDictionary(group => group.Key, IReadOnlyList<long> (group) => [.. group.Select(branch => branch.TaskId ?? 0)])
            : null,
        Exhausted = Exhausted,
        Linked = Linked,
        Usage = usage,
    };

    private static IEnumerable<IReadOnlyList<long>> Runs(IEnumerable<WalkNode> nodes)
    {
        List<long>? run = null;
        foreach (var node in nodes)
        {
            if (run is null || run[0] != node.Level)
            {
                if (run is not null) yield return run;
                run = [node.Level];
            }

            run.Add(node.TaskId ?? 0);
        }

        if (run is not null) yield return run;
    }

    private static long? IdOf(long stored) => stored == 0 ? null : stored;

    private static string TitleOf(PlanOutline outline, long? taskId) =>
        taskId is { } id ? outline.Find(id)?.Title ?? $"task {id}" : outline.Plan.Title;
}
