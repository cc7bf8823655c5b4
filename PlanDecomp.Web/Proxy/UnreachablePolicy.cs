using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace PlanDecomp.Web.Proxy;

/// <summary>An instance that could not be reached once is left out until the active probe finds it again.</summary>
/// <remarks>YARP's own passive policy judges by the rate of failures over a minute; a killed instance would get requests all that time.</remarks>
internal sealed class UnreachablePolicy(IDestinationHealthUpdater health) : IPassiveHealthCheckPolicy
{
    public const string PolicyName = "Unreachable";

    public string Name => PolicyName;

    public void RequestProxied(HttpContext context, ClusterState cluster, DestinationState destination)
    {
        // A client that has gone says nothing of the destination.
        var unreachable = context.GetForwarderErrorFeature()?.Error is ForwarderError.Request && !context.RequestAborted.IsCancellationRequested;
        var reactivation = cluster.Model.Config.HealthCheck?.Passive?.ReactivationPeriod ?? TimeSpan.Zero;
        health.SetPassive(cluster, destination, unreachable ? DestinationHealth.Unhealthy : DestinationHealth.Healthy, reactivation);
    }
}
