using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;

namespace PlanDecomp.Jobs.LogStream;

/// <summary>The form of events on the pub/sub channel: one per text line, <c>{number} {status} {seal} {json}</c>.</summary>
public static class StreamedEvents
{
    private const int SealDigits = 2 * EventSeal.Length;

    public static StreamedEvent Create(JobStreamEvent e) =>
        new(e.Event?.Seq ?? 0, e.Status, JsonSerializer.SerializeToUtf8Bytes(e, ContractsJson.Readable.JobStreamEvent));

    /// <param name="events">The events, each with its seal.</param>
    public static byte[] Encode(IReadOnlyList<(StreamedEvent Event, byte[] Seal)> events)
    {
        var buffer = new ArrayBufferWriter<byte>(events.Sum(e => e.Event.Data.Length + 24 + SealDigits));
        foreach (var (e, seal) in events)
        {
            Utf8Formatter.TryFormat(e.Number, buffer.GetSpan(20), out var written);
            buffer.Advance(written);
            buffer.Write(" "u8);
            buffer.GetSpan(1)[0] = (byte)('0' + (int)e.Status);
            buffer.Advance(1);
            buffer.Write(" "u8);
            Convert.TryToHexStringLower(seal, buffer.GetSpan(SealDigits), out written);
            buffer.Advance(written);
            buffer.Write(" "u8);
            buffer.Write(e.Data.Span);
            buffer.Write("\n"u8);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>What of a message this installation has published, in order. Anyone may publish on the channel: nothing here throws.</summary>
    /// <param name="jobId">The channel's job.</param>
    /// <param name="message">As it came.</param>
    /// <param name="seal">Tells ours from others'.</param>
    /// <param name="refused">How much was left out.</param>
    public static IReadOnlyList<StreamedEvent> Decode(string jobId, ReadOnlyMemory<byte> message, EventSeal seal, out int refused)
    {
        var events = new List<StreamedEvent>();
        refused = 0;
        Span<byte> sealBytes = stackalloc byte[EventSeal.Length];
        while (!message.IsEmpty)
        {
            var end = message.Span.IndexOf((byte)'\n');
            var line = end < 0 ? message : message[..end];
            message = end < 0 ? default : message[(end + 1)..];

            // One that is not ours says that all the rest of the message is not: ours have none.
            if (end < 0 || !TryRead(jobId, line, seal, sealBytes, out var read))
            {
                refused++;
                return events;
            }

            events.Add(read);
        }

        return events;
    }

    private static bool TryRead(string jobId, ReadOnlyMemory<byte> line, EventSeal seal, Span<byte> sealBytes, out StreamedEvent read)
    {
        read = default;
        if (!Utf8Parser.TryParse(line.Span, out long number, out var digits) || line.Length < digits + 3 + SealDigits + 1) return false;
        var status = (JobStatus)(line.Span[digits + 1] - '0');
        if (status is < 0 or > JobStatus.Cancelled) return false;
        var data = line[(digits + 3 + SealDigits + 1)..];
        if (Convert.FromHexString(line.Span.Slice(digits + 3, SealDigits), sealBytes, out _, out _) != OperationStatus.Done
            || !seal.Holds(jobId, number, status, data.Span, sealBytes)) return false;
        read = StreamedEvent.Of(number, status, data);
        return true;
    }
}
