using System.Diagnostics;
using PlanDecomp.Web.Client.Plans.Graph;

namespace PlanDecomp.Tests.WebClient.Plans.Graph;

public sealed class GraphLayoutTests
{
    [Fact]
    public void What_waits_stands_to_the_right_of_what_it_waits_for()
    {
        var layout = GraphLayout.Of([1, 2, 3, 4], [Link(1, 2), Link(2, 3), Link(1, 3), Link(3, 4)]);

        Assert.All(layout.Lines, line => Assert.True(layout.Places[line.Link.From].X + GraphLayout.CardWidth < layout.Places[line.Link.To].X));
        Assert.Equal(4, layout.Places.Values.Select(place => place.X).Distinct().Count());
    }

    [Fact]
    public void Cards_never_overlap_and_all_lie_within_the_picture()
    {
        var (cards, links) = Web(120, seed: 7);

        var layout = GraphLayout.Of(cards, links);

        var places = layout.Places.Values.ToList();
        for (var i = 0; i < places.Count; i++)
        {
            Assert.InRange(places[i].X + places[i].Width, 0, layout.Width);
            Assert.InRange(places[i].Y + places[i].Height, 0, layout.Height);
            Assert.True(places[i].X >= 0 && places[i].Y >= 0);
            for (var j = 0; j < i; j++) Assert.False(Overlap(places[i], places[j]), $"{i} and {j} overlap");
        }
    }

    [Fact]
    public void The_same_plan_gives_the_same_picture()
    {
        var (cards, links) = Web(80, seed: 3);

        Assert.Equal(Show(GraphLayout.Of(cards, links)), Show(GraphLayout.Of(cards, links)));
    }

    [Fact]
    public void Lines_that_need_not_cross_do_not()
    {
        // Two chains whose second halves were added the other way round.
        CardLink[] links = [Link(1, 6), Link(2, 5), Link(3, 4), Link(6, 7), Link(5, 8), Link(4, 9)];

        var layout = GraphLayout.Of([1, 2, 3, 4, 5, 6, 7, 8, 9], links);

        Assert.Equal(0, Crossings(layout));
    }

    [Fact]
    public void A_chain_is_a_straight_line()
    {
        var layout = GraphLayout.Of([1, 2, 3, 4], [Link(1, 2), Link(2, 3), Link(3, 4)]);

        Assert.Single(layout.Places.Values.Select(place => place.Y).Distinct());
    }

    [Fact]
    public void A_line_over_several_layers_goes_around_the_cards_between()
    {
        var layout = GraphLayout.Of([1, 2, 3], [Link(1, 2), Link(2, 3), Link(1, 3)]);

        var around = layout.Lines.Single(line => line.Link is { From: 1, To: 3 });
        var between = layout.Places[2];
        Assert.Equal(4, around.Points.Count);
        Assert.All(around.Points.Skip(1).Take(2), point => Assert.False(point.Y > between.Y && point.Y < between.Y + between.Height));
    }

    [Fact]
    public void Contradictory_lines_and_circles_are_drawn_and_move_nothing()
    {
        var without = GraphLayout.Of([1, 2], [Link(1, 2)]);
        var with = GraphLayout.Of([1, 2], [Link(1, 2), new CardLink(2, 1, IsCritical: false, IsContradictory: true)]);
        var circle = GraphLayout.Of([1, 2, 3], [Link(1, 2), Link(2, 3), Link(3, 1)]);

        Assert.Equal(Show(without).Split('|')[0], Show(with).Split('|')[0]);
        Assert.Equal(2, with.Lines.Count);
        Assert.Equal((3, 3), (circle.Places.Count, circle.Lines.Count));
    }

    [Fact]
    public void Cards_that_no_line_touches_stand_in_a_grid_below()
    {
        var layout = GraphLayout.Of([1, 2, 3, 4, 5, 6], [Link(1, 2)]);

        Assert.NotNull(layout.LooseTop);
        Assert.All((long[])[3, 4, 5, 6], id => Assert.True(layout.Places[id].Y >= layout.LooseTop));
        Assert.True(layout.Places[1].Y + GraphLayout.CardHeight < layout.LooseTop);
    }

    [Fact]
    public void Nothing_is_a_picture_of_no_size()
    {
        var layout = GraphLayout.Of([], []);

        Assert.Equal((0.0, 0.0, 0), (layout.Width, layout.Height, layout.Lines.Count));
    }

    [Fact]
    public void Two_hundred_cards_are_placed_in_a_moment()
    {
        var (cards, links) = Web(200, seed: 1);
        GraphLayout.Of(cards, links);

        var watch = Stopwatch.StartNew();
        GraphLayout.Of(cards, links);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), $"It took {watch.Elapsed}.");
    }

    private static CardLink Link(long from, long to) => new(from, to, IsCritical: false, IsContradictory: false);

    /// <summary>Each card waits for up to three earlier ones that are near.</summary>
    private static (List<long> Cards, List<CardLink> Links) Web(int count, int seed)
    {
        var random = new Random(seed);
        var links = new HashSet<(long, long)>();
        for (var id = 2; id <= count; id++)
        {
            for (var n = random.Next(0, 4); n > 0; n--) links.Add((random.Next(Math.Max(1, id - 25), id), id));
        }

        return ([.. Enumerable.Range(1, count).Select(id => (long)id)], [.. links.Select(pair => Link(pair.Item1, pair.Item2))]);
    }

    private static string Show(GraphLayout layout) =>
        $"{string.Join(';', layout.Places.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}:{pair.Value}"))}|{string.Join(';', layout.Lines.Select(line => string.Join(',', line.Points)))}";

    private static bool Overlap(CardPlace one, CardPlace other) =>
        one.X < other.X + other.Width && other.X < one.X + one.Width && one.Y < other.Y + other.Height && other.Y < one.Y + one.Height;

    /// <summary>Pairs of lines between the same layers whose ends are the other way round.</summary>
    private static int Crossings(GraphLayout layout)
    {
        var parts = layout.Lines.SelectMany(line => line.Points.Chunk(2).Select(pair => (From: pair[0], To: pair[1]))).ToList();
        return parts.SelectMany((one, i) => parts.Skip(i + 1).Select(other => (one, other)))
            .Count(pair => pair.one.From.X.Equals(pair.other.From.X) && (pair.one.From.Y - pair.other.From.Y) * (pair.one.To.Y - pair.other.To.Y) < 0);
    }
}
