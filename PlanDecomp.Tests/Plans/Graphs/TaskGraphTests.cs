using PlanDecomp.Plans.Graphs;
using PlanDecomp.Tests.Worker.Execution;

namespace PlanDecomp.Tests.Plans.Graphs;

/// <summary>What waits for what, and who waits for themselves.</summary>
public sealed class TaskGraphTests
{
    [Fact]
    public void A_leaf_waits_for_its_own_dependencies_then_for_its_ancestors_and_a_parent_for_its_children()
    {
        var plan = OutlineDrawing.Of("""
            a
            b
              b1
            c < b
              c1 < a
                c11
                c12 < c11
            """);
        var graph = new TaskGraph(plan.Outline);

        Assert.Equal(["c11", "a", "b"], plan.Titles(graph.WaitsFor(plan["c12"])));
        Assert.Equal(["c11", "c12"], plan.Titles(graph.WaitsFor(plan["c1"])));
        Assert.Equal(["c11", "a", "b", "b1"], plan.Titles(graph.NearestFirst(plan["c12"])));
        Assert.Empty(graph.WaitsFor(plan["a"]));
    }

    [Theory]
    [InlineData("a < b\nb < a", "a: a b a; b: b a b")]
    [InlineData("a < a", "a: a a")]
    [InlineData("a\n  a1 < a", "a1: a1 a a1")]
    [InlineData("a < b\n  a1\n  a2\nb\n  b1 < a1", "a1: a1 b b1 a1; b1: b1 a1 b b1")]
    [InlineData("a < b\nb < c\nc < b\nd < c", "b: b c b; c: c b c")]
    [InlineData("a\nb < a\n  b1\nc < b", "")]
    public void Exactly_the_leaves_that_wait_for_themselves_are_found_with_the_shortest_way(string drawing, string expected)
    {
        var plan = OutlineDrawing.Of(drawing);

        var cycles = new TaskGraph(plan.Outline).FindCycles(plan.Outline.Tasks.Select(task => task.TaskId).ToHashSet());

        Assert.Equal(expected, string.Join("; ", plan.Outline.Tasks.Where(task => cycles.ContainsKey(task.TaskId))
            .Select(task => $"{task.Title}: {string.Join(' ', cycles[task.TaskId].Select(step => step.Title))}")));
    }

    [Fact]
    public void What_is_not_to_be_done_closes_no_cycle()
    {
        var plan = OutlineDrawing.Of("a < b\nb < a");

        Assert.Empty(new TaskGraph(plan.Outline).FindCycles(new HashSet<long> { plan["a"] }));
    }

    [Fact]
    public void A_chain_of_thousands_is_no_trouble()
    {
        var plan = OutlineDrawing.Of(string.Join('\n', Enumerable.Range(0, 3_000).Select(i => i == 0 ? "t0" : $"t{i} < t{i - 1}")));

        Assert.Empty(new TaskGraph(plan.Outline).FindCycles(plan.Outline.Tasks.Select(task => task.TaskId).ToHashSet()));
    }
}
