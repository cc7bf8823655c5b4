namespace PlanDecomp.Api.Admin;

/// <summary>Where backups go that are asked for over HTTP. Section <c>Backup</c>.</summary>
public sealed class BackupOptions
{
    public const string Section = "Backup";

    /// <summary>A folder for archives, which must be there; null sends the archive as the answer.</summary>
    public string? Folder { get; set; }
}
