using System.Globalization;
using Microsoft.Extensions.Options;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.Backup;
using PlanDecomp.Storage;

namespace PlanDecomp.Api.Admin;

/// <summary>Writes the data folder into one archive while the app runs.</summary>
internal static class BackupEndpoint
{
    private const string LockFile = "backup.lock";

    public static void MapBackup(this IEndpointRouteBuilder admin) =>
        admin.MapPost("/backup", RunAsync).WithName("BackUp").WithSummary("Write the data folder into one archive, while the app runs")
            .Produces<BackupReport>().Produces(StatusCodes.Status200OK, contentType: "application/zip")
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status507InsufficientStorage);

    private static async Task<IResult> RunAsync(
        HttpContext http, BackupWriter writer, DataFolder folder, IOptions<BackupOptions> options, TimeProvider time, CancellationToken ct)
    {
        // One at a time: each needs room for a copy of the largest file.
        var turn = FolderLock.TryTake(Path.Combine(folder.Root, LockFile));
        if (turn is null) return Problem.Conflict("A backup is being written already.", "Try again when that is done.");
        var name = $"plandecomp-{time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.zip";
        if (options.Value.Folder is { Length: > 0 } place)
        {
            using (turn)
            {
                var (manifest, bytes) = await writer.WriteFileAsync(Path.Combine(place, name), ct);
                return TypedResults.Json(new BackupReport(name, bytes, manifest.Files.Count, manifest.CreatedAt), ContractsJson.Readable.BackupReport);
            }
        }

        // Whole before its first byte is sent: whoever fetches it has all of it, or sees that it is cut.
        var archive = Path.Combine(folder.Root, $"{name}.{Path.GetRandomFileName()}.part");
        http.Response.OnCompleted(() =>
        {
            File.Delete(archive);
            turn.Dispose();
            return Task.CompletedTask;
        });
        await writer.WriteFileAsync(archive, ct);
        return TypedResults.PhysicalFile(archive, "application/zip", name);
    }
}
