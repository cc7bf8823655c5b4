using System.Security.Cryptography;

namespace PlanDecomp.Jobs.Backup;

/// <summary>Copies a stream and says what went through.</summary>
public static class HashedCopy
{
    private const int BufferSize = 81_920;

    /// <param name="from">Read to its end, or until it is longer than allowed.</param>
    /// <param name="to">Where to; <see cref="Stream.Null"/> to look only.</param>
    /// <param name="limit">Bytes; what is longer is not read on, so that a small archive cannot fill the disk.</param>
    /// <param name="ct">Cancels the copy.</param>
    public static async Task<(long Size, string Sha256)> RunAsync(Stream from, Stream to, long limit, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        long size = 0;
        while (size <= limit && await from.ReadAsync(buffer, ct) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), ct);
            size += read;
        }

        return (size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
