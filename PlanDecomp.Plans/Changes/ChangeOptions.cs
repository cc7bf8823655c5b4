using System.ComponentModel.DataAnnotations;

namespace PlanDecomp.Plans.Changes;

/// <summary>The history of plans' changes. Section <c>Changes</c>.</summary>
public sealed class ChangeOptions
{
    public const string Section = "Changes";

    /// <summary>Change sets a plan keeps, undone ones included; with a further one the oldest is forgotten and cannot be undone any more.</summary>
    [Range(1, 100_000)]
    public int Keep { get; set; } = 200;
}
