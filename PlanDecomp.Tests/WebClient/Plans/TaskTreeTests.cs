using PlanDecomp.Contracts.Plans;
using PlanDecomp.Web.Client.Plans;
using static PlanDecomp.Tests.WebClient.Plans.Trees;

namespace PlanDecomp.Tests.WebClient.Plans;

public class TaskTreeTests
{
    [Fact]
    public void Tasks_are_numbered_by_their_place()
    {
        Assert.Equal(["1", "1.1", "1.1.1", "1.2", "2", "3"], Small().Entries.Select(entry => entry.Number));
    }

    [Fact]
    public void A_task_counts_all_below_it()
    {
        Assert.Equal([3, 1, 0, 0, 0, 0], Small().Entries.Select(entry => entry.DescendantCount));
    }

    [Fact]
    public void A_task_knows_who_waits_for_it()
    {
        var tree = Tree(Task(1, "one"), Task(2, "two") with { DependsOn = [1] }, Task(3, "three") with { DependsOn = [1, 2] });

        Assert.Equal([2, 3], tree.NeededBy(1).Select(entry => entry.Id));
        Assert.Empty(tree.NeededBy(3));
    }

    public static TheoryData<long, TaskMove, long?, int?> Steps => new()
    {
        { 2, TaskMove.Up, null, 0 },
        { 2, TaskMove.Down, null, 2 },
        { 2, TaskMove.In, 1, null },
        { 5, TaskMove.Out, null, 1 },
        { 6, TaskMove.Out, 1, 1 },
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_step_leads_beside_or_below_a_neighbour(long taskId, TaskMove move, long? parentId, int? position)
    {
        var tree = Small();

        Assert.Equal(new MoveTaskRequest { ParentId = parentId, Position = position }, tree.Step(tree.Find(taskId)!, move));
    }

    [Theory]
    [InlineData(1, TaskMove.Up)]
    [InlineData(3, TaskMove.Down)]
    [InlineData(1, TaskMove.In)]
    [InlineData(2, TaskMove.Out)]
    public void There_is_no_step_off_the_tree(long taskId, TaskMove move)
    {
        var tree = Small();

        Assert.Null(tree.Step(tree.Find(taskId)!, move));
    }
}
