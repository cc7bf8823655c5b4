using System.Diagnostics.Metrics;
using PlanDecomp.Jobs;

namespace PlanDecomp.Tests.Jobs;

public sealed class JobMetricsTests
{
    [Theory]
    [InlineData("plan_execute", "plan_execute")]
    [InlineData("sk-canary-of-a-foreign-file", "other")]
    public void A_type_that_a_file_of_others_names_is_no_metrics_tag(string type, string tag) => Assert.Equal(new("job_type", tag), JobMetrics.TypeTag(type));

    [Fact]
    public void Every_histogram_of_seconds_has_bounds_in_seconds()
    {
        var histograms = new Dictionary<string, IReadOnlyList<double>?>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument is Histogram<double> { Unit: "s" } && instrument.Meter.Name.StartsWith("PlanDecomp", StringComparison.Ordinal))
                {
                    histograms[instrument.Name] = ((Histogram<double>)instrument).Advice?.HistogramBucketBoundaries;
                }
            },
        };
        _ = JobMetrics.RunTime;
        listener.Start();

        Assert.Superset(new HashSet<string> { "plandecomp.jobs.run_time", "plandecomp.jobs.wait_time", "plandecomp.log.commit_time", "plandecomp.log.publish_time" }, histograms.Keys.ToHashSet());
        Assert.All(histograms, histogram =>
        {
            Assert.NotNull(histogram.Value);
            Assert.InRange(histogram.Value[0], 0.0001, 0.05);
            Assert.Equal(histogram.Value.Order(), histogram.Value);
        });
    }
}
