using System.Buffers;
using System.Net.ServerSentEvents;
using System.Text;
using CsCheck;
using PlanDecomp.Api.Logs;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.LogStream;

namespace PlanDecomp.Tests.Api.Logs;

/// <summary>Frames of any text and any cursors, read back by a parser that is not ours.</summary>
public sealed class SseFramePropertyTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    /// <summary>Any text, mostly of what means something to the format.</summary>
    private static readonly Gen<string> Words = Gen.Frequency(
            (4, Gen.OneOfConst("\n", "\r", "\r\n", "\n\n", "data: ", "id: 9", "event: reset", "retry: 1", ":", " ", "\0", "\u2028", "\uFEFF", "\"", "\\", "{}", "中", "😀", "\uD83D", "\uDE00", "</script>")),
            (1, Gen.Char.Select(sign => $"{sign}")))
        .Array[0, 25].Select(string.Concat);

    private static readonly Gen<long> Cursor = Gen.OneOf(Gen.Long[0, 50], Gen.Long[0, long.MaxValue], Gen.OneOfConst(0, long.MaxValue));

    [Fact]
    public Task Of_any_texts_exactly_as_many_events_come_out_and_say_what_went_in() => Gen.Select(Words, Words, Words, Gen.Enum<JobLogLevel>()).Array[1, 5].SampleAsync(async lines =>
    {
        var to = new ArrayBufferWriter<byte>();
        SseFrames.WriteRetry(to, TimeSpan.FromSeconds(1));
        for (var i = 0; i < lines.Length; i++)
        {
            var (message, name, value, level) = lines[i];
            var metadata = LogMetadata.Create("code", (name, value));
            to.Write(SseFrames.Of(StreamedEvents.Create(new JobStreamEvent { JobId = message, Status = JobStatus.Running, Event = new JobLogEntry(i + 1, At, level, message, metadata) })).Bytes);
            to.Write(SseFrames.Ping);
        }

        var items = (await ParseAsync(to)).Where(item => item.EventType != "ping").ToList();
        Assert.Equal(lines.Length, items.Count);
        for (var i = 0; i < lines.Length; i++)
        {
            var (message, name, value, level) = lines[i];
            Assert.Equal(("message", $"{i + 1}"), (items[i].EventType, items[i].EventId));
            var e = StreamReader.EventOf(items[i]);
            Assert.Equal((AsWritten(message), i + 1L, level, AsWritten(message)), (e.JobId, e.Event!.Seq, e.Event.Level, e.Event.Message));
            Assert.Equal(AsWritten(value), e.Event.Metadata!.Value.GetProperty("args").GetProperty(AsWritten(name)).GetString());
        }
    });

    [Fact]
    public Task Whatever_id_was_asked_for_is_told_in_one_event() => Words.SampleAsync(async id =>
    {
        var to = new ArrayBufferWriter<byte>();
        SseFrames.WriteGone(to, new JobStreamGone(id));
        SseFrames.WriteReset(to, new JobStreamReset(id, "lines_removed", 7));

        var items = await ParseAsync(to);

        Assert.Equal(["gone", "reset"], items.Select(item => item.EventType));
        Assert.Equal(AsWritten(id), StreamReader.ResetOf(items[1]).JobId);
    });

    [Fact]
    public Task The_cursors_that_go_out_come_back_as_they_were() => Cursor.Array[1, 50].SampleAsync(async cursors =>
    {
        var to = new ArrayBufferWriter<byte>();
        SseFrames.WriteVectorId(to, cursors);
        to.Write(SseFrames.Of(StreamedEvents.Create(new JobStreamEvent { JobId = "j", Status = JobStatus.Running })).Data);
        var id = Assert.Single(await ParseAsync(to)).EventId;

        foreach (var sent in (SentCursors[])[new(id, "1", cursors.Length), new(null, id, cursors.Length)])
        {
            Assert.False(sent.IsMistaken);
            Assert.Equal(cursors, Enumerable.Range(0, cursors.Length).Select(i => sent[i] ?? -1));
        }

        // Of another number of jobs it is no cursor: told to who wrote the query, and a reset to who reconnects.
        Assert.Null(new SentCursors(id, null, cursors.Length + 1)[0]);
        Assert.True(new SentCursors(null, id, cursors.Length + 1).IsMistaken);
    });

    [Fact]
    public void Whatever_is_sent_as_cursors_is_one_of_each_job_or_none() => Gen.Select(
        Gen.OneOf(Words, Gen.OneOfConst("1", " 1", "+1", "-1", "1,", ",", "9223372036854775808", "1e3", "１", "0x1", "1,2", "").Array[1, 4].Select(parts => string.Join(',', parts))),
        Gen.Int[1, 4], Gen.Bool).Sample((text, count, isHeader) =>
    {
        var sent = new SentCursors(isHeader ? text : null, isHeader ? null : text, count);
        var cursors = Enumerable.Range(0, count).Select(i => sent[i]).ToList();

        Assert.True(cursors.TrueForAll(cursor => cursor is null) || cursors.TrueForAll(cursor => cursor >= 0));
        Assert.Equal(!isHeader && cursors[0] is null, sent.IsMistaken);
        if (text.Length > 0 && cursors[0] is not null) Assert.Equal(cursors, text.Split(',').Select(part => (long?)long.Parse(part.Trim(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture)));
    });

    /// <summary>Half a surrogate pair is no text that could be written.</summary>
    private static string AsWritten(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static async Task<List<SseItem<string>>> ParseAsync(ArrayBufferWriter<byte> written)
    {
        var items = new List<SseItem<string>>();
        await foreach (var item in SseParser.Create(new MemoryStream(written.WrittenSpan.ToArray())).EnumerateAsync(TestContext.Current.CancellationToken)) items.Add(item);
        return items;
    }
}
