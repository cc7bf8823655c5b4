using System.ComponentModel.DataAnnotations;

namespace PlanDecomp.Storage;

/// <summary>Where the SQLite files live and how many may be open. Section <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>The data folder. On a local disk: WAL does not work on a network file system.</summary>
    [Required]
    public string Path { get; set; } = "data";

    /// <summary>File handles one process may hold for all SQLite files together: seven for each file in use, three or four for each that it only keeps open.</summary>
    [Range(28, 100_000)]
    public int MaxHandles { get; set; } = 256;

    /// <summary>Bytes on the data folder's disk below which <c>/health</c> says that room runs out.</summary>
    [Range(0L, long.MaxValue)]
    public long MinFreeBytes { get; set; } = 256L << 20;

    /// <summary>How long a write waits for another process's transaction before it fails.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
