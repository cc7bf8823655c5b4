namespace PlanDecomp.Jobs.History;

/// <summary>The open transaction of a run's write, as the run's own work gets it. What stands behind it, only stores of the same database know.</summary>
/// <param name="fence">The claim that it writes under.</param>
public abstract class RunTransaction(JobFence fence)
{
    private readonly List<WorkLine> _told = [];

    public JobFence Fence => fence;

    /// <summary>Where the next attempt goes on; the work may replace it when it finds things otherwise than thought. Null leaves the stored one.</summary>
    public string? Checkpoint { get; set; }

    /// <summary>What the work has told so far, in order.</summary>
    public IReadOnlyList<WorkLine> Told => _told;

    /// <summary>Tells of the work: the line is stored in this transaction and seen after it, or never.</summary>
    public void Tell(WorkLine line) => _told.Add(line);
}
