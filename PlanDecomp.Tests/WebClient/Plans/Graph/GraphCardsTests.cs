using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Graphs;
using PlanDecomp.Web.Client.Plans.Graph;

namespace PlanDecomp.Tests.WebClient.Plans.Graph;

public sealed class GraphCardsTests
{
    private static readonly DateTimeOffset Time = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Tasks_without_children_are_cards_and_their_dependencies_lines()
    {
        var cards = GraphCards.At(Graph(Task(1, [Task(2), Task(3, [], 2)]), Task(4, [], 3)), 2);

        Assert.Equal([2, 3, 4], cards.Cards.Select(card => card.TaskId).Order());
        Assert.Equal([(2, 3), (3, 4)], Pairs(cards));
    }

    [Fact]
    public void A_dependency_on_a_parent_goes_to_what_it_begins_and_ends_with()
    {
        // 1 is 2 before 3; 4 waits for 1 and is 5 before 6.
        var cards = GraphCards.At(Graph(Task(1, [Task(2), Task(3, [], 2)]), Task(4, [Task(5), Task(6, [], 5)], 1)), 2);

        Assert.Equal([(2, 3), (3, 5), (5, 6)], Pairs(cards));
        Assert.All(cards.Links, link => Assert.True(link.IsCritical));
    }

    [Fact]
    public void Several_on_both_sides_meet_in_a_joint()
    {
        var cards = GraphCards.At(Graph(Task(1, [Task(2), Task(3)]), Task(4, [Task(5), Task(6)], 1)), 2);

        Assert.Equal([(-1, 5), (-1, 6), (2, -1), (3, -1)], Pairs(cards));
    }

    [Fact]
    public void Tasks_below_the_level_drawn_are_part_of_their_card()
    {
        var cards = GraphCards.At(Graph(Task(1, [Task(2), Task(3, [], 2)]), Task(4, [Task(5, [], 3)])), 1);

        Assert.Equal([1, 4], cards.Cards.Select(card => card.TaskId).Order());
        Assert.Equal([(1, 4)], Pairs(cards));
    }

    [Fact]
    public void A_contradictory_dependency_is_marked()
    {
        var cards = GraphCards.At(Graph(Task(1, [], 2), Task(2, [], 1)), 1);

        Assert.Equal(2, cards.Links.Count);
        Assert.Single(cards.Links, link => link.IsContradictory);
    }

    [Fact]
    public void Only_what_decides_the_duration_is_critical()
    {
        // 2 takes longer than 1; 3 waits for both.
        var cards = GraphCards.At(Graph(Task(1, [], hours: 1), Task(2, [], hours: 5), Task(3, [], 1, 2)), 1);

        Assert.Equal([(2, 3)], cards.Links.Where(link => link.IsCritical).Select(link => ((int)link.From, (int)link.To)));
    }

    [Fact]
    public void The_deepest_level_that_is_not_too_many_is_found()
    {
        var graph = Graph(Task(1, [Task(2), Task(3), Task(4)]), Task(5));

        Assert.Equal((4, 2), (GraphCards.CountAt(graph, 2), GraphCards.CountAt(graph, 1)));
        Assert.Equal((2, 1, 0), (GraphCards.DepthFor(graph, 4), GraphCards.DepthFor(graph, 3), GraphCards.DepthFor(graph, 1)));
    }

    [Theory]
    [InlineData("Book a hall", "Book a hall")]
    [InlineData("Write the first chapter of the thesis", "Write the first chapter|of the thesis")]
    [InlineData("论噬菌体疗法在临床上的最新应用综述", "论噬菌体疗法在临床上的最|新应用综述")]
    [InlineData("One two three four five six seven eight nine ten eleven twelve thirteen fourteen", "One two three four five|six seven eight nine ten…")]
    public void Titles_break_into_lines_that_fit(string title, string lines) => Assert.Equal(lines, string.Join('|', CardTitle.Wrap(title, 12.5, 2)));

    [Fact]
    public void A_title_without_any_space_breaks_too_and_no_sign_is_torn()
    {
        var lines = CardTitle.Wrap(new string('x', 80), 12, 2);
        Assert.Equal(2, lines.Count);
        Assert.EndsWith("…", lines[1], StringComparison.Ordinal);
        Assert.Equal("👩‍👩‍👧 family", Assert.Single(CardTitle.Wrap("👩‍👩‍👧 family", 12, 2)));
    }

    private static (int From, int To)[] Pairs(GraphCards cards) => [.. cards.Links.Select(link => ((int)link.From, (int)link.To)).Order()];

    private static PlanTaskNode Task(long id, PlanTaskNode[]? children = null, params long[] dependsOn) => Task(id, children ?? [], hours: null, dependsOn);

    private static PlanTaskNode Task(long id, PlanTaskNode[] children, double? hours, params long[] dependsOn) => new(
        new PlanTask { TaskId = id, PlanId = 1, Title = $"t{id}", DependsOn = dependsOn, EffortHours = hours, CreatedAt = Time, UpdatedAt = Time }, children);

    private static PlanGraph Graph(params PlanTaskNode[] tasks) => CriticalPath.Of(
        new PlanTree(new Plan { PlanId = 1, Title = "p", CreatedAt = Time, UpdatedAt = Time }, [.. tasks.Select(task => Deep(task, null, 1))]));

    private static PlanTaskNode Deep(PlanTaskNode task, long? parent, int depth) =>
        task with { ParentId = parent, Depth = depth, Children = [.. task.Children.Select(child => Deep(child, task.TaskId, depth + 1))] };
}
