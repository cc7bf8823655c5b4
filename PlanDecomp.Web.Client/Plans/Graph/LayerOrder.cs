namespace PlanDecomp.Web.Client.Plans.Graph;

/// <summary>Orders each layer so that few lines cross: each item goes to the mean place of its neighbours, to and fro, and the best order found stays.</summary>
internal static class LayerOrder
{
    private const int Sweeps = 12;

    public static void Improve(IReadOnlyList<List<LayerItem>> layers)
    {
        foreach (var layer in layers) Number(layer);
        var best = Crossings(layers);
        var order = layers.Select(layer => layer.ToList()).ToList();
        for (var sweep = 0; sweep < Sweeps && best > 0; sweep++)
        {
            var rightwards = sweep % 2 == 0;
            for (var i = 1; i < layers.Count; i++) Sort(layers[rightwards ? i : layers.Count - 1 - i], item => rightwards ? item.Left : item.Right);
            if (Crossings(layers) is var crossings && crossings >= best) continue;
            best = crossings;
            order = [.. layers.Select(layer => layer.ToList())];
        }

        for (var i = 0; i < layers.Count; i++)
        {
            layers[i].Clear();
            layers[i].AddRange(order[i]);
            Number(layers[i]);
        }
    }

    /// <summary>How many pairs of lines between neighbouring layers cross.</summary>
    public static long Crossings(IReadOnlyList<List<LayerItem>> layers)
    {
        var count = 0L;
        for (var i = 0; i + 1 < layers.Count; i++)
        {
            // Lines in the order of their left ends: each pair whose right ends are the other way round crosses.
            var ends = layers[i].SelectMany(item => item.Right.Select(other => other.Index).Order()).ToArray();
            var seen = new int[layers[i + 1].Count + 1];
            for (var n = 0; n < ends.Length; n++)
            {
                var before = 0;
                for (var at = ends[n] + 1; at > 0; at -= at & -at) before += seen[at];
                count += n - before;
                for (var at = ends[n] + 1; at < seen.Length; at += at & -at) seen[at]++;
            }
        }

        return count;
    }

    private static void Sort(List<LayerItem> layer, Func<LayerItem, List<LayerItem>> neighbours)
    {
        // Whoever has no neighbour on that side stays about where it is. OrderBy keeps equals in their order.
        var sorted = layer.OrderBy(item => neighbours(item) is { Count: > 0 } near ? near.Average(other => other.Index + 0.5) : item.Index + 0.5).ToList();
        layer.Clear();
        layer.AddRange(sorted);
        Number(layer);
    }

    private static void Number(List<LayerItem> layer)
    {
        for (var i = 0; i < layer.Count; i++) layer[i].Index = i;
    }
}
