using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace PlanDecomp.Web.Proxy;

/// <summary>An instance that could not be reached once, or kept a read waiting too long, is left out until the active probe finds it again.</summary>
/// <remarks>YARP's own passive policy judges by the rate of failures over a minute; a killed instance would get requests all that time.</remarks>
internal sealed partial class UnreachablePolicy(IDestinationHealthUpdater health, ILogger<UnreachablePolicy> logger) : IPassiveHealthCheckPolicy
{
    public const string PolicyName = "Unreachable";

    public string Name => PolicyName;

    public void RequestProxied(HttpContext context, ClusterState cluster, DestinationState destination)
    {
        // A client that has gone says nothing of the destination.
        var fault = context.GetForwarderErrorFeature();
        var ranOut = fault is not null && context.Features.Get<ReadPatience>() is { RanOut: true };
        var isTheirs = fault is not null && !context.RequestAborted.IsCancellationRequested;
        var unreachable = ranOut || (isTheirs && fault!.Error is ForwarderError.Request);
        var reactivation = cluster.Model.Config.HealthCheck?.Passive?.ReactivationPeriod ?? TimeSpan.Zero;
        health.SetPassive(cluster, destination, unreachable ? DestinationHealth.Unhealthy : DestinationHealth.Healthy, reactivation);

        // In one line: the proxy's own says it with a stack trace, once for each request that an absent instance costs a second try.
        if (ranOut) LogSilent(destination.DestinationId, ReadPatience.Limit.TotalSeconds);
        else if (isTheirs) LogFailed(destination.DestinationId, fault!.Error, fault.Exception?.GetType().Name, fault.Exception?.Message);
    }

    [LoggerMessage(LogLevel.Warning, "{Instance} has not begun to answer a read for {Seconds} s; another instance is asked.")]
    private partial void LogSilent(string instance, double seconds);

    [LoggerMessage(LogLevel.Warning, "{Instance}: {Error}: {Type}: {Reason}")]
    private partial void LogFailed(string instance, ForwarderError error, string? type, string? reason);
}
