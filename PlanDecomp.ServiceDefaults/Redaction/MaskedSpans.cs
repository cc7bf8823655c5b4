using System.Diagnostics;
using System.Runtime.CompilerServices;
using OpenTelemetry;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.ServiceDefaults.Redaction;

/// <summary>Masks spans as they end, before any exporter sees them: name, status, attributes, and the events with what they say of exceptions.</summary>
internal sealed class MaskedSpans(SecretMask mask) : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.DisplayName is { } name && mask.Apply(name) is var maskedName && maskedName != name) data.DisplayName = maskedName;
        if (data.StatusDescription is { } words && mask.Apply(words) is var maskedWords && maskedWords != words) data.SetStatus(data.Status, maskedWords);
        foreach (ref readonly var tag in data.EnumerateTagObjects()) Mask(in tag);
        foreach (ref readonly var happened in data.EnumerateEvents())
        {
            foreach (ref readonly var tag in happened.EnumerateTagObjects()) Mask(in tag);
        }

        foreach (ref readonly var link in data.EnumerateLinks())
        {
            foreach (ref readonly var tag in link.EnumerateTagObjects()) Mask(in tag);
        }
    }

    private void Mask(ref readonly KeyValuePair<string, object?> tag)
    {
        var masked = tag.Value switch
        {
            string text => mask.Apply(text),
            string[] texts => texts.Select(mask.Apply).ToArray() is var all && all.SequenceEqual(texts) ? texts : all,
            Uri address => mask.Apply(address.ToString()) is var text && text == address.ToString() ? address : text,
            var other => other,
        };

        // In its place: an event has no other way to change, and an attribute's copy would come behind it. A test tells should the runtime hand out copies one day.
        if (!Equals(masked, tag.Value)) Unsafe.AsRef(in tag) = KeyValuePair.Create(tag.Key, masked);
    }
}
