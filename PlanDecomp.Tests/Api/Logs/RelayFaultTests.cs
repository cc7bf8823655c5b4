using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Tests.Infrastructure;
using StackExchange.Redis;

namespace PlanDecomp.Tests.Api.Logs;

public sealed class RelayFaultTests(RedisServer redis) : RelayTest(redis)
{
    [Fact]
    public async Task Lines_that_no_one_published_arrive_and_the_end_too()
    {
        var host = await StartHostAsync();
        var job = await Worker.RunAsync();
        using var client = host.Client();
        await using var stream = await StreamReader.OpenAsync(client, StreamOf(job, 1));
        Assert.Null((await stream.NextEventAsync()).Event);

        await job.StoreOnlyAsync("two", "three");
        Assert.Equal(["two", "three"], (await stream.LinesAsync(2)).Select(line => line.Message));
        await job.WriteAsync("four");
        await job.FinishAsync(publish: false);
        var items = await stream.ToEndAsync();

        Assert.Equal(["4", "5"], items.Where(item => item.EventId is not null).Select(item => item.EventId));
        Assert.Equal(JobStatus.Succeeded, StreamReader.EventOf(items[^1]).Status);
    }

    [Fact]
    public async Task A_change_of_figures_that_no_one_published_arrives()
    {
        var host = await StartHostAsync(options => options.Poll = TimeSpan.FromMilliseconds(100));
        var job = await Worker.RunAsync();
        using var client = host.Client();
        await using var stream = await StreamReader.OpenAsync(client, StreamOf(job, 1));
        Assert.Null((await stream.NextEventAsync()).Stats);

        // The first word of the store may still be the starting point that later ones are held against.
        var next = stream.NextEventAsync();
        var calls = 0;
        do
        {
            await job.ReportAsync(new JobStats { LlmCalls = ++calls }, publish: false);
        }
        while (await Task.WhenAny(next, Task.Delay(1_000, Ct)) != next);

        var change = await next;
        Assert.Null(change.Event);
        Assert.InRange(change.Stats!.LlmCalls!.Value, 1, calls);
    }

    [Fact]
    public async Task A_published_line_that_comes_late_twice_or_out_of_order_is_written_once_and_in_order()
    {
        var host = await StartHostAsync();
        var job = await Worker.RunAsync();
        using var client = host.Client();
        await using var stream = await StreamReader.OpenAsync(client, StreamOf(job, 0));
        await stream.LinesAsync(1);
        await job.StoreOnlyAsync([.. Enumerable.Range(2, 30).Select(i => $"line {i}")]);
        var events = (await job.LinesAsync()).Select(line => TestJob.EventOf(job.Id, line)).ToList();

        await Worker.Stream.PublishAsync(job.Id, [events[9], events[4]]);
        await Worker.Stream.PublishAsync(job.Id, [.. events.Take(20)]);
        await Worker.Stream.PublishAsync(job.Id, [.. events.Skip(15)]);
        await Worker.Stream.PublishAsync(job.Id, [.. events]);
        await job.FinishAsync();

        Assert.Equal(Enumerable.Range(2, 31).Select(i => $"{i}"), (await stream.ToEndAsync()).Select(item => item.EventId));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Redis_killed_and_empty_again_in_mid_stream_loses_and_doubles_nothing(bool startsWithoutRedis)
    {
        await using var own = new RedisServer();
        await own.InitializeAsync();
        await using var worker = await TestWorker.StartAsync(Data, own.ConnectionString, Prefix);
        await using var host = await RelayHost.StartAsync(Data, own.ConnectionString, Prefix);
        var job = await worker.RunAsync();
        using var client = host.Client();

        if (startsWithoutRedis) await own.KillAsync();
        await using var stream = await StreamReader.OpenAsync(client, StreamOf(job, 0));
        var lines = await stream.LinesAsync(1);
        await job.WriteAsync("two");
        lines.AddRange(await stream.LinesAsync(1));

        if (!startsWithoutRedis) await own.KillAsync();
        for (var i = 0; i < 5; i++) await job.WriteAsync($"without Redis {i}");
        lines.AddRange(await stream.LinesAsync(5));

        await own.StartAsync();
        await job.WriteAsync("Redis is back");
        lines.AddRange(await stream.LinesAsync(1));

        // Only a push brings an event without a line, so the subscription is there again.
        await Eventually.TrueAsync(async () => await SubscribersAsync(worker, job) == 1, "the relay has subscribed again");
        await job.ReportAsync(new JobStats { LlmCalls = 7 });
        while ((await stream.NextEventAsync()).Stats?.LlmCalls != 7)
        {
        }

        await job.FinishAsync();
        lines.AddRange((await stream.ToEndAsync()).Select(StreamReader.LineOf).OfType<JobLogEntry>());
        Assert.Equal((await job.LinesAsync()).Select(line => (line.Seq, line.Message)), lines.Select(line => (line.Seq, line.Message)));
    }

    [Fact]
    public async Task A_Redis_that_hangs_holds_up_neither_open_streams_nor_new_ones()
    {
        await using var own = new RedisServer();
        await own.InitializeAsync();
        await using var worker = await TestWorker.StartAsync(Data, own.ConnectionString, Prefix);
        await using var host = await RelayHost.StartAsync(Data, own.ConnectionString, Prefix);
        var watched = await worker.RunAsync();
        var opened = await worker.RunAsync();
        using var client = host.Client();
        await using var stream = await StreamReader.OpenAsync(client, StreamOf(watched, 0));
        await stream.LinesAsync(1);

        await worker.Redis.ExecuteAsync("CLIENT", "PAUSE", "600000", "ALL");
        await watched.StoreOnlyAsync("two", "three");
        await opened.StoreOnlyAsync("two");
        Assert.Equal([2, 3], (await stream.LinesAsync(2)).Select(line => line.Seq));
        await using var late = await StreamReader.OpenAsync(client, StreamOf(opened, 0));
        Assert.Equal([1, 2], (await late.LinesAsync(2)).Select(line => line.Seq));
        await opened.FinishAsync(publish: false);
        Assert.Equal(JobStatus.Succeeded, StreamReader.EventOf((await late.ToEndAsync())[^1]).Status);
    }

    [Fact]
    public async Task A_reader_that_stops_reading_gets_every_line_when_it_goes_on()
    {
        const int count = 20_000;
        var host = await StartHostAsync(options =>
        {
            options.RingLines = 500;
            options.RingBytes = 200_000;
        });
        var job = await Worker.RunAsync();
        using var client = host.Client();
        await using var stream = await StreamReader.OpenAsync(client, StreamOf(job, 0));
        await using var quick = await StreamReader.OpenAsync(client, StreamOf(job, 0));
        var quickLines = quick.LinesAsync(count);

        for (var i = 1; i < count; i += 500)
        {
            await job.WriteAsync([.. Enumerable.Range(i + 1, Math.Min(500, count - i)).Select(n => $"line {n} {new string('x', 200)}")]);
        }

        // The other reader has them all, so the ring has turned over many times before this one goes on.
        Assert.Equal(count, (await quickLines).Count);
        var lines = await stream.LinesAsync(count);

        var stored = await job.LinesAsync();
        Assert.Equal(count, stored.Count);
        Assert.Equal(stored.Select(line => (line.Seq, line.Message)), lines.Select(line => (line.Seq, line.Message)));
    }

    [Fact]
    public async Task A_job_that_is_removed_while_it_is_watched_is_said_to_be_gone()
    {
        var host = await StartHostAsync();
        var job = await Worker.RunAsync();
        using var client = host.Client();
        await using var stream = await StreamReader.OpenAsync(client, StreamOf(job, 0));
        await stream.LinesAsync(1);

        await Worker.RemoveJobAsync(job.Id);

        Assert.Equal("gone", (await stream.ToEndAsync())[^1].EventType);
    }

    /// <summary>Null while the worker has not found Redis again.</summary>
    private static async Task<long?> SubscribersAsync(TestWorker worker, TestJob job)
    {
        try
        {
            return (long)(await worker.Redis.ExecuteAsync("PUBSUB", "NUMSUB", $"{worker.Keys.LogChannel(job.Id)}"))[1];
        }
        catch (RedisException)
        {
            return null;
        }
    }
}
