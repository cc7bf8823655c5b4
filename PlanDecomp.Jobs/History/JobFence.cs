namespace PlanDecomp.Jobs.History;

/// <summary>One claim of one job. Every write of a run carries it, and holds only while the claim does.</summary>
/// <param name="JobId">The job.</param>
/// <param name="PlanId">Its plan, which says in which file its row lives.</param>
/// <param name="Attempt">The claim's number; a later claim has a greater one.</param>
public sealed record JobFence(string JobId, long? PlanId, int Attempt);

/// <summary>The claim is over: another worker took the job, or it was ended. Nothing of the write was stored.</summary>
public sealed class FenceLostException(JobFence fence)
    : Exception($"Attempt {fence.Attempt} of job {fence.JobId} no longer holds the job.");
