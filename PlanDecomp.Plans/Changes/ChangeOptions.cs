using System.ComponentModel.DataAnnotations;

namespace PlanDecomp.Plans.Changes;

/// <summary>The history of plans' changes. Section <c>Changes</c>.</summary>
public sealed class ChangeOptions
{
    public const string Section = "Changes";

    /// <summary>Change sets a plan keeps, undone ones included; with a further one the oldest is forgotten and cannot be undone any more.</summary>
    [Range(1, 100_000)]
    public int Keep { get; set; } = 200;

    /// <summary>Accepted and rejected proposals a plan keeps; open ones stay until someone settles them.</summary>
    [Range(0, 10_000)]
    public int KeepProposals { get; set; } = 50;
}
