using Microsoft.Extensions.Logging;
using PlanDecomp.Jobs;

namespace PlanDecomp.Plans;

/// <summary>Now and then completes what creations and deletions of plans left half done because their process ended.</summary>
internal sealed class PlanIndexHealing(PlanIndex index, TimeProvider time, ILogger<PlanIndexHealing> logger) : PeriodicWork(time, logger)
{
    protected override TimeSpan Pause => TimeSpan.FromMinutes(1);

    protected override Task RoundAsync(CancellationToken ct) => index.HealAsync(ct);
}
