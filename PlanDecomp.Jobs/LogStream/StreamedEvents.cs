using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;

namespace PlanDecomp.Jobs.LogStream;

/// <summary>The form of events on the pub/sub channel: one per text line, <c>{seq} {status} {json}</c>.</summary>
public static class StreamedEvents
{
    public static StreamedEvent Create(JobStreamEvent e) =>
        new(e.Event?.Seq ?? 0, e.Status, JsonSerializer.SerializeToUtf8Bytes(e, ContractsJson.Readable.JobStreamEvent));

    public static byte[] Encode(IReadOnlyList<StreamedEvent> events)
    {
        var buffer = new ArrayBufferWriter<byte>(events.Sum(e => e.Data.Length + 24));
        foreach (var e in events)
        {
            Utf8Formatter.TryFormat(e.Seq, buffer.GetSpan(20), out var written);
            buffer.Advance(written);
            buffer.Write(" "u8);
            buffer.GetSpan(1)[0] = (byte)('0' + (int)e.Status);
            buffer.Advance(1);
            buffer.Write(" "u8);
            buffer.Write(e.Data.Span);
            buffer.Write("\n"u8);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <exception cref="FormatException">Someone else publishes on the channel.</exception>
    public static IReadOnlyList<StreamedEvent> Decode(ReadOnlyMemory<byte> message)
    {
        var events = new List<StreamedEvent>();
        while (!message.IsEmpty)
        {
            var end = message.Span.IndexOf((byte)'\n');
            if (end < 0) throw new FormatException("An event does not end.");
            var line = message[..end];
            message = message[(end + 1)..];
            if (!Utf8Parser.TryParse(line.Span, out long seq, out var digits) || line.Length < digits + 3)
            {
                throw new FormatException("An event has no number.");
            }

            var status = line.Span[digits + 1] - '0';
            if (status is < 0 or > (int)JobStatus.Cancelled) throw new FormatException("An event has no status.");
            events.Add(new StreamedEvent(seq, (JobStatus)status, line[(digits + 3)..]));
        }

        return events;
    }
}
