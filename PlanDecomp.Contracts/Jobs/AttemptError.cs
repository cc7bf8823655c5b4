namespace PlanDecomp.Contracts.Jobs;

/// <summary>Why one attempt at a job came to no end of the job.</summary>
/// <param name="Attempt">Which; see <see cref="Job.Attempt"/>.</param>
/// <param name="Time">When that was known.</param>
/// <param name="Reason">In words for a person.</param>
public sealed record AttemptError(int Attempt, DateTimeOffset Time, string Reason);
