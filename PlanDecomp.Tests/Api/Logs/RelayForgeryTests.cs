using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Tests.Infrastructure;
using StackExchange.Redis;

namespace PlanDecomp.Tests.Api.Logs;

/// <summary>Whoever reaches Redis can publish there: it must neither be shown, nor keep what is true from readers.</summary>
public sealed class RelayForgeryTests(RedisServer redis) : RelayTest(redis)
{
    private const string Seal = "00112233445566778899aabbccddeeff";

    [Fact]
    public async Task A_forged_line_is_shown_to_nobody_and_takes_no_true_lines_place()
    {
        var host = await StartHostAsync();
        var job = await Worker.RunAsync();
        using var client = host.Client();
        await using var stream = await StreamReader.OpenAsync(client, StreamOf(job, 0));
        await stream.LinesAsync(1);

        // In the stream the forged one comes first, and one with a number that no true one reaches closes it to all that follow.
        await ForgeEntryAsync(job, 2);
        await ForgeEntryAsync(job, 999_999);
        foreach (var seq in (long[])[2, 3, 999_999]) await ForgePushAsync(job, seq);
        await Worker.Redis.PublishAsync(Worker.Keys.LogChannel(job.Id), "no event at all");
        await Worker.Redis.PublishAsync(Worker.Keys.LogChannel(job.Id), RedisValue.EmptyString);
        await job.WriteAsync("two");
        await job.WriteAsync("three");
        var lines = await stream.LinesAsync(2).WaitAsync(TimeSpan.FromSeconds(30), Ct);
        await ForgePushAsync(job, 4);
        await ForgePushAsync(job, 5, JobStatus.Failed);
        await job.FinishAsync();
        lines.AddRange((await stream.ToEndAsync().WaitAsync(TimeSpan.FromSeconds(30), Ct)).Select(StreamReader.LineOf).OfType<JobLogEntry>());

        Assert.Equal(["two", "three", "done"], lines.Select(line => line.Message));
        await using var late = await StreamReader.OpenAsync(client, StreamOf(job, 0));
        Assert.Equal(
            ["queued", "two", "three", "done"],
            (await late.ToEndAsync().WaitAsync(TimeSpan.FromSeconds(30), Ct)).Select(StreamReader.LineOf).OfType<JobLogEntry>().Select(line => line.Message));
    }

    [Fact]
    public async Task Figures_and_ends_that_somebody_forges_or_repeats_are_shown_to_nobody()
    {
        var host = await StartHostAsync(options => options.Poll = TimeSpan.FromSeconds(30));
        var job = await Worker.RunAsync();
        using var client = host.Client();
        await using var stream = await StreamReader.OpenAsync(client, StreamOf(job, 1));
        await stream.NextEventAsync();

        var heard = new List<RedisValue>();
        await using var forger = await ConnectionMultiplexer.ConnectAsync(Redis.ConnectionString);
        await forger.GetSubscriber().SubscribeAsync(Worker.Keys.LogChannel(job.Id), (_, message) => heard.Add(message));
        await Eventually.TrueAsync(
            async () => (long)(await Worker.Redis.ExecuteAsync("PUBSUB", "NUMSUB", $"{Worker.Keys.LogChannel(job.Id)}"))[1] == 2, "relay and forger listen");
        await job.ReportAsync(new JobStats { LlmCalls = 1 });
        await job.ReportAsync(new JobStats { LlmCalls = 2 });
        while ((await stream.NextEventAsync().WaitAsync(TimeSpan.FromSeconds(20), Ct)).Stats?.LlmCalls != 2)
        {
        }

        await Eventually.TrueAsync(() => heard.Count >= 2, "the forger has heard both");
        await Worker.Redis.PublishAsync(Worker.Keys.LogChannel(job.Id), heard[0]);
        foreach (var form in (string[])["0 1 {0}\n", $"0 1 {Seal} {{0}}\n", $"-9999999999999999 1 {Seal} {{0}}\n"])
        {
            var forged = $$$"""{"job_id":"{{{job.Id}}}","status":"running","event":null,"stats":{"llm_calls":666}}""";
            await Worker.Redis.PublishAsync(Worker.Keys.LogChannel(job.Id), form.Replace("{0}", forged, StringComparison.Ordinal));
        }

        await job.ReportAsync(new JobStats { LlmCalls = 3 });

        Assert.Equal(3, (await stream.NextEventAsync().WaitAsync(TimeSpan.FromSeconds(20), Ct)).Stats?.LlmCalls);
    }

    private static string Forged(TestJob job, long seq, JobStatus status) =>
        $$$"""{"job_id":"{{{job.Id}}}","status":"{{{status.ToName()}}}","event":{"seq":{{{seq}}},"timestamp":"2026-01-01T00:00:00.000Z","level":"info","message":"forged"},"stats":null}""";

    private Task<RedisValue> ForgeEntryAsync(TestJob job, long seq) => Worker.Redis.StreamAddAsync(
        Worker.Keys.LogStream(job.Id), [new("status", "running"), new("seal", Seal), new("data", Forged(job, seq, JobStatus.Running))], $"{seq}-0");

    private async Task ForgePushAsync(TestJob job, long seq, JobStatus status = JobStatus.Running)
    {
        foreach (var middle in (string[])["", $"{Seal} "])
        {
            await Worker.Redis.PublishAsync(Worker.Keys.LogChannel(job.Id), $"{seq} {(int)status} {middle}{Forged(job, seq, status)}\n");
        }
    }
}
