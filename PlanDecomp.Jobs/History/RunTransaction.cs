namespace PlanDecomp.Jobs.History;

/// <summary>The open transaction of a run's write, as the run's own work gets it. What stands behind it, only stores of the same database know.</summary>
/// <param name="fence">The claim that it writes under.</param>
public abstract class RunTransaction(JobFence fence)
{
    public JobFence Fence => fence;
}
