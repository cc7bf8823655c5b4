using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Storage;

namespace PlanDecomp.Jobs.LogStream;

/// <summary>Tells what this installation has published from what anyone else with access to Redis has: HMAC-SHA-256, cut to 128 bits.</summary>
/// <remarks>Over the job and the event's number as well as its content, so that no true event can be shown under another's name.</remarks>
public sealed class EventSeal(InstallationKey key)
{
    /// <summary>Of a seal, in bytes.</summary>
    public const int Length = 16;

    /// <param name="jobId">The job.</param>
    /// <param name="number">What the event goes by on the wire: a line's number, or the negative moment of a change.</param>
    /// <param name="status">The job's status with it.</param>
    /// <param name="data">Its content.</param>
    /// <param name="seal">Takes <see cref="Length"/> bytes.</param>
    public void Write(string jobId, long number, JobStatus status, ReadOnlySpan<byte> data, Span<byte> seal)
    {
        // The fields before the data have a length of their own, so no two events have the same bytes.
        var head = Encoding.UTF8.GetByteCount(jobId);
        var buffer = ArrayPool<byte>.Shared.Rent(sizeof(int) + head + sizeof(long) + 1 + data.Length);
        try
        {
            var text = buffer.AsSpan();
            BinaryPrimitives.WriteInt32BigEndian(text, head);
            Encoding.UTF8.GetBytes(jobId, text[sizeof(int)..]);
            var at = sizeof(int) + head;
            BinaryPrimitives.WriteInt64BigEndian(text[at..], number);
            text[at + sizeof(long)] = (byte)status;
            at += sizeof(long) + 1;
            data.CopyTo(text[at..]);
            Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
            HMACSHA256.HashData(key.Value, text[..(at + data.Length)], whole);
            whole[..Length].CopyTo(seal);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public bool Holds(string jobId, long number, JobStatus status, ReadOnlySpan<byte> data, ReadOnlySpan<byte> seal)
    {
        Span<byte> own = stackalloc byte[Length];
        Write(jobId, number, status, data, own);
        return CryptographicOperations.FixedTimeEquals(own, seal);
    }
}
