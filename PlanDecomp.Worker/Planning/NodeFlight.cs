using System.Diagnostics;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Budgets;
using PlanDecomp.Worker.Running;

namespace PlanDecomp.Worker.Planning;

/// <summary>A node of the walk.</summary>
/// <param name="TaskId">Null for the plan itself.</param>
/// <param name="Title">As last read.</param>
/// <param name="Level">Levels below the job's target.</param>
internal sealed record WalkNode(long? TaskId, string Title, int Level);

/// <summary>A node that has left the frontier and waits for its turn to be committed.</summary>
/// <param name="Node">The node.</param>
/// <param name="Share">What was set aside for it; null when it makes no calls.</param>
/// <param name="Existing">The children it has already, to be walked into.</param>
/// <param name="Outcome">Comes in any order; is committed in the frontier's.</param>
internal sealed record NodeFlight(WalkNode Node, BudgetShare? Share, IReadOnlyList<PlanTaskNode> Existing, Task<NodeOutcome> Outcome);

/// <summary>What came of a node.</summary>
internal abstract record NodeOutcome
{
    /// <summary>It gets these children; none means that it needs no breaking down.</summary>
    internal sealed record Planned(NodePlan Plan) : NodeOutcome;

    /// <summary>It has children, which are walked into.</summary>
    internal sealed record WalkedInto : NodeOutcome;

    /// <summary>Its branch ends here.</summary>
    internal sealed record Stopped(string Reason) : NodeOutcome;

    internal sealed record Failed(string Error) : NodeOutcome;

    /// <summary>The planner cannot work at all: the job fails.</summary>
    internal sealed record Refused(string Error) : NodeOutcome;

    /// <summary>Its calls were cancelled.</summary>
    internal sealed record Interrupted : NodeOutcome;

    /// <summary>Tells the node's span.</summary>
    public void NoteOn(Activity? span)
    {
        switch (this)
        {
            case Planned { Plan.Children.Count: var count }:
                span?.SetTag(WorkSpans.Children, count);
                span.Note(count > 0 ? "expanded" : "leaf");
                break;
            case Stopped { Reason: var reason }:
                span?.SetTag(WorkSpans.StopReason, reason);
                span.Note("stopped");
                break;
            case Failed { Error: var error }:
                span.Note("failed", error);
                break;
            case Refused { Error: var error }:
                span.Note("refused", error);
                break;
            case Interrupted:
                span.Note("interrupted");
                break;
        }
    }
}
