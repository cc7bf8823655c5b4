namespace PlanDecomp.Storage;

/// <summary>A newer version of the program has written the file: this one leaves it alone.</summary>
/// <param name="path">The file.</param>
/// <param name="version">Its schema version.</param>
/// <param name="known">The newest one that this program knows.</param>
public sealed class NewerFileException(string path, int version, int known)
    : InvalidOperationException($"'{System.IO.Path.GetFileName(path)}' has schema version {version}; this program knows up to {known}. Use a newer program.")
{
    public string File { get; } = System.IO.Path.GetFileName(path);

    public int Version { get; } = version;

    public int Known { get; } = known;
}
