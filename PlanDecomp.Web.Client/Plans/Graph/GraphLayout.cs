namespace PlanDecomp.Web.Client.Plans.Graph;

/// <summary>Places cards in layers from left to right: whatever waits stands to the right of what it waits for. The same input gives the same picture.</summary>
/// <remarks>
/// After Sugiyama, Tagawa and Toda (1981): layers by the longest way, a knee in each layer that a line passes, few crossings by
/// barycentres (<see cref="LayerOrder"/>), straight lines by least squares (<see cref="LayerHeights"/>). A pure function.
/// </remarks>
public sealed class GraphLayout
{
    public const double CardWidth = 208;
    public const double CardHeight = 84;
    public const double LayerGap = 72;
    public const double RowGap = 20;
    public const double Margin = 24;

    // A circle would have no first layer; lines against the order wait for no one.
    private readonly List<CardLink> _forward = [];
    private readonly Dictionary<long, int> _layer = [];
    private readonly List<List<LayerItem>> _layers = [];

    private GraphLayout(IReadOnlyList<long> cards, IReadOnlyList<CardLink> links)
    {
        var linked = links.SelectMany(link => (long[])[link.From, link.To]).ToHashSet();
        var inLayers = cards.Where(linked.Contains).ToList();
        var joints = linked.Where(id => id < 0).OrderDescending().ToList();
        FindLayers([.. inLayers, .. joints], [.. links.Where(link => !link.IsContradictory)]);
        var items = Fill(inLayers, joints, out var ways);
        LayerOrder.Improve(_layers);
        LayerHeights.Place(_layers, RowGap);

        var bottom = Margin;
        foreach (var (id, item) in items)
        {
            Places[id] = new CardPlace(XOf(item.Layer), item.Top + Margin, CardWidth, item.Height);
            bottom = Math.Max(bottom, item.Top + Margin + item.Height);
        }

        Lines = [.. links.Select(link => ways.TryGetValue(link, out var way) ? Line(link, way) : Line(link, [items[link.From], items[link.To]]))];
        PlaceLoose([.. cards.Where(id => !linked.Contains(id))], linked.Count > 0 ? bottom + LayerGap : Margin);
        Width = Places.Count == 0 ? 0 : Places.Values.Max(place => place.X + place.Width) + Margin;
        Height = Places.Count == 0 ? 0 : Math.Max(Places.Values.Max(place => place.Y + place.Height), bottom) + Margin;
    }

    public double Width { get; }

    public double Height { get; }

    /// <summary>By id; joints too.</summary>
    public Dictionary<long, CardPlace> Places { get; } = [];

    public IReadOnlyList<GraphLine> Lines { get; }

    /// <summary>Where the cards begin that no line touches; null when there are none, or no others.</summary>
    public double? LooseTop { get; private set; }

    /// <param name="cards">In an order in which they can be begun; ids from 1.</param>
    /// <param name="links">Between them, and through joints, whose ids are below 0.</param>
    public static GraphLayout Of(IReadOnlyList<long> cards, IReadOnlyList<CardLink> links) => new(cards, links);

    private static double XOf(int layer) => Margin + layer * (CardWidth + LayerGap);

    private void FindLayers(List<long> ids, List<CardLink> links)
    {
        var next = links.ToLookup(link => link.From);
        var open = ids.ToDictionary(id => id, _ => 0);
        foreach (var link in links) open[link.To]++;
        var ready = new Queue<long>(ids.Where(id => open[id] == 0));
        foreach (var id in ids) _layer[id] = 0;
        var left = ids.ToHashSet();
        while (left.Count > 0)
        {
            // Levels drawn as one can wait for each other; then the first of them begins.
            if (!ready.TryDequeue(out var id)) id = ids.First(left.Contains);
            if (!left.Remove(id)) continue;
            foreach (var link in next[id].Where(link => left.Contains(link.To)))
            {
                _forward.Add(link);
                _layer[link.To] = Math.Max(_layer[link.To], _layer[id] + 1);
                if (--open[link.To] == 0) ready.Enqueue(link.To);
            }
        }
    }

    private Dictionary<long, LayerItem> Fill(List<long> cards, List<long> joints, out Dictionary<CardLink, List<LayerItem>> ways)
    {
        var items = new Dictionary<long, LayerItem>();
        foreach (var id in cards.Concat(joints)) Add(items[id] = new LayerItem(_layer[id], id < 0 ? LayerItem.KneeHeight : CardHeight));
        ways = [];
        foreach (var link in _forward)
        {
            var way = new List<LayerItem> { items[link.From] };
            for (var layer = _layer[link.From] + 1; layer < _layer[link.To]; layer++)
            {
                var knee = new LayerItem(layer, LayerItem.KneeHeight);
                Add(knee);
                way.Add(knee);
            }

            way.Add(items[link.To]);
            for (var i = 1; i < way.Count; i++)
            {
                way[i - 1].Right.Add(way[i]);
                way[i].Left.Add(way[i - 1]);
            }

            ways[link] = way;
        }

        return items;
    }

    private void Add(LayerItem item)
    {
        while (_layers.Count <= item.Layer) _layers.Add([]);
        _layers[item.Layer].Add(item);
    }

    private static GraphLine Line(CardLink link, List<LayerItem> way)
    {
        var points = new List<(double X, double Y)>();
        for (var i = 0; i < way.Count; i++)
        {
            var y = way[i].Top + Margin + way[i].Height / 2;
            if (i > 0) points.Add((XOf(way[i].Layer), y));
            if (i < way.Count - 1) points.Add((XOf(way[i].Layer) + CardWidth, y));
        }

        return new GraphLine(link, points);
    }

    /// <summary>In a grid below the rest, about as wide as it.</summary>
    private void PlaceLoose(List<long> cards, double top)
    {
        if (cards.Count == 0) return;
        if (_layers.Count > 0) LooseTop = top;
        var columns = Math.Max(_layers.Count, Math.Max(3, (int)Math.Ceiling(Math.Sqrt(cards.Count / 2.0))));
        for (var i = 0; i < cards.Count; i++)
        {
            Places[cards[i]] = new CardPlace(XOf(i % columns), top + (i / columns) * (CardHeight + RowGap), CardWidth, CardHeight);
        }
    }
}

/// <summary>Where a card stands, in pixels of the picture at its full size.</summary>
public sealed record CardPlace(double X, double Y, double Width, double Height);

/// <summary>A line from the right edge of a card to the left edge of another.</summary>
/// <param name="Link">What it stands for.</param>
/// <param name="Points">Ends of its curves and of the straight parts between them, in turn: two for a line to the next layer.</param>
public sealed record GraphLine(CardLink Link, IReadOnlyList<(double X, double Y)> Points);
