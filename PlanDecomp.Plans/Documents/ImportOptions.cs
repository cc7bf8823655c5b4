using System.ComponentModel.DataAnnotations;

namespace PlanDecomp.Plans.Documents;

/// <summary>How large a document may be that is imported. Section <c>Import</c>.</summary>
public sealed class ImportOptions
{
    public const string Section = "Import";

    /// <summary>Bytes of the request's body. The web host keeps the same limit, and cannot take more than 28 MiB.</summary>
    [Range(1_024, 28 * 1024 * 1024)]
    public long MaxBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Tasks of one plan.</summary>
    [Range(1, 100_000)]
    public int MaxTasks { get; set; } = 10_000;

    /// <summary>Plans of one document.</summary>
    [Range(1, 10_000)]
    public int MaxPlans { get; set; } = 200;

    /// <summary>Bytes that a zip may unpack to, against archives that are small and hold a flood.</summary>
    public long MaxUnpackedBytes => 8 * MaxBytes;
}
