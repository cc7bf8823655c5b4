using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Web.Client.Plans.Graph;

/// <summary>What of a plan's network is drawn: a card for each task without children, or for each task of a level where all of them are too many.</summary>
/// <remarks>
/// A dependency between parents goes from the tasks the one ends with to those the other begins with. Where these are several on
/// both sides it is drawn through a joint, so that three and four tasks make seven lines and not twelve.
/// </remarks>
public sealed class GraphCards
{
    private readonly Dictionary<long, PlanGraphNode> _byId;
    private readonly ILookup<long?, PlanGraphNode> _children;
    private readonly Dictionary<long, List<long>> _cardsBelow = [];
    private readonly HashSet<(long From, long To)> _between = [];
    private readonly List<CardLink> _links = [];
    private readonly int _depth;
    private long _lastJoint;

    private GraphCards(PlanGraph graph, int depth)
    {
        _depth = depth;
        _byId = graph.Nodes.ToDictionary(node => node.TaskId);
        _children = graph.Nodes.ToLookup(node => node.ParentId);
        Cards = [.. graph.Nodes.Where(IsCard)];
        var apart = graph.Edges.Where(edge => _byId.ContainsKey(edge.From) && _byId.ContainsKey(edge.To)).ToList();
        foreach (var edge in apart.Where(edge => !edge.IsContradictory && Below(edge.From).Count == 1 && Below(edge.To).Count == 1)) Link(edge, Below(edge.From)[0], Below(edge.To)[0]);

        // Only now it is known which cards of a parent its others wait for.
        var within = _between.ToLookup(pair => pair.From, pair => pair.To);
        var before = _between.ToLookup(pair => pair.To, pair => pair.From);
        foreach (var edge in apart.Where(edge => !edge.IsContradictory && (Below(edge.From).Count != 1 || Below(edge.To).Count != 1)))
        {
            var (from, to) = (Below(edge.From), Below(edge.To));
            if (from.Intersect(to).Any()) continue;
            Join(edge, [.. from.Where(id => !within[id].Any(from.Contains))], [.. to.Where(id => !before[id].Any(to.Contains))]);
        }

        foreach (var edge in apart.Where(edge => edge.IsContradictory)) Link(edge, Below(edge.From)[^1], Below(edge.To)[0]);
    }

    /// <summary>In an order in which they can be begun.</summary>
    public IReadOnlyList<PlanGraphNode> Cards { get; }

    /// <summary>Between cards and joints. Ids below 0 are joints.</summary>
    public IReadOnlyList<CardLink> Links => _links;

    /// <param name="graph">The plan's network.</param>
    /// <param name="depth">The deepest level drawn, from 1; what is below is part of its card.</param>
    public static GraphCards At(PlanGraph graph, int depth) => new(graph, depth);

    /// <summary>The deepest level whose cards are at most so many; 0 when even the top tasks are more.</summary>
    public static int DepthFor(PlanGraph graph, int most)
    {
        var deepest = graph.Nodes.Count == 0 ? 0 : graph.Nodes.Max(node => node.Depth);
        while (deepest > 0 && CountAt(graph, deepest) > most) deepest--;
        return deepest;
    }

    public static int CountAt(PlanGraph graph, int depth) => graph.Nodes.Count(node => node.Depth == depth || (node.Depth < depth && node.IsLeaf));

    private bool IsCard(PlanGraphNode node) => node.Depth == _depth || (node.Depth < _depth && node.IsLeaf);

    /// <summary>The cards a task is drawn as: itself, the one it is part of, or those below it.</summary>
    private List<long> Below(long taskId)
    {
        if (_cardsBelow.TryGetValue(taskId, out var cards)) return cards;
        var node = _byId[taskId];
        while (node.Depth > _depth && node.ParentId is { } parent) node = _byId[parent];
        if (IsCard(node))
        {
            cards = [node.TaskId];
        }
        else
        {
            cards = [];
            foreach (var child in _children[taskId]) cards.AddRange(Below(child.TaskId));
        }

        return _cardsBelow[taskId] = cards;
    }

    private void Join(PlanGraphEdge edge, List<long> from, List<long> to)
    {
        if (from.Count == 1 || to.Count == 1)
        {
            foreach (var one in from)
            {
                foreach (var other in to) Link(edge, one, other);
            }

            return;
        }

        var joint = --_lastJoint;
        var (end, start) = (from.Max(id => _byId[id].EarliestEnd), to.Min(id => _byId[id].EarliestStart));
        foreach (var one in from) _links.Add(new CardLink(one, joint, edge.IsCritical && _byId[one].IsCritical && IsSame(_byId[one].EarliestEnd, end), IsContradictory: false));
        foreach (var other in to) _links.Add(new CardLink(joint, other, edge.IsCritical && _byId[other].IsCritical && IsSame(_byId[other].EarliestStart, start), IsContradictory: false));
    }

    private void Link(PlanGraphEdge edge, long from, long to)
    {
        if (from == to || !_between.Add((from, to))) return;
        var critical = !edge.IsContradictory && _byId[from].IsCritical && _byId[to].IsCritical && IsSame(_byId[from].EarliestEnd, _byId[to].EarliestStart);
        _links.Add(new CardLink(from, to, critical, edge.IsContradictory));
    }

    // Hours are sent to two decimals.
    private static bool IsSame(double one, double other) => Math.Abs(one - other) < 0.015;
}

/// <summary>A line of the picture. Ids below 0 are joints.</summary>
public sealed record CardLink(long From, long To, bool IsCritical, bool IsContradictory);
