using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using PlanDecomp.Api.Logs;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Logs;

public sealed class RelayMetricsTests(RedisServer redis) : RelayTest(redis)
{
    [Fact]
    public async Task Streams_lines_reads_and_resets_are_counted()
    {
        var host = await StartHostAsync();
        var figures = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Name == RelayMetrics.MeterName && instrument.Meter.Scope == host.Services.GetRequiredService<IMeterFactory>())
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
            figures.AddOrUpdate(instrument.Name["plandecomp.relay.".Length..], value, (_, sum) => sum + value));
        listener.Start();
        var job = await Worker.RunAsync();
        await job.WriteAsync("two", "three");
        using var client = host.Client();

        await using var stream = await StreamReader.OpenAsync(client, StreamOf(job), "99");
        await stream.LinesAsync(3);
        Assert.Equal(1, figures["open_streams"]);
        await job.FinishAsync();
        await stream.ToEndAsync();

        await Eventually.TrueAsync(() => figures["open_streams"] == 0, "the stream is counted out");
        Assert.Equal(4, figures["delivered_events"]);
        Assert.Equal(3, figures["replayed_lines"]);
        Assert.Equal(1, figures["resets"]);
        Assert.InRange(figures["catch_ups"], 1, 10);
    }
}
