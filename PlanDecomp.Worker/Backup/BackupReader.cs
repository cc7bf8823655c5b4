using System.IO.Compression;
using System.Text.Json;
using PlanDecomp.Jobs.Backup;
using PlanDecomp.Storage;

namespace PlanDecomp.Worker.Backup;

/// <summary>Reads an archive of <see cref="BackupWriter"/>, and trusts nothing in it that it has not looked at.</summary>
internal static class BackupReader
{
    /// <summary>Of a manifest, in bytes: some 500,000 files.</summary>
    private const int MaxManifest = 100_000_000;

    /// <summary>Reads the whole archive and compares it with its manifest.</summary>
    /// <exception cref="InvalidDataException">It is no backup, or not as it was written.</exception>
    public static async Task<BackupManifest> VerifyAsync(ZipArchive zip, CancellationToken ct)
    {
        var manifest = await ReadManifestAsync(zip, ct);
        if (manifest.Version != BackupManifest.CurrentVersion)
        {
            throw new InvalidDataException($"it is of version {manifest.Version}; this program reads {BackupManifest.CurrentVersion}");
        }

        var entries = zip.Entries.Select(entry => entry.FullName).Where(name => name != BackupManifest.EntryName).ToList();
        if (entries.Find(name => !BackupManifest.IsKnown(name)) is { } stranger) throw new InvalidDataException($"'{stranger}' is no file of a data folder");
        if (!entries.Order(StringComparer.Ordinal).SequenceEqual(manifest.Files.Select(file => file.Path).Order(StringComparer.Ordinal)))
        {
            throw new InvalidDataException("it does not hold the files that its manifest names");
        }

        foreach (var file in manifest.Files) await CopyAsync(zip, file, Stream.Null, ct);
        return manifest;
    }

    /// <summary>Writes the archive's files into a folder.</summary>
    /// <exception cref="InvalidDataException">It is not as it was when it was verified.</exception>
    public static async Task ExtractAsync(ZipArchive zip, BackupManifest manifest, string folder, CancellationToken ct)
    {
        foreach (var file in manifest.Files)
        {
            var path = Path.Combine(folder, file.Path);
            PrivateFiles.CreateFolder(Path.GetDirectoryName(path)!);
            await using var to = new FileStream(path, PrivateFiles.NewFile());
            await CopyAsync(zip, file, to, ct);
            to.Flush(flushToDisk: true);
        }
    }

    private static async Task<BackupManifest> ReadManifestAsync(ZipArchive zip, CancellationToken ct)
    {
        var entry = zip.GetEntry(BackupManifest.EntryName) ?? throw new InvalidDataException($"it has no {BackupManifest.EntryName}");
        await using var from = await entry.OpenAsync(ct);
        using var text = new MemoryStream();

        // What the archive says of its entries' lengths is not to be trusted either.
        if ((await HashedCopy.RunAsync(from, text, MaxManifest, ct)).Size > MaxManifest) throw new InvalidDataException($"its {BackupManifest.EntryName} is too large");
        try
        {
            var manifest = JsonSerializer.Deserialize(text.GetBuffer().AsSpan(0, (int)text.Length), BackupJson.Default.BackupManifest);
            return manifest is not null && manifest.Files.All(file => file is not null) ? manifest : throw new JsonException();
        }
        catch (JsonException)
        {
            throw new InvalidDataException($"its {BackupManifest.EntryName} cannot be read");
        }
    }

    private static async Task CopyAsync(ZipArchive zip, BackedUpFile file, Stream to, CancellationToken ct)
    {
        await using var from = await zip.GetEntry(file.Path)!.OpenAsync(ct);
        var copied = await HashedCopy.RunAsync(from, to, file.Size, ct);
        if (copied != (file.Size, file.Sha256)) throw new InvalidDataException($"'{file.Path}' is not as it was when it was written");
    }
}
