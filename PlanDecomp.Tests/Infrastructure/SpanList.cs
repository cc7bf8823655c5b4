using System.Diagnostics;
using OpenTelemetry;

namespace PlanDecomp.Tests.Infrastructure;

/// <summary>Stands for a back end: keeps what is exported.</summary>
public sealed class SpanList : BaseExporter<Activity>
{
    private readonly List<Activity> _spans = [];

    public IReadOnlyList<Activity> Spans
    {
        get { lock (_spans) return [.. _spans]; }
    }

    public override ExportResult Export(in Batch<Activity> batch)
    {
        lock (_spans)
        {
            foreach (var span in batch) _spans.Add(span);
        }

        return ExportResult.Success;
    }
}
