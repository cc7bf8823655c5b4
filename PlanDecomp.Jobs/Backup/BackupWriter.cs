using System.IO.Compression;
using System.Text.Json;
using Microsoft.Extensions.Options;
using PlanDecomp.Jobs.History.Sqlite;
using PlanDecomp.Storage;

namespace PlanDecomp.Jobs.Backup;

/// <summary>Writes the data folder into an archive while the app runs on it.</summary>
/// <remarks>
/// Each SQLite file is copied as it stands at a moment of its own, in an order in which a restore can go on from them. A job that works on
/// plans writes to them before it writes down in its own file that it did: so its file is copied first, and what a plan has more is what a
/// crash would have left. The index is copied after the plans that had begun before: one it calls complete is.
/// Restoring reads the index anew from the other files.
/// </remarks>
public sealed class BackupWriter(DataFolder folder, JobFiles files, IOptions<StorageOptions> storage, TimeProvider time)
{
    /// <summary>Writes the archive as a file that is there whole or not at all, and replaces none.</summary>
    /// <exception cref="IOException">There is a file of that name, no folder for it, or nothing to write.</exception>
    public async Task<(BackupManifest Manifest, long Bytes)> WriteFileAsync(string archive, CancellationToken ct)
    {
        archive = Path.GetFullPath(archive);
        var beside = Path.GetDirectoryName(archive)!;
        if (!Directory.Exists(beside)) throw new DirectoryNotFoundException($"There is no folder '{beside}'.");

        // Where the archive itself must find room.
        var workFolder = $"{archive}.{Path.GetRandomFileName()}.part";
        PrivateFiles.CreateFolder(workFolder);
        try
        {
            BackupManifest? manifest = null;
            var bytes = await JobFiles.WriteNewAsync(archive, async to =>
            {
                manifest = await WriteAsync(to, workFolder, ct);
                if (manifest.Files.Count == 0) throw new IOException("There is nothing in the data folder yet.");
            }, ct);
            return (manifest!, bytes);
        }
        finally
        {
            Directory.Delete(workFolder, recursive: true);
        }
    }

    /// <param name="to">The archive.</param>
    /// <param name="workFolder">An empty folder for one copy at a time.</param>
    /// <param name="ct">Cancels between and within files.</param>
    public async Task<BackupManifest> WriteAsync(Stream to, string workFolder, CancellationToken ct)
    {
        var createdAt = time.GetUtcNow();
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        var archive = new Archive(zip, folder.Root);
        var plans = folder.PlanIds();

        await AddSystemJobsAsync(archive, workFolder, ct);
        foreach (var planId in plans) await AddDatabaseAsync(archive, folder.Plan(planId), workFolder, ct);
        var begunMeanwhile = folder.PlanIds().Except(plans).ToList();
        await AddDatabaseAsync(archive, folder.Main, workFolder, ct);
        foreach (var planId in begunMeanwhile) await AddDatabaseAsync(archive, folder.Plan(planId), workFolder, ct);
        await AddKeysAsync(archive, ct);

        var manifest = new BackupManifest(
            BackupManifest.CurrentVersion, typeof(BackupWriter).Assembly.GetName().Version!.ToString(3), createdAt, archive.Files);
        await using var entry = await zip.CreateEntry(BackupManifest.EntryName).OpenAsync(ct);
        await JsonSerializer.SerializeAsync(entry, manifest, BackupJson.Default.BackupManifest, ct);
        return manifest;
    }

    private async Task AddDatabaseAsync(Archive archive, string path, string workFolder, CancellationToken ct)
    {
        if (Copy(path, workFolder, ct) is not { } copy) return;
        await archive.AddAsync(path, copy, ct);
        File.Delete(copy);
    }

    /// <summary>The jobs bound to no plan, with the files of those not at their end: only such jobs have any.</summary>
    private async Task AddSystemJobsAsync(Archive archive, string workFolder, CancellationToken ct)
    {
        // Twice: an upload is there before its job is accepted, and may go as soon as its job has ended.
        var there = files.All().ToList();
        var earlier = Copy(folder.SystemJobs, workFolder, ct);
        await AddJobFilesAsync(archive, there, earlier, ct);
        if (earlier is not null) File.Delete(earlier);

        var copy = Copy(folder.SystemJobs, workFolder, ct);
        if (copy is not null) await archive.AddAsync(folder.SystemJobs, copy, ct);
        await AddJobFilesAsync(archive, files.All().ToList(), copy, ct);
        if (copy is not null) File.Delete(copy);
    }

    /// <returns>Null when there is none: a plan that was deleted meanwhile, or a folder that has had no such file yet.</returns>
    private string? Copy(string path, string workFolder, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var copy = Path.Combine(workFolder, Path.GetFileName(path));
        try
        {
            SqliteCopy.Make(path, copy, storage.Value.BusyTimeout);
            return copy;
        }
        catch (SqliteFileMissingException)
        {
            return null;
        }
    }

    /// <param name="archive">Takes what jobs not at their end were given, and have made.</param>
    /// <param name="there">What was in the folder.</param>
    /// <param name="jobs">A copy of the jobs' file. The file itself is not opened as the app does: that would make it, or bring it to this program's version.</param>
    /// <param name="ct">Cancels.</param>
    private static async Task AddJobFilesAsync(Archive archive, List<JobFile> there, string? jobs, CancellationToken ct)
    {
        var wanted = there.Where(file => !file.IsUnfinished && !archive.Holds(file.Path)).ToList();
        if (wanted.Count == 0) return;
        var active = jobs is null ? new Dictionary<string, bool>() : CopiedJobs.Read(jobs);
        foreach (var file in wanted)
        {
            // An upload without a job may be of one that is accepted in this moment.
            if (active.TryGetValue(file.JobId, out var isActive) ? isActive : !file.IsExport) await archive.AddIfThereAsync(file.Path, ct);
        }
    }

    private async Task AddKeysAsync(Archive archive, CancellationToken ct)
    {
        if (!Directory.Exists(folder.Keys)) return;
        foreach (var key in Directory.EnumerateFiles(folder.Keys, "*.xml")) await archive.AddIfThereAsync(key, ct);
    }

    private sealed class Archive(ZipArchive zip, string root)
    {
        private readonly List<BackedUpFile> _files = [];

        public IReadOnlyList<BackedUpFile> Files => _files;

        public bool Holds(string path) => _files.Exists(file => file.Path == NameOf(path));

        public async Task AddIfThereAsync(string path, CancellationToken ct)
        {
            try
            {
                await AddAsync(path, path, ct);
            }
            catch (FileNotFoundException)
            {
                // It has been used up meanwhile.
            }
        }

        /// <param name="path">In the data folder.</param>
        /// <param name="content">The file to read: itself, or a copy.</param>
        /// <param name="ct">Cancels.</param>
        public async Task AddAsync(string path, string content, CancellationToken ct)
        {
            var name = NameOf(path);
            if (!BackupManifest.IsKnown(name)) return;
            await using var from = File.OpenRead(content);
            await using var entry = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(ct);
            var (size, sha256) = await HashedCopy.RunAsync(from, entry, long.MaxValue, ct);
            _files.Add(new BackedUpFile(name, size, sha256));
        }

        private string NameOf(string path) => Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
    }
}
