using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans.Proposals;

/// <summary>The proposals of plans: looked at, edited, brought up to the tree, accepted or rejected.</summary>
/// <remarks>
/// A seam, as <see cref="IPlanStore"/> is; callers check the plan's owner. Each call that changes something answers null when there is no
/// such plan or proposal.
/// </remarks>
public interface IProposalStore
{
    /// <summary>A plan's proposals, newest first. Null when there is no such plan.</summary>
    Task<ProposalList?> ListAsync(long planId, CancellationToken ct);

    /// <summary>A proposal with its diff, and what has changed in the tree since.</summary>
    Task<ProposalDetail?> FindAsync(long planId, long proposalId, CancellationToken ct);

    /// <summary>The proposal that a job has made, or is making; null when it has none.</summary>
    Task<Proposal?> FindOfJobAsync(long planId, string jobId, CancellationToken ct);

    /// <summary>The plan's tree as it is, and with the new tasks that a job has proposed so far. Null when there is no such plan.</summary>
    Task<ProposedTree?> ReadTreeAsync(long planId, string jobId, CancellationToken ct);

    /// <summary>Changes proposed nodes.</summary>
    /// <exception cref="PlanRuleException">A node is not in the proposal or is removed by it, or the tree would break a rule.</exception>
    Task<ProposalOutcome?> EditAsync(long planId, long proposalId, IReadOnlyList<EditProposalNode> nodes, CancellationToken ct);

    /// <summary>Makes the proposed changes, all of them or some, as one change set. Not while a job is at work on the plan.</summary>
    /// <param name="planId">The plan.</param>
    /// <param name="proposalId">The proposal.</param>
    /// <param name="nodes">Only these, and the new tasks they go below; null for all.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <exception cref="PlanRuleException">A node is not in the proposal, or the tree would break a rule.</exception>
    Task<ProposalOutcome?> AcceptAsync(long planId, long proposalId, IReadOnlyList<long>? nodes, CancellationToken ct);

    Task<ProposalOutcome?> RejectAsync(long planId, long proposalId, CancellationToken ct);

    /// <summary>Brings the proposal up to the tree as it is now: what fits it no more is dropped.</summary>
    Task<ProposalOutcome?> RebaseAsync(long planId, long proposalId, CancellationToken ct);
}

/// <summary>What became of a wish about a proposal.</summary>
public abstract record ProposalOutcome
{
    public sealed record Changed(ProposalDetail Proposal) : ProposalOutcome;

    public sealed record Accepted(AcceptedProposal Proposal) : ProposalOutcome;

    public sealed record Rebased(RebasedProposal Proposal) : ProposalOutcome;

    /// <summary>It is settled already, or its job is still at work on it.</summary>
    public sealed record NotOpen(Proposal Proposal) : ProposalOutcome;

    /// <param name="JobId">The job at work on the plan.</param>
    /// <param name="JobType">What it does.</param>
    public sealed record JobAtWork(string JobId, string JobType) : ProposalOutcome;

    /// <summary>The tree is not the one it was made against.</summary>
    public sealed record TreeChanged(IReadOnlyList<TreeDifference> Differences) : ProposalOutcome;
}
