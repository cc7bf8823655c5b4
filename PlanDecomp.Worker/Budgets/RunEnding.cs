using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.Handlers;

namespace PlanDecomp.Worker.Budgets;

/// <summary>How a run within budgets has ended. Cancelled goes before an error: what was refused on the way out is not its reason.</summary>
/// <param name="Status">Cancelled, failed or succeeded.</param>
/// <param name="Reason">One of <see cref="StopReasons"/>.</param>
/// <param name="Error">In words; only of a failed one.</param>
internal sealed record RunEnding(JobStatus Status, string Reason, string? Error)
{
    /// <param name="job">The job.</param>
    /// <param name="error">Why nothing could be done; null when something was.</param>
    /// <param name="exhausted">The budget that ran out; null when none did.</param>
    /// <param name="left">Something was left to do: a wish to cancel that came when nothing was has stopped nothing.</param>
    /// <param name="ct">The run's own.</param>
    public static RunEnding Of(JobContext job, string? error, string? exhausted, bool left, CancellationToken ct) =>
        left && ct.IsCancellationRequested && job.StopReason == JobStopReason.CancelRequested
            ? new(JobStatus.Cancelled, StopReasons.Cancelled, null)
            : new(error is null ? JobStatus.Succeeded : JobStatus.Failed, exhausted ?? StopReasons.Completed, error);

    /// <summary>The one of three that is its own, such as a code of a log line.</summary>
    public string Of(string cancelled, string succeeded, string failed) => Status switch
    {
        JobStatus.Cancelled => cancelled,
        JobStatus.Succeeded => succeeded,
        _ => failed,
    };
}
