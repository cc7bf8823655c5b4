using System.IO.Compression;
using Microsoft.Extensions.Options;
using PlanDecomp.Jobs.Backup;
using PlanDecomp.Plans;
using PlanDecomp.Storage;

namespace PlanDecomp.Worker.Backup;

/// <summary><c>restore ARCHIVE</c>: fills an empty data folder from a backup. For a stopped app.</summary>
internal static class RestoreCommand
{
    public const string Name = "restore";

    /// <returns>The process's exit code: 0 when all is there, 1 when nothing is or a plan's file cannot be read, 2 for a wrong call.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken ct)
    {
        if (arguments is not [{ Length: > 0 } and var archive])
        {
            return await CommandRun.RefuseAsync($"Usage: {Name} ARCHIVE.zip   (into the empty data folder Storage__Path)", CommandRun.WrongCall);
        }

        using var host = CommandRun.Build(services => services.AddStorage());
        var root = Path.GetFullPath(host.Services.GetRequiredService<IOptions<StorageOptions>>().Value.Path);
        var (manifest, report) = await RestoreAsync(archive, root, ct);
        foreach (var file in report.Skipped) await Console.Error.WriteLineAsync($"Not in the index: plans/{Path.GetFileName(file.Path)}: {file.Reason}");
        Console.WriteLine($"'{root}' holds {report.Plans} plans and {report.Jobs} jobs as of {SqliteTime.Write(manifest.CreatedAt)}.");
        return report.Skipped.Count == 0 ? 0 : CommandRun.Refused;
    }

    /// <exception cref="InvalidDataException">The archive is not a whole backup; nothing was written.</exception>
    /// <exception cref="IOException">The folder is not empty or in use, or cannot be written; nothing is left of the restore.</exception>
    internal static async Task<(BackupManifest Manifest, RebuildReport Report)> RestoreAsync(string archive, string root, CancellationToken ct)
    {
        // Once more when it is taken; but a large archive need not be read to find that there is no place for it.
        EmptyDataFolder.ThrowIfNotEmpty(root);
        await using var file = File.OpenRead(archive);
        try
        {
            await using var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, ct);
            var manifest = await BackupReader.VerifyAsync(zip, ct);
            return (manifest, await EmptyDataFolder.FillAsync(root, async folder =>
            {
                await BackupReader.ExtractAsync(zip, manifest, folder, ct);
                return await RebuildIndexAsync(folder, ct);
            }));
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"'{archive}' is not a whole backup: {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <summary>The files were copied one after the other: what the index says of the others may be younger than they are.</summary>
    private static async Task<RebuildReport> RebuildIndexAsync(string folder, CancellationToken ct)
    {
        using var host = CommandRun.Build(services => services.AddPlans(), folder);
        return await host.Services.GetRequiredService<IndexRebuild>().RunAsync(owner: null, ct);
    }
}
