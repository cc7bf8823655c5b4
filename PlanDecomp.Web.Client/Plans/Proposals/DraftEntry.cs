using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Web.Client.Plans.Proposals;

/// <summary>A task on the tree that a draft is drawn on: one that it changes, or one that stands beside.</summary>
public sealed class DraftEntry(long id, string title, ProposalNode? node)
{
    private readonly List<DraftEntry> _children = [];

    /// <summary>Below 0 for a new task.</summary>
    public long Id => id;

    /// <summary>As it would be; of one that goes, as it is.</summary>
    public string Title => title;

    /// <summary>What the draft does to it; null when it leaves it alone.</summary>
    public ProposalNode? Node => node;

    /// <summary>Such as 1.2.3: its place in the tree that the draft leads to; of one that goes, its place now. Empty when that is not known.</summary>
    public string Number { get; set; } = "";

    public DraftEntry? Parent { get; private set; }

    public IReadOnlyList<DraftEntry> Children => _children;

    /// <summary>1 for a top task.</summary>
    public int Level => (Parent?.Level ?? 0) + 1;

    public bool IsNew => node?.Change == NodeChange.Added;

    public bool IsRemoved => node?.Change == NodeChange.Removed;

    /// <summary>The task above it, which goes while it stays: it takes that one's place. Null when there is no such.</summary>
    public long? TakesPlaceOf { get; init; }

    /// <summary>It has results, which go with it.</summary>
    public bool HasResults { get; init; }

    /// <summary>It, or something below it, is changed by the draft.</summary>
    public bool IsTouched => node is not null || TakesPlaceOf is not null || _children.Exists(child => child.IsTouched);

    /// <summary>It and all tasks below it.</summary>
    public int TaskCount => 1 + _children.Sum(child => child.TaskCount);

    /// <summary>It and all tasks below it, in the order of the tree.</summary>
    public IEnumerable<DraftEntry> WithBelow() => _children.SelectMany(child => child.WithBelow()).Prepend(this);

    /// <summary>The tasks above it, the nearest first.</summary>
    public IEnumerable<DraftEntry> Above()
    {
        for (var above = Parent; above is not null; above = above.Parent) yield return above;
    }

    public void Add(DraftEntry child)
    {
        child.Parent = this;
        _children.Add(child);
    }
}
