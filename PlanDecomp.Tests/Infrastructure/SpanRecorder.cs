using System.Diagnostics;

namespace PlanDecomp.Tests.Infrastructure;

/// <summary>Hears the spans of this process that end while it lives. Sources are global: look for those of one trace.</summary>
public sealed class SpanRecorder : IDisposable
{
    private readonly List<Activity> _spans = [];
    private readonly ActivitySource _own = new("PlanDecomp.Tests");
    private readonly ActivityListener _listener;

    public SpanRecorder()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("PlanDecomp", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                lock (_spans) _spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Begins a trace, as a request would.</summary>
    public Activity Begin()
    {
        Activity.Current = null;
        return _own.StartActivity("request")!;
    }

    /// <summary>What has ended of a trace, in that order.</summary>
    public IReadOnlyList<Activity> Of(ActivityTraceId trace)
    {
        lock (_spans) return [.. _spans.Where(span => span.TraceId == trace)];
    }

    public IReadOnlyList<Activity> Of(ActivityTraceId trace, string name) => [.. Of(trace).Where(span => span.DisplayName == name)];

    public void Dispose()
    {
        _listener.Dispose();
        _own.Dispose();
    }
}
