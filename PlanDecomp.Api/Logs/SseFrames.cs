// Step 5 of a log line's way: the form in which events leave for the browser.
using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Jobs.LogStream;

namespace PlanDecomp.Api.Logs;

/// <summary>Writes Server-Sent Events (WHATWG HTML, 9.2): every byte of the relay's streams comes from here.</summary>
public static class SseFrames
{
    private const int MaxDigits = 20;

    /// <summary>Keeps proxies from cutting an idle stream; no <c>id</c>, so it moves no cursor.</summary>
    public static ReadOnlySpan<byte> Ping => "event: ping\ndata: {}\n\n"u8;

    /// <summary>A line with its number as <c>id</c>; a change without a line has none.</summary>
    public static SseFrame Of(in StreamedEvent e) => e.HasLine ? WithId(e.Seq, e) : new SseFrame(0, e.Status, Build([], e.Data.Span), 0);

    /// <summary>How a job stands, before its lines.</summary>
    public static SseFrame Snapshot(Job job) =>
        Of(StreamedEvents.Create(new JobStreamEvent { JobId = job.JobId, Status = job.Status, Stats = job.Stats }));

    /// <summary>The end of a job whose last line cannot say it. Its <c>id</c> is the end of the log, so that a reconnect gets 204.</summary>
    public static SseFrame End(in StreamedEvent e, long lastSeq) => WithId(lastSeq, e);

    /// <summary>How long a browser waits before it connects again.</summary>
    public static void WriteRetry(IBufferWriter<byte> to, TimeSpan pause)
    {
        to.Write("retry: "u8);
        WriteNumber(to, (long)pause.TotalMilliseconds);
        to.Write("\n\n"u8);
    }

    /// <summary>The <c>id:</c> line of a stream over several jobs: <c>id: 12,7,0</c>, by position.</summary>
    public static void WriteVectorId(IBufferWriter<byte> to, ReadOnlySpan<long> cursors)
    {
        to.Write("id: "u8);
        for (var i = 0; i < cursors.Length; i++)
        {
            if (i > 0) to.Write(","u8);
            WriteNumber(to, cursors[i]);
        }

        to.Write("\n"u8);
    }

    public static void WriteReset(IBufferWriter<byte> to, JobStreamReset reset)
    {
        to.Write("event: reset\n"u8);
        to.Write(Build([], JsonSerializer.SerializeToUtf8Bytes(reset, ContractsJson.Readable.JobStreamReset)));
    }

    public static void WriteGone(IBufferWriter<byte> to, JobStreamGone gone)
    {
        to.Write("event: gone\n"u8);
        to.Write(Build([], JsonSerializer.SerializeToUtf8Bytes(gone, ContractsJson.Readable.JobStreamGone)));
    }

    private static SseFrame WithId(long seq, in StreamedEvent e)
    {
        Span<byte> id = stackalloc byte[4 + MaxDigits + 1];
        "id: "u8.CopyTo(id);
        if (!Utf8Formatter.TryFormat(seq, id[4..], out var digits)) throw new UnreachableException();
        id[4 + digits] = (byte)'\n';
        var length = 4 + digits + 1;
        return new SseFrame(seq, e.Status, Build(id[..length], e.Data.Span), length);
    }

    private static byte[] Build(ReadOnlySpan<byte> id, ReadOnlySpan<byte> json)
    {
        var field = "data: "u8;
        var frame = new byte[id.Length + field.Length + json.Length + 2];
        id.CopyTo(frame);
        field.CopyTo(frame.AsSpan(id.Length));
        var data = frame.AsSpan(id.Length + field.Length, json.Length);
        json.CopyTo(data);

        // Invariant: data is one line. JSON escapes line breaks inside its strings, and between its tokens a space says the same;
        // so whatever is published on the channel, no byte of it can start a field.
        if (data.ContainsAny((byte)'\r', (byte)'\n'))
        {
            data.Replace((byte)'\r', (byte)' ');
            data.Replace((byte)'\n', (byte)' ');
        }

        frame[^2] = (byte)'\n';
        frame[^1] = (byte)'\n';
        return frame;
    }

    private static void WriteNumber(IBufferWriter<byte> to, long number)
    {
        if (!Utf8Formatter.TryFormat(number, to.GetSpan(MaxDigits), out var written)) throw new UnreachableException();
        to.Advance(written);
    }
}
