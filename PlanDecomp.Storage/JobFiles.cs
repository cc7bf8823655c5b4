namespace PlanDecomp.Storage;

/// <summary>Files that belong to a job: the document it was given, and the one it has made. Named by the job, for its eyes and its owner's.</summary>
public sealed class JobFiles(DataFolder folder)
{
    private const string Unfinished = ".part";

    /// <param name="jobId">The job that makes it.</param>
    /// <param name="extension">Without a dot.</param>
    public string Export(string jobId, string extension) => Path.Combine(folder.Exports, $"{jobId}.{extension}");

    /// <param name="jobId">The job that reads it.</param>
    /// <param name="part">What the job has cut out of it for a child, from 1; null for the whole.</param>
    public string Upload(string jobId, int? part = null) => Path.Combine(folder.Uploads, part is { } number ? $"{jobId}.{number}" : jobId);

    /// <summary>Every file, unfinished ones too.</summary>
    public IEnumerable<JobFile> All() => Of(folder.Exports, isExport: true).Concat(Of(folder.Uploads, isExport: false));

    /// <summary>Writes a file that is there whole, on disk, or not at all.</summary>
    /// <param name="path">Where; what is there is replaced.</param>
    /// <param name="write">Fills it.</param>
    /// <param name="ct">Cancels, and leaves nothing behind.</param>
    /// <returns>Its size in bytes.</returns>
    public static Task<long> WriteAsync(string path, Func<Stream, Task> write, CancellationToken ct) => WriteAsync(path, write, overwrite: true, ct);

    /// <summary>The same, but never replaces anything.</summary>
    /// <exception cref="IOException">There is a file of that name.</exception>
    public static Task<long> WriteNewAsync(string path, Func<Stream, Task> write, CancellationToken ct) => WriteAsync(path, write, overwrite: false, ct);

    private static async Task<long> WriteAsync(string path, Func<Stream, Task> write, bool overwrite, CancellationToken ct)
    {
        // A name of its own: an attempt that was thought dead may still be writing.
        var unfinished = $"{path}.{Path.GetRandomFileName()}{Unfinished}";
        try
        {
            long bytes;
            await using (var file = new FileStream(unfinished, PrivateFiles.NewFile()))
            {
                await write(file);
                ct.ThrowIfCancellationRequested();
                await file.FlushAsync(ct);
                file.Flush(flushToDisk: true);
                bytes = file.Length;
            }

            File.Move(unfinished, path, overwrite);
            return bytes;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static IEnumerable<JobFile> Of(string directory, bool isExport) => Directory.EnumerateFiles(directory).Select(path => new JobFile(
        path,
        Path.GetFileName(path).Split('.')[0],
        new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero),
        isExport,
        path.EndsWith(Unfinished, StringComparison.Ordinal)));
}

/// <summary>A file that belongs to a job.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="JobId">Whose; there may be no such job.</param>
/// <param name="WrittenAt">When it was last written to.</param>
/// <param name="IsExport">What the job has made; else what it was given.</param>
/// <param name="IsUnfinished">Still being written, or left so.</param>
public sealed record JobFile(string Path, string JobId, DateTimeOffset WrittenAt, bool IsExport, bool IsUnfinished);
