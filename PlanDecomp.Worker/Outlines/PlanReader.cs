using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;
using PlanDecomp.Plans;

namespace PlanDecomp.Worker.Outlines;

/// <summary>A run's plan: its tree, read anew after each commit, and what a commit writes to it.</summary>
internal sealed class PlanReader(IPlanStore plans, long planId, int maxOutlineLength)
{
    private PlanOutline? _outline;

    /// <exception cref="JobFailedException">The plan is not there.</exception>
    public async Task<PlanOutline> ReadAsync(CancellationToken ct)
    {
        if (_outline is not null) return _outline;
        var tree = await plans.ReadTreeAsync(planId, ct) ?? throw new JobFailedException("The plan does not exist any more.");
        return _outline = new PlanOutline(tree, maxOutlineLength);
    }

    public void Forget() => _outline = null;

    public IPlanWrites WritesIn(RunTransaction run) => plans.WritesIn(run);
}
