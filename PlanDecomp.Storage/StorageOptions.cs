using System.ComponentModel.DataAnnotations;

namespace PlanDecomp.Storage;

/// <summary>Where the SQLite files live and how many may be open. Section <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>The data folder. On a local disk: WAL does not work on a network file system.</summary>
    [Required]
    public string Path { get; set; } = "data";

    /// <summary>SQLite connections one process may hold over all files.</summary>
    [Range(12, 10_000)]
    public int MaxConnections { get; set; } = 192;

    /// <summary>How long a write waits for another process's transaction before it fails.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
