using PlanDecomp.Contracts.Plans;
using PlanDecomp.Web.Client.Plans.Tree;

namespace PlanDecomp.Tests.WebClient.Plans;

/// <summary>Trees written in few words.</summary>
internal static class Trees
{
    private static readonly DateTimeOffset Time = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public static PlanTaskNode Task(long id, string title, params IReadOnlyList<PlanTaskNode> children) =>
        new(new PlanTask { TaskId = id, PlanId = 1, Title = title, CreatedAt = Time, UpdatedAt = Time }, children);

    public static TaskTree Tree(params IReadOnlyList<PlanTaskNode> tasks) => new(new PlanTree(
        new Plan { PlanId = 1, Title = "plan", CreatedAt = Time, UpdatedAt = Time }, tasks));

    /// <summary>1 to 3, of which 1 has 4 and 5, and 4 has 6.</summary>
    public static TaskTree Small() => Tree(Task(1, "one", Task(4, "four", Task(6, "six")), Task(5, "five")), Task(2, "two"), Task(3, "three"));

    public static long[] Ids(this TreeView view) => [.. view.Rows.Select(row => row.Id)];
}
