namespace PlanDecomp.Web.Client.Plans.Graph;

/// <summary>What stands in a layer: a card, a joint, or the knee of a line that passes.</summary>
internal sealed class LayerItem(int layer, double height)
{
    /// <summary>Of a line that passes, and of a joint.</summary>
    public const double KneeHeight = 12;

    public int Layer { get; } = layer;

    public double Height { get; } = height;

    /// <summary>From the picture's top.</summary>
    public double Top { get; set; }

    /// <summary>Its place in the layer, from 0.</summary>
    public int Index { get; set; }

    public List<LayerItem> Left { get; } = [];

    public List<LayerItem> Right { get; } = [];

    public double Middle => Top + Height / 2;
}
