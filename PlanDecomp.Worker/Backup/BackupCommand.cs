using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PlanDecomp.Jobs.Backup;
using PlanDecomp.Storage;

namespace PlanDecomp.Worker.Backup;

/// <summary><c>backup ARCHIVE</c>: writes the data folder into one zip file, while the app runs or not.</summary>
internal static class BackupCommand
{
    public const string Name = "backup";

    /// <returns>The process's exit code: 0 when the archive is there, 1 when there is none, 2 for a wrong call.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken ct)
    {
        if (arguments is not [{ Length: > 0 } and var archive])
        {
            return await CommandRun.RefuseAsync($"Usage: {Name} ARCHIVE.zip   (the data folder is Storage__Path)", CommandRun.WrongCall);
        }

        using var host = CommandRun.Build(services =>
        {
            services.AddStorage();
            services.TryAddSingleton(TimeProvider.System);
            services.TryAddSingleton<BackupWriter>();
        });
        var storage = host.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
        if (!Directory.Exists(storage.Path)) return await CommandRun.RefuseAsync($"There is no data folder '{storage.Path}' (Storage__Path).");
        if (Path.Exists(archive)) return await CommandRun.RefuseAsync($"'{archive}' exists already; a backup replaces nothing.");

        // As any service does, so that no one takes the folder for himself meanwhile.
        using var inUse = new FolderInUse(host.Services.GetRequiredService<DataFolder>());
        if (!await inUse.TryTakeAsync(ct)) return await CommandRun.RefuseAsync($"'{storage.Path}' is being reindexed or restored.");
        var (manifest, bytes) = await host.Services.GetRequiredService<BackupWriter>().WriteFileAsync(archive, ct);
        Console.WriteLine($"'{archive}' holds {manifest.Files.Count} files as of {SqliteTime.Write(manifest.CreatedAt)}, in {bytes} bytes.");
        return 0;
    }
}
