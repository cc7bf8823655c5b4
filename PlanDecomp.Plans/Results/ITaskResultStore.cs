using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans.Results;

/// <summary>Reads what executions have written. A seam, as <see cref="IPlanStore"/> is; callers check the plan's owner.</summary>
public interface ITaskResultStore
{
    /// <summary>One page of a task's results, newest first. Null when there is no such task.</summary>
    /// <param name="planId">The plan.</param>
    /// <param name="taskId">The task.</param>
    /// <param name="cursor">From the page before; null for the first.</param>
    /// <param name="limit">The page's size.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <exception cref="PlanRuleException">The cursor is none of this list's.</exception>
    Task<TaskResultPage?> ListAsync(long planId, long taskId, string? cursor, int limit, CancellationToken ct);

    /// <summary>The final document of an execution, or with null the plan's newest. Null when there is none, or no such plan.</summary>
    Task<FinalDocument?> FindDocumentAsync(long planId, string? jobId, CancellationToken ct);

    /// <summary>All results of a plan's tasks, each task's oldest first; none when there is no such plan.</summary>
    Task<ILookup<long, TaskResult>> ReadAllAsync(long planId, CancellationToken ct);

    /// <summary>The newest result of each task that has one; empty when there is no such plan.</summary>
    Task<IReadOnlyDictionary<long, TaskResult>> ReadNewestAsync(long planId, IReadOnlyCollection<long> taskIds, CancellationToken ct);
}
