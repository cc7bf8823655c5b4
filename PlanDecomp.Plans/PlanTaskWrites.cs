using System.Data.Common;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans;

/// <summary>Writes to a plan's file from inside a transaction that someone else holds, such as a job's commit.</summary>
public static class PlanTaskWrites
{
    /// <summary>Appends children in order, with the dependencies between them.</summary>
    /// <param name="connection">Of the plan's file, in a transaction.</param>
    /// <param name="planId">The plan.</param>
    /// <param name="parentId">Null for top tasks.</param>
    /// <param name="children">The new tasks; their dependencies must be free of cycles.</param>
    /// <param name="jobId">The decomposition that makes them.</param>
    /// <param name="now">The time they get.</param>
    /// <exception cref="PlanRuleException">The parent has been deleted.</exception>
    public static IReadOnlyList<PlanTask> AddChildren(
        DbConnection connection, long planId, long? parentId, IReadOnlyList<NewTask> children, string jobId, DateTimeOffset now) =>
        throw new NotImplementedException($"{connection} {planId} {parentId} {children} {jobId} {now}");
}
