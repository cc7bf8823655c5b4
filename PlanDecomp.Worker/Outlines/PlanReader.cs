using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans;
using PlanDecomp.Storage;

namespace PlanDecomp.Worker.Outlines;

/// <summary>Reads the plan's tree, anew after each commit of the run.</summary>
internal sealed class PlanReader(IPlanStore plans, long planId, int maxOutlineLength)
{
    private PlanOutline? _outline;

    public long PlanId => planId;

    /// <exception cref="JobFailedException">The plan is not there.</exception>
    public async Task<PlanOutline> ReadAsync(CancellationToken ct)
    {
        if (_outline is not null) return _outline;
        try
        {
            if (await plans.ReadTreeAsync(planId, ct) is { } tree) return _outline = new PlanOutline(tree, maxOutlineLength);
        }
        catch (SqliteFileMissingException)
        {
            // Deleted between the look-up and the read: said below.
        }

        throw new JobFailedException("The plan does not exist any more.");
    }

    public void Forget() => _outline = null;
}
