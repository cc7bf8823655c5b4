using CsCheck;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Graphs;

namespace PlanDecomp.Tests.Plans.Graphs;

public sealed class CriticalPathTests
{
    [Fact]
    public void Tasks_side_by_side_last_as_long_as_the_longest()
    {
        var graph = CriticalPath.Of(Tree(Task(1, 3), Task(2, 5), Task(3, 1)));

        Assert.Equal((5.0, 9.0, 0), (graph.DurationHours, graph.TotalHours, graph.Unestimated));
        Assert.Equal([2L], graph.CriticalPath);
        Assert.Equal([2.0, 0.0, 4.0], graph.Nodes.OrderBy(node => node.TaskId).Select(node => node.Slack));
    }

    [Fact]
    public void The_longest_way_through_the_dependencies_is_critical()
    {
        // 1 → 2 → 4 (2 + 4 + 1), 1 → 3 → 4 (2 + 1 + 1).
        var graph = CriticalPath.Of(Tree(Task(1, 2), Task(2, 4, 1), Task(3, 1, 1), Task(4, 1, 2, 3)));

        Assert.Equal(7, graph.DurationHours);
        Assert.Equal([1L, 2, 4], graph.CriticalPath);
        Assert.Equal([1L, 2, 3, 4], graph.Order);
        var third = graph.Nodes.Single(node => node.TaskId == 3);
        Assert.Equal((2.0, 3.0, 5.0, 6.0, 3.0, false), (third.EarliestStart, third.EarliestEnd, third.LatestStart, third.LatestEnd, third.Slack, third.IsCritical));
        Assert.Equal([(1L, 2L), (2, 4)], graph.Edges.Where(edge => edge.IsCritical).Select(edge => (edge.From, edge.To)));
    }

    [Fact]
    public void A_parent_lasts_from_its_first_childs_start_to_its_last_childs_end()
    {
        var parent = Task(1, 99) with { Children = [Task(11, 2) with { ParentId = 1 }, Task(12, 3, 11) with { ParentId = 1 }] };
        var graph = CriticalPath.Of(Tree(parent, Task(2, 4, 1)));

        var node = graph.Nodes.Single(node => node.TaskId == 1);
        Assert.Equal((0.0, 5.0, 5.0, true, false), (node.EarliestStart, node.EarliestEnd, node.Hours, node.IsCritical, node.IsLeaf));
        Assert.Equal((9.0, 9.0), (graph.DurationHours, graph.TotalHours));
        Assert.Equal([11L, 12, 2], graph.CriticalPath);
    }

    [Fact]
    public void A_task_without_an_estimate_counts_as_the_mean_of_the_others()
    {
        var graph = CriticalPath.Of(Tree(Task(1, 2), Task(2, 4), Task(3, null, 1)));

        Assert.Equal((3.0, 1, 9.0, 5.0), (graph.AssumedHours, graph.Unestimated, graph.TotalHours, graph.DurationHours));
        Assert.False(graph.Nodes.Single(node => node.TaskId == 3).IsEstimated);
        Assert.Equal(1, CriticalPath.Of(Tree(Task(1, null))).AssumedHours);
    }

    [Fact]
    public void A_plan_without_tasks_has_an_empty_graph()
    {
        var graph = CriticalPath.Of(Tree());

        Assert.Empty(graph.Nodes);
        Assert.Equal((0.0, 0.0), (graph.DurationHours, graph.TotalHours));
    }

    [Fact]
    public void Contradictory_dependencies_of_foreign_files_are_left_out_and_marked()
    {
        var graph = CriticalPath.Of(Tree(Task(1, 1, 3), Task(2, 1, 1), Task(3, 1, 2)));

        Assert.Equal(3, graph.Nodes.Count);
        var contradictory = Assert.Single(graph.Edges, edge => edge.IsContradictory);
        Assert.Equal((2L, 3L), (contradictory.From, contradictory.To));
        Assert.Equal(3, graph.Edges.Count);
    }

    /// <summary>Checked against the definition: nothing starts before it may, and a delay beyond the slack, and only that, delays the whole.</summary>
    [Fact]
    public void Times_and_slack_keep_their_promises()
    {
        var gen = Gen.Select(Gen.Int[0, 9].Array[4, 12], Gen.Int[0, 100].Array[12]);
        gen.Sample((hours, random) =>
        {
            var tasks = hours.Select((h, i) => Task(i + 1, h, [.. Enumerable.Range(1, i).Where(d => (random[i] + d * 7) % 4 == 0).Select(d => (long)d)])).ToList();
            var graph = CriticalPath.Of(Tree([.. tasks]));
            var nodes = graph.Nodes.ToDictionary(node => node.TaskId);
            foreach (var task in tasks)
            {
                var node = nodes[task.TaskId];
                Assert.Equal(task.DependsOn.Select(d => nodes[d].EarliestEnd).DefaultIfEmpty(0).Max(), node.EarliestStart);
                Assert.All(task.DependsOn, d => Assert.True(graph.Order.ToList().IndexOf(d) < graph.Order.ToList().IndexOf(task.TaskId)));
                Assert.InRange(node.Slack, 0, graph.DurationHours);
                if (node.Slack > 0) Assert.Equal(graph.DurationHours, DurationWhen(task.TaskId, node.Slack));
                Assert.Equal(graph.DurationHours + 1, DurationWhen(task.TaskId, node.Slack + 1));
            }

            double DurationWhen(long delayed, double delay) => CriticalPath.Of(Tree([.. tasks.Select(task =>
                task.TaskId == delayed ? task with { EffortHours = task.EffortHours + delay } : task)])).DurationHours;
        }, iter: 50, threads: 1);
    }

    private static PlanTree Tree(params PlanTaskNode[] tasks) =>
        new(new Plan { PlanId = 1, Title = "plan", CreatedAt = DateTimeOffset.UnixEpoch, UpdatedAt = DateTimeOffset.UnixEpoch }, tasks);

    private static PlanTaskNode Task(long id, double? hours, params long[] dependsOn) => new()
    {
        TaskId = id,
        PlanId = 1,
        Title = $"t{id}",
        EffortHours = hours,
        DependsOn = dependsOn,
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };
}
