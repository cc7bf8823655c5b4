using System.IO.Compression;
using PlanDecomp.Contracts.AcrossPlans;

namespace PlanDecomp.Plans.Documents;

/// <summary>Reads the plans of a zip: its JSON files, and the outlines that have no JSON file of the same name beside them.</summary>
/// <remarks>Names within the archive are only shown, never used as paths.</remarks>
internal sealed class PlanZipReader(DocumentNotes notes, ImportOptions limits, Func<ReadOnlyMemory<byte>, string, IReadOnlyList<ReadPlan>> read)
{
    private static readonly string[] OutlineExtensions = [".md", ".markdown", ".txt"];

    private long _unpacked;

    public static bool IsZip(ReadOnlySpan<byte> content) => content.StartsWith("PK\x03\x04"u8) || content.StartsWith("PK\x05\x06"u8);

    public IReadOnlyList<ReadPlan> Read(ReadOnlyMemory<byte> zip)
    {
        var plans = new List<ReadPlan>();
        try
        {
            using var archive = new ZipArchive(new MemoryStream(zip.ToArray()), ZipArchiveMode.Read);
            foreach (var (entry, format) in Documents(archive))
            {
                notes.File = entry.FullName;
                if (Unpack(entry) is not { } content) return [];
                foreach (var plan in read(content, format))
                {
                    plan.File = entry.FullName;
                    plans.Add(plan);
                }

                if (plans.Count <= limits.MaxPlans) continue;
                notes.Error(NoteCode.TooMany, default, $"A document holds at most {limits.MaxPlans} plans.");
                return [];
            }
        }
        catch (InvalidDataException)
        {
            notes.Error(NoteCode.NotZip, default, "This is not a zip that can be read.");
            return [];
        }
        finally
        {
            notes.File = null;
        }

        return plans;
    }

    private List<(ZipArchiveEntry Entry, string Format)> Documents(ZipArchive archive)
    {
        var files = archive.Entries
            .Where(entry => entry.Name.Length > 0 && entry.Name[0] != '.' && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal))
            .OrderBy(entry => entry.FullName, StringComparer.Ordinal).ToList();
        var json = files.Where(entry => Has(entry, ".json")).Select(entry => Path.ChangeExtension(entry.FullName, null)).ToHashSet(StringComparer.Ordinal);
        var documents = new List<(ZipArchiveEntry, string)>();
        foreach (var entry in files)
        {
            var isOutline = OutlineExtensions.Any(extension => Has(entry, extension));
            if (Has(entry, ".json")) documents.Add((entry, PlanFormat.Json));
            else if (isOutline && !json.Contains(Path.ChangeExtension(entry.FullName, null))) documents.Add((entry, PlanFormat.Markdown));
            else if (!isOutline) notes.Warn(NoteCode.LeftOut, default, $"'{entry.FullName}' is neither JSON nor an outline and was left out.");
        }

        return documents;
    }

    /// <summary>Null when the archive unpacks to more than is allowed. Counted while it unpacks: what its directory says may be a lie.</summary>
    private ReadOnlyMemory<byte>? Unpack(ZipArchiveEntry entry)
    {
        using var from = entry.Open();
        using var to = new MemoryStream();
        var buffer = new byte[81_920];
        int count;
        while ((count = from.Read(buffer)) > 0)
        {
            if ((_unpacked += count) > limits.MaxUnpackedBytes)
            {
                notes.Error(NoteCode.TooMany, default, $"The archive unpacks to more than {limits.MaxUnpackedBytes} bytes.");
                return null;
            }

            to.Write(buffer.AsSpan(0, count));
        }

        return to.GetBuffer().AsMemory(0, (int)to.Length);
    }

    private static bool Has(ZipArchiveEntry entry, string extension) => entry.Name.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
}
