using System.ComponentModel.DataAnnotations;

namespace PlanDecomp.Plans.Documents;

/// <summary>What exports may hold and how long they are kept. Section <c>Export</c>.</summary>
public sealed class ExportOptions
{
    public const string Section = "Export";

    /// <summary>Plans of one export.</summary>
    [Range(1, 100_000)]
    public int MaxPlans { get; set; } = 1_000;

    /// <summary>How long a file can be fetched; at most as long as its job is kept.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "36500.00:00:00")]
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(7);
}
