namespace PlanDecomp.Worker.Running;

/// <summary>What one round of sweeping found and did.</summary>
/// <param name="Active">Jobs not at their end.</param>
/// <param name="ReEnqueued">Jobs that could be claimed and that no queue entry announced; it does now.</param>
/// <param name="Started">Without Redis: jobs that this worker has begun straight from the store.</param>
/// <param name="TakenOver">Of these both, those whose worker was lost.</param>
/// <param name="Cancelled">Jobs that were cancelled because what had started them failed, was cancelled or is gone.</param>
internal sealed record SweepReport(int Active, int ReEnqueued, int Started, int TakenOver, int Cancelled);
