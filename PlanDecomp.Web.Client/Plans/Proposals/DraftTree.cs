using PlanDecomp.Contracts.Plans;
using PlanDecomp.Web.Client.Plans.Tree;

namespace PlanDecomp.Web.Client.Plans.Proposals;

/// <summary>A draft drawn on the plan's tree: what comes, changes and moves stands where it would be, what goes where it is.</summary>
public sealed class DraftTree
{
    private readonly Dictionary<long, DraftEntry> _entries = [];
    private readonly Dictionary<long, ProposalNode> _nodes;
    private readonly Dictionary<long, StandingTask> _standing = [];
    private readonly List<DraftEntry> _top = [];

    /// <param name="tree">The plan as it is.</param>
    /// <param name="proposal">The draft.</param>
    public DraftTree(TaskTree tree, ProposalDetail proposal)
    {
        Proposal = proposal;
        IsUpToDate = proposal is { Status: ProposalStatus.Open or ProposalStatus.Drafting, ChangedSince.Count: 0 };
        Plan = proposal.Nodes.FirstOrDefault(node => node.TaskId == PlanItself);
        _nodes = proposal.Nodes.Where(node => node.TaskId != PlanItself).ToDictionary(node => node.TaskId);
        Stand(tree);
        Arrange(tree);
        if (IsUpToDate) Count(_top, above: "");
    }

    /// <summary>The plan itself, as the id of a node.</summary>
    public const long PlanItself = 0;

    public ProposalDetail Proposal { get; }

    /// <summary>The plan is the one the draft was made against. Otherwise only what the draft touches is drawn, with what is known to stand above it.</summary>
    public bool IsUpToDate { get; }

    /// <summary>What becomes of the plan's own title and description; null when nothing does.</summary>
    public ProposalNode? Plan { get; }

    public IReadOnlyList<DraftEntry> Top => _top;

    /// <summary>All tasks, in the order of the tree.</summary>
    public IEnumerable<DraftEntry> Entries => _top.SelectMany(entry => entry.WithBelow());

    public DraftEntry? Find(long taskId) => _entries.GetValueOrDefault(taskId);

    /// <summary>The plan as the draft would leave it; its new tasks have ids below 0.</summary>
    /// <remarks>Titles and places only.</remarks>
    public TaskTree ToAcceptedTree(Plan plan)
    {
        return new TaskTree(new PlanTree(plan, Nodes(_top)));

        IReadOnlyList<PlanTaskNode> Nodes(IEnumerable<DraftEntry> entries) => [.. entries.Where(entry => !entry.IsRemoved).Select(entry => new PlanTaskNode
        {
            TaskId = entry.Id,
            PlanId = plan.PlanId,
            ParentId = entry.Parent?.Id,
            Title = entry.Title,
            CreatedAt = plan.UpdatedAt,
            UpdatedAt = plan.UpdatedAt,
            Children = Nodes(entry.Children),
        })];
    }

    /// <summary>Notes the tasks that are there before the draft.</summary>
    private void Stand(TaskTree tree)
    {
        if (IsUpToDate)
        {
            foreach (var entry in tree.Entries) Stand(entry);
            return;
        }

        foreach (var (id, node) in _nodes)
        {
            if (node.Before is { } before) _standing[id] = new StandingTask(before.ParentId, before.Position, before.Title, HasResults: false);
        }

        foreach (var node in _nodes.Values)
        {
            StandAbove(node.Before?.ParentId);
            StandAbove(node.After?.ParentId);
        }

        void StandAbove(long? id)
        {
            for (var entry = tree.Find(id); entry is not null && !_standing.ContainsKey(entry.Id); entry = entry.Parent) Stand(entry);
        }
    }

    private void Stand(TaskEntry entry) =>
        _standing[entry.Id] = new StandingTask(entry.Parent?.Id, entry.Index, entry.Task.Title, entry.Task.ResultVersion is not null);

    private void Arrange(TaskTree tree)
    {
        var standingBelow = _standing.OrderBy(task => task.Value.Position).ThenBy(task => task.Key).ToLookup(task => Known(task.Value.ParentId) ?? PlanItself, task => task.Key);
        var placedBelow = _nodes.Values.Where(node => node.After is not null).OrderBy(PositionOf).ToLookup(node => Known(node.After!.ParentId) ?? PlanItself);
        Fill(parent: null);

        // Two people can have moved tasks below each other: what is in such a circle is shown at the top.
        foreach (var id in _nodes.Keys.Where(id => !_entries.ContainsKey(id)).ToList())
        {
            if (!_entries.ContainsKey(id)) FillOne(parent: null, id);
        }

        void Fill(DraftEntry? parent)
        {
            foreach (var id in ChildrenOf(parent)) FillOne(parent, id);
        }

        void FillOne(DraftEntry? parent, long id)
        {
            if (_entries.ContainsKey(id)) return;
            var node = _nodes.GetValueOrDefault(id);
            var standing = _standing.GetValueOrDefault(id);
            var entry = new DraftEntry(id, node?.After?.Title ?? standing?.Title ?? "", node)
            {
                Number = tree.Find(id)?.Number ?? "",
                TakesPlaceOf = node is null && Known(standing?.ParentId) is { } above && above != parent?.Id ? above : null,
                HasResults = standing?.HasResults ?? false,
            };
            _entries.Add(id, entry);
            if (parent is null) _top.Add(entry);
            else parent.Add(entry);
            Fill(entry);
        }

        List<long> ChildrenOf(DraftEntry? parent)
        {
            var key = parent?.Id ?? PlanItself;
            var children = new List<long>();
            if (parent?.IsRemoved != true)
            {
                var untouched = new Queue<long>(Untouched(key));
                foreach (var node in placedBelow[key])
                {
                    while (children.Count < PositionOf(node) && untouched.TryDequeue(out var next)) children.Add(next);
                    children.Add(node.TaskId);
                }

                children.AddRange(untouched);
            }

            // What goes stands behind the sibling that it stood behind.
            var before = -1;
            foreach (var id in standingBelow[key])
            {
                if (_nodes.GetValueOrDefault(id)?.Change == NodeChange.Removed) children.Insert(++before, id);
                else if (children.IndexOf(id) is var at and >= 0) before = at;
            }

            return children;
        }

        // In their order; those below a task that goes take its place.
        IEnumerable<long> Untouched(long key)
        {
            foreach (var id in standingBelow[key])
            {
                if (!_nodes.TryGetValue(id, out var node)) yield return id;
                else if (node.Change == NodeChange.Removed)
                {
                    foreach (var below in Untouched(id)) yield return below;
                }
            }
        }
    }

    /// <summary>Null for a parent that is nowhere any more: what stood below it is shown at the top.</summary>
    private long? Known(long? id) => id is { } known && (_standing.ContainsKey(known) || _nodes.ContainsKey(known)) ? known : null;

    /// <summary>Its place among its siblings; of one whose parent is nowhere the last.</summary>
    private int PositionOf(ProposalNode node) => node.After!.ParentId is { } parent && Known(parent) is null ? int.MaxValue : node.After.Position;

    private static void Count(IEnumerable<DraftEntry> siblings, string above)
    {
        var number = 0;
        foreach (var entry in siblings)
        {
            if (!entry.IsRemoved) entry.Number = $"{above}{++number}";
            Count(entry.Children, $"{entry.Number}.");
        }
    }

    private sealed record StandingTask(long? ParentId, int Position, string Title, bool HasResults);
}
