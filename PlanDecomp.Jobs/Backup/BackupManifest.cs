using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using PlanDecomp.Contracts.Json;

namespace PlanDecomp.Jobs.Backup;

/// <summary><c>manifest.json</c> of a backup: what the archive holds, so that a restore can tell whether it still does.</summary>
/// <param name="Version">Of the archive's form.</param>
/// <param name="Program">The version of the program that wrote it.</param>
/// <param name="CreatedAt">When the backup began: whatever was stored by then is in it.</param>
/// <param name="Files">Every other entry, in the order of the archive.</param>
public sealed partial record BackupManifest(
    int Version, string Program, [property: JsonConverter(typeof(UtcTimestampConverter))] DateTimeOffset CreatedAt, IReadOnlyList<BackedUpFile> Files)
{
    public const string EntryName = "manifest.json";
    public const int CurrentVersion = 1;

    /// <summary>True for what a data folder holds. Nothing else is restored: a path that leads elsewhere least of all.</summary>
    public static bool IsKnown(string path) => KnownPath().IsMatch(path);

    [GeneratedRegex(@"\A(main\.sqlite|system_jobs\.sqlite|plans/plan_[0-9]{1,19}\.sqlite|(keys|uploads|exports)/[A-Za-z0-9_-][A-Za-z0-9._-]{0,199})\z")]
    private static partial Regex KnownPath();
}

/// <summary>A file of the data folder as the archive holds it.</summary>
/// <param name="Path">Within the data folder, with slashes.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">In lower-case hexadecimal.</param>
public sealed record BackedUpFile(string Path, long Size, string Sha256);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(BackupManifest))]
public sealed partial class BackupJson : JsonSerializerContext;
