using System.Net;
using Microsoft.Extensions.Time.Testing;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Tests.Infrastructure;
using StackExchange.Redis;

namespace PlanDecomp.Tests.Api.Logs;

[Collection(Alone.Name)]
public sealed class RelayLoadTests(RedisServer redis) : RelayTest(redis)
{
    [Fact]
    public async Task Clients_cut_anywhere_and_going_on_at_another_instance_get_exactly_the_stored_lines()
    {
        const int lineCount = 10_000, clientCount = 20;
        RelayHost[] hosts = [await StartHostAsync(Small), await StartHostAsync(Small)];
        var job = await Worker.RunAsync();
        var writing = Task.Run(async () =>
        {
            var random = new Random(7);
            for (var written = 1; written < lineCount - 1;)
            {
                var batch = Math.Min(random.Next(1, 60), lineCount - 1 - written);
                string[] lines = [.. Enumerable.Range(written + 1, batch).Select(n => $"line {n}\n{new string('拆', random.Next(80))}")];

                // Now and then Redis does not hear of a batch.
                await (random.Next(20) == 0 ? job.StoreOnlyAsync(lines) : job.WriteAsync(lines));
                written += batch;
            }

            await job.FinishAsync();
        }, Ct);

        var joined = await Task.WhenAll(Enumerable.Range(0, clientCount).Select(i => Task.Run(() => FollowAsync(hosts, job, seed: i), Ct)));
        await writing;

        var stored = (await job.LinesAsync()).Select(Text).ToList();
        Assert.Equal(lineCount, stored.Count);
        Assert.All(joined, client => Assert.Equal(stored, client.Lines));
        Assert.All(joined, client => Assert.Equal(JobStatus.Succeeded, client.End));
        Assert.True(joined.Sum(client => client.Cuts) > clientCount, "Hardly anyone was cut off: the test says nothing.");

        static void Small(PlanDecomp.Api.Logs.RelayOptions options) =>
            (options.RingLines, options.PageLines, options.Linger) = (300, 100, TimeSpan.Zero);
    }

    [Fact]
    public async Task Redis_commands_do_not_grow_with_the_number_of_subscribers()
    {
        await using var own = new RedisServer();
        await own.InitializeAsync();
        await using var worker = await TestWorker.StartAsync(Data, own.ConnectionString, Prefix);
        await using var host = await RelayHost.StartAsync(Data, own.ConnectionString, Prefix, options => options.MaxStreamsPerOwner = 2_000);

        var one = await CommandsForAsync(1);
        var thousand = await CommandsForAsync(1_000);

        // A poll may or may not meet a line between its commit and its push, so a few reads more or less.
        Assert.InRange(thousand, 1, one + 25);

        async Task<long> CommandsForAsync(int subscribers)
        {
            var job = await worker.RunAsync();
            await job.WriteAsync([.. Enumerable.Range(2, 50).Select(i => $"line {i}")]);
            var before = await ReadCommandsAsync(worker.Redis);
            using var client = host.Client();
            var streams = await Task.WhenAll(Enumerable.Range(0, subscribers).Select(_ => StreamReader.OpenAsync(client, StreamOf(job, 0))));
            for (var i = 0; i < 10; i++) await job.WriteAsync($"live {i}");
            await job.FinishAsync();
            var lines = await Task.WhenAll(streams.Select(async stream => (await stream.ToEndAsync()).Count(item => item.EventId is not null)));
            Assert.All(lines, count => Assert.Equal(62, count));
            foreach (var stream in streams) await stream.DisposeAsync();
            return await ReadCommandsAsync(worker.Redis) - before;
        }
    }

    [Fact]
    public async Task Every_stream_is_pinged_by_the_clock_without_an_id()
    {
        var time = new FakeTimeProvider();
        var host = await StartHostAsync(time: time);
        var job = await Worker.RunAsync();
        using var client = host.Client();
        await using var stream = await StreamReader.OpenAsync(client, StreamOf(job, 0));
        await using var other = await StreamReader.OpenAsync(client, StreamOf(job, 0));
        await stream.LinesAsync(1);
        await other.LinesAsync(1);

        for (var i = 0; i < 3; i++)
        {
            time.Advance(TimeSpan.FromSeconds(15));
            foreach (var reader in (StreamReader[])[stream, other])
            {
                var ping = (await reader.NextAsync())!.Value;
                Assert.Equal(("ping", "{}", null), (ping.EventType, ping.Data, ping.EventId));
            }
        }
    }

    [Fact]
    public async Task A_stopping_instance_ends_a_thousand_streams_and_spreads_their_return()
    {
        var host = await StartHostAsync(options => options.MaxStreamsPerOwner = 2_000);
        var job = await Worker.RunAsync();
        using var client = host.Client();
        var bodies = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(async _ =>
            await (await StreamReader.SendAsync(client, StreamOf(job, 0))).Content.ReadAsStreamAsync(Ct)));

        // Read all the time, as clients do: what lies unread when a connection is closed may be lost with it.
        var reading = bodies.Select(body => new System.IO.StreamReader(body).ReadToEndAsync(Ct)).ToList();
        await job.WriteAsync("two");

        // The limit only ends a hang: the host's own patience with open connections is 30 s.
        await host.StopAsync().WaitAsync(TimeSpan.FromSeconds(15), Ct);

        var texts = await Task.WhenAll(reading);
        var pauses = texts.Select(text => int.Parse(text.TrimEnd().Split("retry: ")[^1])).ToList();
        Assert.All(texts, text => Assert.StartsWith("retry: ", text));
        Assert.All(texts, text => Assert.Equal(3, text.Split("retry: ").Length));
        Assert.All(pauses, pause => Assert.InRange(pause, 300, 3_000));
        Assert.True(pauses.Distinct().Count() > 500, "The clients come back in step.");
    }

    [Fact]
    public async Task A_stopping_instance_does_not_wait_for_a_reader_that_does_not_read()
    {
        var host = await StartHostAsync();
        var job = await Worker.RunAsync();
        using var client = host.Client();
        await using var stuck = await StreamReader.OpenAsync(client, StreamOf(job, 0));
        for (var i = 0; i < 40; i++) await job.WriteAsync([.. Enumerable.Range(0, 50).Select(_ => new string('x', 10_000))]);

        await host.StopAsync().WaitAsync(TimeSpan.FromSeconds(15), Ct);
    }

    [Fact]
    public async Task Open_streams_are_bounded_for_each_owner_and_for_the_instance()
    {
        var host = await StartHostAsync(options => (options.MaxStreams, options.MaxStreamsPerOwner) = (3, 2));
        var job = await Worker.RunAsync();
        var others = await Worker.RunAsync(owner: "guest:other");
        using var client = host.Client();
        using var other = host.Client("guest:other");
        await using var first = await StreamReader.OpenAsync(client, StreamOf(job));
        await using (await StreamReader.OpenAsync(client, StreamOf(job)))
        {
            using var tooMany = await StreamReader.SendAsync(client, StreamOf(job));
            Assert.Equal(HttpStatusCode.TooManyRequests, tooMany.StatusCode);
            Assert.NotNull(tooMany.Headers.RetryAfter);

            await using var third = await StreamReader.OpenAsync(other, StreamOf(others));
            using var full = await StreamReader.SendAsync(other, StreamOf(others));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, full.StatusCode);
            Assert.NotNull(full.Headers.RetryAfter);
        }

        await Eventually.TrueAsync(
            async () =>
            {
                using var again = await StreamReader.SendAsync(client, StreamOf(job));
                return again.StatusCode == HttpStatusCode.OK;
            }, "a closed stream makes room");
    }

    [Fact]
    public async Task A_feed_ends_with_its_job_or_a_while_after_its_last_subscriber_and_gives_its_subscription_back()
    {
        var host = await StartHostAsync(options => (options.Poll, options.Linger) = (TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200)));
        var finished = await Worker.RunAsync();
        var left = await Worker.RunAsync();
        using var client = host.Client();
        await using var toEnd = await StreamReader.OpenAsync(client, StreamOf(finished));
        await using (var leaving = await StreamReader.OpenAsync(client, StreamOf(left)))
        {
            await leaving.LinesAsync(1);
            Assert.Equal(2, host.Relay.FeedCount);
        }

        await finished.FinishAsync();
        await toEnd.ToEndAsync();
        await Eventually.TrueAsync(() => host.Relay.FeedCount == 0, "the feeds are closed");
        await Eventually.TrueAsync(async () => await SubscribersAsync(finished) + await SubscribersAsync(left) == 0, "the subscriptions are given back");

        await using var again = await StreamReader.OpenAsync(client, StreamOf(left));
        await again.LinesAsync(1);
        await left.WriteAsync("pushed");
        Assert.Equal("pushed", Assert.Single(await again.LinesAsync(1)).Message);
        Assert.Equal(1, await SubscribersAsync(left));
    }

    private async Task<long> SubscribersAsync(TestJob job) =>
        (long)(await Worker.Redis.ExecuteAsync("PUBSUB", "NUMSUB", $"{Worker.Keys.LogChannel(job.Id)}"))[1];

    /// <summary>Follows a job to its end through cuts at random points, each time from another instance, and joins what came.</summary>
    private static async Task<(List<string> Lines, JobStatus End, int Cuts)> FollowAsync(RelayHost[] hosts, TestJob job, int seed)
    {
        var random = new Random(seed);
        var lines = new List<string>();
        string? cursor = null;
        for (var cuts = 0; ; cuts++)
        {
            using var client = hosts[random.Next(hosts.Length)].Client();
            await using var stream = await StreamReader.OpenAsync(client, StreamOf(job), cursor);
            for (var left = random.Next(2_000); left > 0; left--)
            {
                if (await stream.NextAsync() is not { } item) break;
                if (item.EventType == "ping") continue;
                Assert.Equal("message", item.EventType);
                cursor = item.EventId ?? cursor;
                var e = StreamReader.EventOf(item);
                if (e.Event is { } line) lines.Add(Text(line));
                if (e.Status.IsTerminal()) return (lines, e.Status, cuts);
            }
        }
    }

    private static string Text(JobLogEntry line) => $"{line.Seq} {line.Timestamp:O} {line.Level} {line.Message}";

    private static async Task<long> ReadCommandsAsync(IDatabase redis)
    {
        // What a relay uses; the client's own upkeep (PING, INFO …) runs by the clock.
        string[] counted = ["xrange", "subscribe", "unsubscribe"];
        var stats = (await redis.ExecuteAsync("INFO", "commandstats")).ToString();
        return stats.Split('\n')
            .Where(line => counted.Any(name => line.StartsWith($"cmdstat_{name}:", StringComparison.Ordinal)))
            .Sum(line => long.Parse(line.Split("calls=")[1].Split(',')[0]));
    }
}
