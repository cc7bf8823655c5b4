using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans.Changes;

/// <summary>The change sets of plans: what was changed, and taking it back.</summary>
/// <remarks>A seam, as <see cref="IPlanStore"/> is; callers check the plan's owner.</remarks>
public interface IPlanHistory
{
    /// <summary>One page of a plan's change sets, newest first. Null when there is no such plan.</summary>
    /// <exception cref="PlanRuleException">The cursor is none of this list's.</exception>
    Task<ChangeSetPage?> ListAsync(long planId, string? cursor, int limit, CancellationToken ct);

    /// <summary>A change set with what it did to each task. Null when there is none, or it is not kept any more.</summary>
    Task<ChangeSetDetail?> FindAsync(long planId, long changeSetId, CancellationToken ct);

    /// <summary>The newest change set of a job; null when it has changed nothing, or its change set is not kept any more.</summary>
    Task<ChangeSet?> FindOfJobAsync(long planId, string jobId, CancellationToken ct);

    /// <summary>Takes back the newest change set that holds: every row it touched is as it was before. Null when there is no such plan.</summary>
    /// <param name="planId">The plan.</param>
    /// <param name="changeSetId">The one meant; null takes whichever is the newest.</param>
    /// <param name="ct">Cancels the call.</param>
    Task<UndoOutcome?> UndoAsync(long planId, long? changeSetId, CancellationToken ct);

    /// <summary>Takes back the newest undo, unless something else has changed since. Null when there is no such plan.</summary>
    /// <param name="planId">The plan.</param>
    /// <param name="changeSetId">The undo meant; null takes whichever is the newest.</param>
    /// <param name="ct">Cancels the call.</param>
    Task<UndoOutcome?> RedoAsync(long planId, long? changeSetId, CancellationToken ct);
}

/// <summary>What became of a wish to undo or redo.</summary>
public abstract record UndoOutcome
{
    /// <param name="ChangeSet">The undo or redo, itself a change set.</param>
    public sealed record Done(ChangeSet ChangeSet) : UndoOutcome;

    /// <summary>There is nothing to take back.</summary>
    public sealed record Nothing : UndoOutcome;

    /// <param name="Newest">What could be taken back instead.</param>
    public sealed record NotNewest(ChangeSet Newest) : UndoOutcome;

    /// <param name="JobId">The job at work on the plan.</param>
    /// <param name="JobType">What it does.</param>
    public sealed record JobAtWork(string JobId, string JobType) : UndoOutcome;
}
