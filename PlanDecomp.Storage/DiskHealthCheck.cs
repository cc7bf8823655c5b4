using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace PlanDecomp.Storage;

/// <summary>Says when there is no room to store anything. Reads go on, so the process stays in rotation: degraded, not unhealthy.</summary>
internal sealed class DiskHealthCheck(DataFolder folder, SqliteFiles files, IOptions<StorageOptions> options) : IHealthCheck
{
    public const string Name = "disk";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        files.IsFull ? HealthCheckResult.Degraded("The last write found the disk full. Reads go on; writes are answered 507 until there is room.")
        : FreeBytes() is { } free && free < options.Value.MinFreeBytes ? HealthCheckResult.Degraded($"Only {free} bytes are free on the disk of the data folder (Storage:MinFreeBytes).")
        : HealthCheckResult.Healthy());

    private long? FreeBytes()
    {
        try
        {
            return new DriveInfo(folder.Root).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // No disk that tells.
            return null;
        }
    }
}
