using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Worker.Checkpoints;

/// <summary>What a job knows of those it goes on from.</summary>
internal static class Continuation
{
    /// <summary>The jobs whose work is this one's: those it goes on from, and itself.</summary>
    public static IReadOnlyList<string> Lineage(this Job job) => [.. job.Continues ?? [], job.JobId];

    /// <summary>True until the job has stored a checkpoint of its own: what failed for the one before is tried again, once.</summary>
    /// <param name="job">The job.</param>
    /// <param name="by">The job that has stored the checkpoint; null in those of older programs.</param>
    public static bool Inherits(this Job job, string? by) => job.Continues is { Count: > 0 } && by != job.JobId;
}
