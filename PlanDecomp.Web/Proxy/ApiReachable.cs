using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace PlanDecomp.Web.Proxy;

/// <summary>How many instances of the Api the proxy finds. Without any, this process still serves its pages, so that is degraded.</summary>
internal sealed class ApiReachable(IProxyStateLookup proxy) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<DestinationState> all = proxy.TryGetCluster(ApiProxy.Cluster, out var cluster) ? cluster.DestinationsState.AllDestinations : [];
        var healthy = all.Count(destination =>
            destination.Health.Active == DestinationHealth.Healthy && destination.Health.Passive != DestinationHealth.Unhealthy);
        var text = $"{healthy} of {all.Count} instances answer.";
        return Task.FromResult(healthy > 0 ? HealthCheckResult.Healthy(text) : HealthCheckResult.Degraded(text));
    }
}
