using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Plans.Proposals;

namespace PlanDecomp.Worker.Planning;

/// <summary>Adds a decomposition's tasks to a proposal; the walk sees them as if they were in the tree. New ones have ids below 0.</summary>
internal sealed class ProposalTarget(IPlanStore plans, IProposalStore proposals, Job job, int maxOutlineLength) : IDecomposeTarget
{
    /// <summary>A decomposition's name among the operations that make proposals.</summary>
    public const string Operation = "decompose";

    private readonly long _planId = job.PlanId ?? throw new JobFailedException("A decomposition needs a plan.");
    private TreeSnapshot? _madeAgainst;
    private PlanOutline? _outline;
    private bool _isStale = true;

    public async Task<PlanOutline> ReadAsync(CancellationToken ct)
    {
        if (_outline is not null && !_isStale) return _outline;
        var read = await proposals.ReadTreeAsync(_planId, job.JobId, ct) ?? throw new JobFailedException("The plan does not exist any more.");

        // The first one: a change that comes while the first call is on its way has not been seen by it.
        _madeAgainst ??= TreeSnapshot.Of(read.Tree);
        _isStale = false;
        return _outline = new PlanOutline(read.WithProposed, maxOutlineLength);
    }

    // It is kept: nodes that took off by it may still land when there is none left to read it anew for.
    public void Forget() => _isStale = true;

    public int CountChildren(RunTransaction run, long? parentId) => plans.WritesIn(run).CountProposedChildren(parentId);

    public IReadOnlyList<PlanTask> AddChildren(RunTransaction run, long? parentId, IReadOnlyList<NewTask> children)
    {
        var outline = _outline ?? throw new InvalidOperationException("Nothing has been read yet.");
        var title = job.TargetTaskId is { } target ? outline.Find(target)?.Title ?? $"task {target}" : outline.Plan.Title;
        var writes = plans.WritesIn(run);
        var proposalId = writes.BeginProposal(Operation, job.TargetTaskId, title, _madeAgainst!);
        return writes.ProposeChildren(proposalId, parentId, outline.LevelOf(parentId) + 1, children);
    }

    public string? Link(RunTransaction run, IReadOnlyList<TaskEdit> edits)
    {
        plans.WritesIn(run).ReviseProposal(edits);
        return null;
    }
}
