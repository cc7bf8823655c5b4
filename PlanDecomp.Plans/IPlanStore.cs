using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.History;
using PlanDecomp.Plans.Documents;

namespace PlanDecomp.Plans;

/// <summary>Plans and their tasks, durable.</summary>
/// <remarks>
/// A seam, as the job store is: SQLite on one host's disk, a central database for several hosts.
/// Nothing here checks owners but <see cref="ListAsync"/>: callers do, by <see cref="Plan.Owner"/>.
/// </remarks>
public interface IPlanStore
{
    Task<Plan> CreateAsync(string owner, string title, string description, CancellationToken ct);

    /// <summary>Takes the id of a plan that a job is about to make. What is not made of it within a minute or so is taken back.</summary>
    Task<long> ReserveAsync(string owner, string title, CancellationToken ct);

    /// <summary>Makes a reserved plan at once, with its whole tree; one that an earlier attempt has made is left as it is.</summary>
    /// <param name="planId">From <see cref="ReserveAsync"/>.</param>
    /// <param name="owner">Whose.</param>
    /// <param name="plan">What to make; it keeps the rules of plans.</param>
    /// <param name="jobId">The job that makes it.</param>
    /// <param name="ct">Cancels the call before it begins.</param>
    /// <returns>The plan; null when the reservation was taken back.</returns>
    /// <exception cref="PlanDeletedException">It was made, and its owner has deleted it.</exception>
    /// <exception cref="IOException">It was made, and is away for now.</exception>
    Task<Plan?> CreateReservedAsync(long planId, string owner, PlanDocument plan, string jobId, CancellationToken ct);

    /// <summary>The plan, or null when there is none of that id (any more).</summary>
    Task<Plan?> FindAsync(long planId, CancellationToken ct);

    /// <summary>One page of an owner's plans, newest first. A page can be shorter than the limit and not be the last.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="search">Only those whose title or description contains it, upper and lower case alike; null for all.</param>
    /// <param name="cursor">From the page before; null for the first.</param>
    /// <param name="limit">The page's size.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <exception cref="PlanRuleException">The cursor is none of this list's.</exception>
    Task<PlanPage> ListAsync(string owner, string? search, string? cursor, int limit, CancellationToken ct);

    /// <summary>Changes what is not null. Null when there is no such plan.</summary>
    Task<Plan?> UpdateAsync(long planId, UpdatePlanRequest change, CancellationToken ct);

    /// <summary>Deletes the plan with its tasks and the history of its jobs. False when there was none.</summary>
    Task<bool> DeleteAsync(long planId, CancellationToken ct);

    /// <summary>The plan with its whole tree. Null when there is no such plan.</summary>
    Task<PlanTree?> ReadTreeAsync(long planId, CancellationToken ct);

    /// <summary>Null when there is no such task.</summary>
    Task<PlanTask?> FindTaskAsync(long planId, long taskId, CancellationToken ct);

    /// <summary>Adds a task at its place; a position behind the last appends. Null when there is no such plan.</summary>
    /// <exception cref="PlanRuleException">The parent or a dependency is not in the plan, or a dependency would close a cycle.</exception>
    Task<PlanTask?> AddTaskAsync(long planId, CreateTaskRequest task, CancellationToken ct);

    /// <summary>Changes what is not null. Null when there is no such task.</summary>
    /// <exception cref="PlanRuleException">A dependency is unknown or would close a cycle.</exception>
    Task<PlanTask?> UpdateTaskAsync(long planId, long taskId, UpdateTaskRequest change, CancellationToken ct);

    /// <summary>Moves a task with its subtree. Null when there is no such task.</summary>
    /// <exception cref="PlanRuleException">The new parent is unknown, inside the moved subtree, or its place contradicts a dependency.</exception>
    Task<PlanTask?> MoveTaskAsync(long planId, long taskId, MoveTaskRequest to, CancellationToken ct);

    /// <summary>Deletes the task with its subtree. False when there was none.</summary>
    Task<bool> DeleteTaskAsync(long planId, long taskId, CancellationToken ct);

    /// <summary>What a run may write to its plan in its commit.</summary>
    /// <param name="run">The commit's transaction, in the database of this store.</param>
    IPlanWrites WritesIn(RunTransaction run);
}

/// <summary>The plan's owner has deleted it: it must not come back.</summary>
public sealed class PlanDeletedException(long planId) : Exception($"Plan {planId} was deleted.");

/// <summary>A request breaks a rule of plans.</summary>
/// <param name="field">The field of the request at fault, in snake_case.</param>
/// <param name="message">What is wrong, for a person.</param>
public sealed class PlanRuleException(string field, string message) : Exception(message)
{
    public string Field { get; } = field;
}
