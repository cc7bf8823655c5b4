using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Checkpoints;
using PlanDecomp.Worker.Outlines;

namespace PlanDecomp.Worker.Planning;

/// <summary>Gathers what a planner needs to know of a node.</summary>
internal sealed class NodeRequests(PriorResults results, DecomposeParams limits, PlanningOptions options, TimeProvider time)
{
    /// <summary>Gaps are few, or the plan needs more than links.</summary>
    private const int MostAdded = 5;

    /// <param name="node">The node, which is in the tree.</param>
    /// <param name="outline">The tree.</param>
    /// <param name="maxChildren">As many as the budget of tasks still allows: a plan made for them is whole, one cut to them is not.</param>
    /// <param name="fairShare">As many as would leave the others that wait as many; null when there are enough.</param>
    /// <param name="ct">Cancels the reading of results.</param>
    public async Task<NodeRequest> CreateAsync(WalkNode node, PlanOutline outline, int maxChildren, int? fairShare, CancellationToken ct)
    {
        var task = node.TaskId is { } id ? outline.Find(id) : null;
        return NodeRequest.Of(outline, task, limits.Hint) with
        {
            Today = Today,
            Inputs = task is null ? [] : await results.FinishedBeforeAsync(task, outline, options.MaxInputLength, ct),
            MinChildren = Math.Min(limits.MinChildren, maxChildren),
            MaxChildren = maxChildren,
            FairShare = fairShare,
            Fineness = limits.Fineness,
        };
    }

    /// <param name="outline">The tree, the job's own tasks in it.</param>
    /// <param name="job">The job.</param>
    /// <param name="maxAdded">Tasks that the budget still allows.</param>
    public LinkRequest ForLinking(PlanOutline outline, Job job, int maxAdded) => new()
    {
        Outline = outline,
        TargetTaskId = job.TargetTaskId,
        Own = job.Lineage().SelectMany(outline.CreatedBy).ToHashSet(),
        MaxAdded = Math.Min(maxAdded, MostAdded),
        Today = Today,
        Hint = StandingWishes.With(outline.Plan.Wishes, limits.Hint),
    };

    private DateOnly Today => DateOnly.FromDateTime(time.GetLocalNow().Date);
}
