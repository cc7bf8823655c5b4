using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PlanDecomp.AppHost.Services;

/// <summary>When a command can be used.</summary>
internal static class CommandStates
{
    public static ResourceCommandState WhenRunning(UpdateCommandStateContext context) =>
        context.ResourceSnapshot.State?.Text == KnownResourceStates.Running && context.ResourceSnapshot.HealthStatus is HealthStatus.Healthy or null
            ? ResourceCommandState.Enabled
            : ResourceCommandState.Disabled;
}
