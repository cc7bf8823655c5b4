namespace PlanDecomp.Web.Client.Plans.Graph;

/// <summary>Gives the items of each layer their heights, in their order: as near to the middle of their neighbours as there is room.</summary>
internal static class LayerHeights
{
    private const int Passes = 6;

    public static void Place(IReadOnlyList<List<LayerItem>> layers, double gap)
    {
        foreach (var layer in layers) Stack(layer, gap);
        for (var pass = 0; pass < Passes; pass++)
        {
            for (var i = 1; i < layers.Count; i++) Align(layers[i], item => item.Left, gap);
            for (var i = layers.Count - 2; i >= 0; i--) Align(layers[i], item => item.Right, gap);
        }

        if (layers.Count == 0) return;
        var top = layers.SelectMany(layer => layer).Min(item => item.Top);
        foreach (var item in layers.SelectMany(layer => layer)) item.Top -= top;
    }

    private static void Stack(List<LayerItem> layer, double gap)
    {
        var top = 0.0;
        foreach (var item in layer)
        {
            item.Top = top;
            top += item.Height + gap;
        }
    }

    /// <summary>The least sum of squares under the order: neighbours that would overlap are pooled and moved as one (pool adjacent violators).</summary>
    private static void Align(List<LayerItem> layer, Func<LayerItem, List<LayerItem>> neighbours, double gap)
    {
        var blocks = new List<(double Sum, int Count)>();
        var offset = 0.0;
        foreach (var item in layer)
        {
            var wanted = neighbours(item) is { Count: > 0 } near ? near.Average(other => other.Middle) - item.Height / 2 : item.Top;
            var block = (Sum: wanted - offset, Count: 1);
            while (blocks.Count > 0 && blocks[^1].Sum / blocks[^1].Count > block.Sum / block.Count)
            {
                block = (blocks[^1].Sum + block.Sum, blocks[^1].Count + block.Count);
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Add(block);
            offset += item.Height + gap;
        }

        var next = 0;
        offset = 0;
        foreach (var (sum, count) in blocks)
        {
            for (var n = 0; n < count; n++)
            {
                layer[next].Top = sum / count + offset;
                offset += layer[next++].Height + gap;
            }
        }
    }
}
