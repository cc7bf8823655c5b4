using System.Buffers;
using System.Net.ServerSentEvents;
using System.Text;
using PlanDecomp.Api.Logs;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.LogStream;

namespace PlanDecomp.Tests.Api.Logs;

public sealed class SseFramesTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    [Fact]
    public void A_line_is_written_byte_for_byte()
    {
        var frame = SseFrames.Of(Event(12, "拆分 done"));

        Assert.Equal(
            """
            id: 12
            data: {"job_id":"j1","status":"running","event":{"seq":12,"timestamp":"2026-01-02T03:04:05.678Z","level":"info","message":"拆分 done"},"stats":null}


            """.ReplaceLineEndings("\n"),
            Encoding.UTF8.GetString(frame.Bytes));
        Assert.Equal("id: 12\n".Length, frame.IdLength);
        Assert.Equal(12, frame.Seq);
    }

    [Fact]
    public void A_change_without_a_line_has_no_id()
    {
        var frame = SseFrames.Of(StreamedEvents.Create(new JobStreamEvent { JobId = "j1", Status = JobStatus.Running, Stats = new JobStats { LlmCalls = 2 } }));

        Assert.Equal(
            """data: {"job_id":"j1","status":"running","event":null,"stats":{"llm_calls":2}}""" + "\n\n", Encoding.UTF8.GetString(frame.Bytes));
        Assert.Equal(0, frame.IdLength);
    }

    [Fact]
    public void An_end_without_a_line_carries_the_end_of_the_log_as_id()
    {
        var end = StreamedEvents.Create(new JobStreamEvent { JobId = "j1", Status = JobStatus.Failed });

        Assert.Equal(
            "id: 50\ndata: {\"job_id\":\"j1\",\"status\":\"failed\",\"event\":null,\"stats\":null}\n\n",
            Encoding.UTF8.GetString(SseFrames.End(end, 50).Bytes));
    }

    [Fact]
    public void The_other_frames_are_written_byte_for_byte()
    {
        var to = new ArrayBufferWriter<byte>();
        SseFrames.WriteRetry(to, TimeSpan.FromMilliseconds(1234));
        SseFrames.WriteVectorId(to, [12, 0, long.MaxValue]);
        SseFrames.WriteReset(to, new JobStreamReset("j1", "lines_removed", 7));
        SseFrames.WriteGone(to, new JobStreamGone("no\nsuch\r\"job"));
        to.Write(SseFrames.Ping);

        Assert.Equal(
            "retry: 1234\n\n" +
            "id: 12,0,9223372036854775807\n" +
            "event: reset\ndata: {\"job_id\":\"j1\",\"reason\":\"lines_removed\",\"after\":7}\n\n" +
            "event: gone\ndata: {\"job_id\":\"no\\nsuch\\r\\\"job\"}\n\n" +
            "event: ping\ndata: {}\n\n",
            Encoding.UTF8.GetString(to.WrittenSpan));
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a\r\nb")]
    [InlineData("\n\ndata: {\"status\":\"succeeded\"}\n\n")]
    [InlineData("\rid: 99\revent: reset\r\r")]
    [InlineData("nul \0 bell \a esc \u001b[31m")]
    [InlineData("separators \u2028 \u2029 \u0085 \ufeff")]
    [InlineData("</script><img src=x onerror=alert(1)>")]
    [InlineData("\\n \" ' ` ${x}")]
    public async Task No_message_breaks_out_of_its_frame(string message)
    {
        var frame = SseFrames.Of(Event(5, message));

        // Three line feeds, all ours: after id, after data, and the empty line.
        Assert.Equal(3, frame.Bytes.Count(b => b == (byte)'\n'));
        Assert.DoesNotContain((byte)'\r', frame.Bytes);
        var item = Assert.Single(await ParseAsync(frame.Bytes));
        Assert.Equal("message", item.EventType);
        Assert.Equal("5", item.EventId);
        Assert.Equal(message, StreamReader.EventOf(item).Event!.Message);
    }

    // Not InlineData: the runner cannot write such text into its reports.
    [Fact]
    public async Task Lone_surrogates_become_replacement_characters()
    {
        foreach (var message in (string[])["\ud83d", "\ude00 x", "a\ud83d\nb"])
        {
            var frame = SseFrames.Of(Event(5, message));

            Assert.Equal(3, frame.Bytes.Count(b => b == (byte)'\n'));
            var line = StreamReader.EventOf(Assert.Single(await ParseAsync(frame.Bytes))).Event!;
            Assert.Equal(message.Replace('\ud83d', '\ufffd').Replace('\ude00', '\ufffd'), line.Message);
        }
    }

    [Fact]
    public async Task Line_breaks_that_someone_else_published_start_no_field()
    {
        var frame = SseFrames.Of(new StreamedEvent(3, JobStatus.Running, "{\n \"job_id\":\r\n\"j1\",\rid: 7\n\n}"u8.ToArray()));

        Assert.Equal("id: 3\ndata: {  \"job_id\":  \"j1\", id: 7  }\n\n", Encoding.UTF8.GetString(frame.Bytes));
        Assert.Equal("3", Assert.Single(await ParseAsync(frame.Bytes)).EventId);
    }

    private static StreamedEvent Event(long seq, string message) => StreamedEvents.Create(new JobStreamEvent
    {
        JobId = "j1",
        Status = JobStatus.Running,
        Event = new JobLogEntry(seq, At, JobLogLevel.Info, message, null),
    });

    private static async Task<List<SseItem<string>>> ParseAsync(byte[] bytes)
    {
        var items = new List<SseItem<string>>();
        await foreach (var item in SseParser.Create(new MemoryStream(bytes)).EnumerateAsync(TestContext.Current.CancellationToken)) items.Add(item);
        return items;
    }
}
