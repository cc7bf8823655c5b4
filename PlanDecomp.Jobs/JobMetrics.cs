using System.Diagnostics;
using System.Diagnostics.Metrics;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Jobs;

/// <summary>What the job spine measures; durations in seconds.</summary>
public static class JobMetrics
{
    public const string Name = "PlanDecomp.Jobs";

    private static readonly Meter Meter = new(Name);

    // OpenTelemetry's own bounds are for milliseconds: in seconds every value would fall below the first of them.
    private static readonly InstrumentAdvice<double> Moments = Bounds(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10);

    private static readonly InstrumentAdvice<double> Hours = Bounds(0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600);

    public static readonly ActivitySource Activities = new(Name);

    public static readonly Counter<long> Submitted = Meter.CreateCounter<long>("plandecomp.jobs.submitted", "{job}", "Jobs accepted.");

    public static readonly Counter<long> Ended = Meter.CreateCounter<long>("plandecomp.jobs.ended", "{job}", "Jobs ended, by status.");

    public static readonly Counter<long> TakenOver = Meter.CreateCounter<long>("plandecomp.jobs.taken_over", "{job}", "Claims of jobs whose worker was lost.");

    public static readonly UpDownCounter<long> Running = Meter.CreateUpDownCounter<long>("plandecomp.jobs.running", "{job}", "Jobs running in this worker.");

    public static readonly Histogram<double> RunTime = Meter.CreateHistogram<double>("plandecomp.jobs.run_time", "s", "From claim to the claim's end.", [], Hours);

    public static readonly Histogram<double> WaitTime = Meter.CreateHistogram<double>("plandecomp.jobs.wait_time", "s", "From submission to the first claim.", [], Hours);

    public static readonly Counter<long> LogLines = Meter.CreateCounter<long>("plandecomp.log.lines", "{line}", "Log lines stored.");

    public static readonly Histogram<double> CommitTime = Meter.CreateHistogram<double>("plandecomp.log.commit_time", "s", "One write of a run to the store.", [], Moments);

    public static readonly Histogram<double> PublishTime = Meter.CreateHistogram<double>("plandecomp.log.publish_time", "s", "One batch to Redis.", [], Moments);

    public static readonly Counter<long> Refused = Meter.CreateCounter<long>(
        "plandecomp.log.refused_entries", "{entry}", "Entries in Redis that this installation has not published, by where they stood.");

    /// <summary>A type of jobs as a metric's tag: what a file of others calls its own may be any text.</summary>
    public static KeyValuePair<string, object?> TypeTag(string jobType) => new("job_type", JobTypes.All.Any(known => known.Name == jobType) ? jobType : "other");

    private static InstrumentAdvice<double> Bounds(params double[] bounds) => new() { HistogramBucketBoundaries = bounds };

    /// <summary>Figures of the last sweep: they describe the whole installation, not this process.</summary>
    public static void ObserveSweep(Func<IEnumerable<Measurement<long>>> active, Func<long> queueDepth)
    {
        Meter.CreateObservableGauge("plandecomp.jobs.active", active, "{job}", "Jobs not at their end, by type and status.");
        Meter.CreateObservableGauge("plandecomp.queue.depth", queueDepth, "{entry}", "Entries in the queue.");
    }
}
