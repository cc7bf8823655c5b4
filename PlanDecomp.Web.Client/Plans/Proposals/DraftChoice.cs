namespace PlanDecomp.Web.Client.Plans.Proposals;

/// <summary>Which nodes of a draft a reader wants. Invariant: with a task all new tasks that it stands below.</summary>
public sealed class DraftChoice
{
    private readonly DraftTree _tree;
    private readonly HashSet<long> _chosen;

    /// <summary>At first all is chosen.</summary>
    public DraftChoice(DraftTree tree)
    {
        _tree = tree;
        _chosen = [.. tree.Proposal.Nodes.Select(node => node.TaskId)];
    }

    public int Count => _chosen.Count;

    public int Total => _tree.Proposal.Nodes.Count;

    public bool IsAll => Count == Total;

    /// <summary>The chosen nodes, for the Api.</summary>
    public IReadOnlyList<long> Nodes => [.. _chosen.Order()];

    public bool Has(long taskId) => _chosen.Contains(taskId);

    public void SetAll(bool chosen)
    {
        _chosen.Clear();
        if (chosen) _chosen.UnionWith(_tree.Proposal.Nodes.Select(node => node.TaskId));
    }

    /// <summary>Chooses the plan's own title and description, or leaves them.</summary>
    public void SetPlan(bool chosen)
    {
        if (chosen) _chosen.Add(DraftTree.PlanItself);
        else _chosen.Remove(DraftTree.PlanItself);
    }

    /// <summary>Chooses a node or leaves it, and with it those that it needs or that need it.</summary>
    /// <returns>The others that went along.</returns>
    public IReadOnlyList<DraftEntry> Set(DraftEntry entry, bool chosen)
    {
        var along = new List<DraftEntry>();
        Put(entry);

        // Nothing can stand below a task that does not come.
        foreach (var other in (chosen ? entry.Above().Where(above => above.IsNew) : []).Concat(entry.IsNew ? entry.WithBelow().Where(below => below.Node is not null) : []))
        {
            if (Put(other)) along.Add(other);
        }

        return along;

        bool Put(DraftEntry one) => chosen ? _chosen.Add(one.Id) : _chosen.Remove(one.Id);
    }

    /// <summary>New tasks that a chosen one was to wait for, and that do not come.</summary>
    public IReadOnlyList<DraftEntry> WaitsInVain(DraftEntry entry) => Has(entry.Id) && entry.Node?.After is { } after
        ? [.. after.DependsOn.Where(id => id < 0 && !Has(id)).Select(_tree.Find).OfType<DraftEntry>()]
        : [];

    /// <summary>True for a task that stays while the one above it goes: it moves up to that one's place.</summary>
    public bool MovesUp(DraftEntry entry) => entry.TakesPlaceOf is { } gone
        ? Has(gone)
        : entry.IsRemoved && !Has(entry.Id) && entry.Parent is { IsRemoved: true } parent && Has(parent.Id);
}
