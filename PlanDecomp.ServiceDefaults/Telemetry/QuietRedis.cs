using System.Diagnostics;
using OpenTelemetry;

namespace PlanDecomp.ServiceDefaults.Telemetry;

/// <summary>Commands to Redis are spans only inside a request or a job: polls, bells and sweeps would each be a trace of their own.</summary>
/// <remarks>
/// A processor and no sampler, so that <c>OTEL_TRACES_SAMPLER</c> keeps its say; and no filter of the instrumentation, with which it
/// would hold a long span's commands in memory until the span has ended.
/// </remarks>
internal sealed class QuietRedis : BaseProcessor<Activity>
{
    private const string Source = "OpenTelemetry.Instrumentation.StackExchangeRedis";

    public override void OnStart(Activity data)
    {
        // Exporters take what is recorded.
        if (data.Source.Name == Source && data.ParentSpanId == default) data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
