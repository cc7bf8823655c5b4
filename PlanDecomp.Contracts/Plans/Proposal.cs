using System.Text.Json.Serialization;

namespace PlanDecomp.Contracts.Plans;

/// <summary>A change of a plan's tree that someone has to look at before it is made.</summary>
public record Proposal
{
    public required long ProposalId { get; init; }
    public required long PlanId { get; init; }

    /// <summary>The job that made it.</summary>
    public required string JobId { get; init; }

    /// <summary><c>decompose</c>, or the name of one of <see cref="Operations.TaskOperations.All"/>.</summary>
    public required string Operation { get; init; }

    /// <summary>What the job worked on; null for the whole plan.</summary>
    public long? TargetTaskId { get; init; }

    /// <summary>The target's title when the proposal was made.</summary>
    public required string Title { get; init; }

    /// <summary>One of <see cref="ProposalStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>How many nodes it would change.</summary>
    public int NodeCount { get; init; }

    /// <summary>The change set its acceptance made; null before.</summary>
    public long? ChangeSetId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was accepted or rejected.</summary>
    public DateTimeOffset? SettledAt { get; init; }
}

/// <summary>Where a proposal stands.</summary>
public static class ProposalStatus
{
    /// <summary>Its job is still at work on it.</summary>
    public const string Drafting = "drafting";

    /// <summary>Waits to be accepted or rejected.</summary>
    public const string Open = "open";

    /// <summary>Accepted, as a whole or in part.</summary>
    public const string Accepted = "accepted";

    public const string Rejected = "rejected";
}

/// <summary>A proposal with its nodes: the diff.</summary>
public sealed record ProposalDetail : Proposal
{
    public ProposalDetail()
    {
    }

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public ProposalDetail(Proposal proposal) : base(proposal)
    {
    }

    /// <summary>The nodes it changes, in the order of the tree it leads to, removed ones where they stand now.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<ProposalNode> Nodes { get; init; } = [];

    /// <summary>What has changed in the tree since the proposal was made. Not empty: it must be rebased before it can be accepted.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<TreeDifference> ChangedSince { get; init; } = [];
}

/// <summary>One task that a proposal changes.</summary>
public sealed record ProposalNode
{
    /// <summary>Below 0 for a new task, 0 for the plan itself.</summary>
    public required long TaskId { get; init; }

    public required NodeChange Change { get; init; }

    /// <summary>As it is now; null for a new one. Of the plan itself title and description (as instruction) only.</summary>
    public TaskContent? Before { get; init; }

    /// <summary>As it would be; null for one that is removed. Ids below 0 are new tasks.</summary>
    public TaskContent? After { get; init; }

    /// <summary>Why, where the job has said so.</summary>
    public string? Reason { get; init; }

    /// <summary>A person has changed what was proposed.</summary>
    public bool IsEdited { get; init; }

    /// <summary>Whether it was accepted; null while that is open.</summary>
    public bool? IsAccepted { get; init; }
}

/// <summary>What becomes, or became, of a task.</summary>
public enum NodeChange
{
    Added,
    Removed,

    /// <summary>It says something else; it may stand elsewhere as well.</summary>
    Changed,

    /// <summary>It says the same and stands elsewhere.</summary>
    Moved,
}

/// <summary>A task that differs between two moments.</summary>
/// <param name="TaskId">0 is the plan itself.</param>
/// <param name="Title">Its title, the newer one.</param>
/// <param name="Change">What became of it.</param>
public sealed record TreeDifference(long TaskId, string Title, NodeChange Change);

/// <summary>A plan's proposals, newest first.</summary>
/// <param name="Proposals">All that are kept.</param>
/// <param name="Kept">How many settled proposals a plan keeps.</param>
public sealed record ProposalList(IReadOnlyList<Proposal> Proposals, int Kept);

/// <summary>Changes what is proposed, before it is accepted.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record EditProposalRequest
{
    public IReadOnlyList<EditProposalNode>? Nodes { get; init; }
}

/// <summary>One node of a proposal, changed. Fields left out stay as they are.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record EditProposalNode
{
    /// <summary>A node that the proposal adds or changes.</summary>
    public long? TaskId { get; init; }

    public string? Title { get; init; }
    public string? Instruction { get; init; }

    /// <summary>Replaces the whole set; ids below 0 are new tasks of the proposal.</summary>
    public IReadOnlyList<long>? DependsOn { get; init; }

    public double? EffortHours { get; init; }
}

/// <summary>Accepts a proposal.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AcceptProposalRequest
{
    /// <summary>Only these nodes, and the new tasks they go below; null accepts all.</summary>
    public IReadOnlyList<long>? Nodes { get; init; }
}

/// <summary>A proposal that was accepted.</summary>
/// <param name="Proposal">As it is now.</param>
/// <param name="ChangeSetId">What an undo would take back; null when the tree was so already.</param>
/// <param name="TaskIds">The ids that new tasks have got, by the ids they had in the proposal.</param>
/// <param name="Dropped">What did not fit the tree.</param>
public sealed record AcceptedProposal(ProposalDetail Proposal, long? ChangeSetId, IReadOnlyDictionary<string, long> TaskIds, IReadOnlyList<DroppedNode> Dropped);

/// <summary>A proposal that was brought up to the tree as it is now.</summary>
/// <param name="Proposal">As it is now.</param>
/// <param name="Dropped">Nodes that fit the tree no more and are proposed no more.</param>
/// <param name="Overlapping">Nodes that someone has changed since, and that the proposal changes too: look at these again.</param>
public sealed record RebasedProposal(ProposalDetail Proposal, IReadOnlyList<DroppedNode> Dropped, IReadOnlyList<long> Overlapping);

/// <summary>A proposed node that does not fit the tree.</summary>
public sealed record DroppedNode(long TaskId, string Title, string Reason);
