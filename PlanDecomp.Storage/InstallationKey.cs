using System.Security.Cryptography;

namespace PlanDecomp.Storage;

/// <summary>A secret of this installation, in the data folder: whoever can read it belongs to the installation. Made once, by the first process that asks.</summary>
/// <remarks>Not part of a backup: what it seals lives in Redis alone, and is in the store as well.</remarks>
public sealed class InstallationKey(DataFolder folder)
{
    private const int Length = 32;
    private readonly Lazy<byte[]> _value = new(() => ReadOrMake(folder.SealKey), LazyThreadSafetyMode.PublicationOnly);

    /// <exception cref="IOException">It cannot be read or made.</exception>
    public ReadOnlySpan<byte> Value => _value.Value;

    /// <summary>Names the numbers of this installation's lines: a restored backup, which may number other lines alike, has another. Tells nothing of the secret.</summary>
    /// <exception cref="IOException">It cannot be read or made.</exception>
    public string Epoch => Convert.ToHexStringLower(HMACSHA256.HashData(Value, "epoch"u8).AsSpan(0, 8));

    private static byte[] ReadOrMake(string path)
    {
        if (!File.Exists(path)) Make(path);
        var key = File.ReadAllBytes(path);
        return key.Length == Length ? key : throw new InvalidDataException($"'{path}' is no key of {Length} bytes. Delete it: a new one is made.");
    }

    private static void Make(string path)
    {
        var unfinished = $"{path}.{Path.GetRandomFileName()}.part";
        try
        {
            using (var file = new FileStream(unfinished, PrivateFiles.NewFile()))
            {
                file.Write(RandomNumberGenerator.GetBytes(Length));
                file.Flush(flushToDisk: true);
            }

            // Invariant: the file is there whole or not at all, and is never replaced: what another process has sealed by it stays good.
            File.Move(unfinished, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was first.
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
