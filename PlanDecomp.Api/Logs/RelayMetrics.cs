using System.Diagnostics.Metrics;

namespace PlanDecomp.Api.Logs;

/// <summary>The relay's figures, on the meter <c>PlanDecomp.Relay</c>.</summary>
internal sealed class RelayMetrics
{
    public const string MeterName = "PlanDecomp.Relay";

    private readonly UpDownCounter<long> _openStreams;
    private readonly Counter<long> _delivered;
    private readonly Counter<long> _replayed;
    private readonly Counter<long> _catchUps;
    private readonly Counter<long> _resets;

    public RelayMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _openStreams = meter.CreateUpDownCounter<long>("plandecomp.relay.open_streams", "{stream}", "Streams open now.");
        _delivered = meter.CreateCounter<long>("plandecomp.relay.delivered_events", "{event}", "Events written to streams, replayed ones included.");
        _replayed = meter.CreateCounter<long>("plandecomp.relay.replayed_lines", "{line}", "Lines written that were there before the stream was opened.");
        _catchUps = meter.CreateCounter<long>("plandecomp.relay.catch_ups", "{read}", "Reads of lines that were not pushed, by where they were found.");
        _resets = meter.CreateCounter<long>("plandecomp.relay.resets", "{reset}", "Cursors that fitted no line, by reason.");
    }

    public void StreamOpened() => _openStreams.Add(1);

    public void StreamClosed() => _openStreams.Add(-1);

    public void Delivered(int events, int replayed)
    {
        _delivered.Add(events);
        if (replayed > 0) _replayed.Add(replayed);
    }

    public void CaughtUp(string source) => _catchUps.Add(1, new KeyValuePair<string, object?>("source", source));

    public void Reset(string reason) => _resets.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
