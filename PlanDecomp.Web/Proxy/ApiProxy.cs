using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PlanDecomp.ServiceDefaults;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Transforms;

namespace PlanDecomp.Web.Proxy;

/// <summary>Passes <c>/api/*</c> on to the instances of the Api, which know nothing of the prefix.</summary>
internal static class ApiProxy
{
    public const string Cluster = "api";
    public const string Prefix = "/api";

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);

    // Above the 15 s between the heartbeats of an event stream, which is thus never idle for so long.
    private static readonly TimeSpan ActivityTimeout = TimeSpan.FromSeconds(100);

    public static void AddApiProxy(this WebApplicationBuilder builder)
    {
        // A proxy on this machine may end TLS in front of us: its word on scheme and client is taken, nobody else's.
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost);

        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IPassiveHealthCheckPolicy, UnreachablePolicy>());
        builder.Services.AddHealthChecks().AddCheck<ApiReachable>(Cluster);
        builder.Services.AddProxySpans();
        builder.Services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context =>
        {
            // One dialect: the Api's problems name it so.
            var extensions = context.ProblemDetails.Extensions;
            if (extensions.Remove("traceId", out var trace)) extensions["trace_id"] = trace;
        });
        builder.Services.AddReverseProxy()
            .AddTransforms(transforms => transforms.AddResponseTransform(answer =>
            {
                if (answer.ProxyResponse is not null) answer.HttpContext.Features.Get<ReadPatience>()?.Answered();
                return default;
            }))
            .LoadFromMemory([Route()], [ClusterOf(ApiAddresses.In(builder.Configuration))])
            .ConfigureHttpClient((_, handler) => handler.ConnectTimeout = ConnectTimeout);
    }

    public static void MapApiProxy(this WebApplication app) => app.MapReverseProxy(proxy =>
    {
        proxy.Use(BodyLimit.KeepAsync);
        proxy.Use(StreamsEnd.WithTheHost);
        proxy.Use(SecondChance.GiveAsync);
        proxy.UseLoadBalancing();
        proxy.UsePassiveHealthChecks();
    });

    private static RouteConfig Route() => new RouteConfig
    {
        RouteId = Cluster,
        ClusterId = Cluster,
        Match = new RouteMatch { Path = $"{Prefix}/{{**rest}}" },
    }
        .WithTransformPathRemovePrefix(Prefix)
        .WithTransformXForwarded(xPrefix: ForwardedTransformActions.Off)
        .WithTransformRequestHeader("X-Forwarded-Prefix", Prefix, append: false);

    private static ClusterConfig ClusterOf(IReadOnlyList<string> addresses) => new()
    {
        ClusterId = Cluster,
        Destinations = addresses
            .Select((address, index) => (address, index))
            .ToDictionary(entry => $"{Cluster}-{entry.index + 1}", entry => new DestinationConfig { Address = entry.address }),
        LoadBalancingPolicy = "PowerOfTwoChoices",
        HttpRequest = new ForwarderRequestConfig { ActivityTimeout = ActivityTimeout },
        HealthCheck = new HealthCheckConfig
        {
            // With none healthy, all are tried: one bad probe of the only address must not turn everyone away.
            AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
            Active = new ActiveHealthCheckConfig
            {
                Enabled = true,
                Interval = ProbeInterval,
                Timeout = ProbeTimeout,
                Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
                Path = HealthEndpoints.Alive,
            },
            Passive = new PassiveHealthCheckConfig
            {
                Enabled = true,
                Policy = UnreachablePolicy.PolicyName,
                ReactivationPeriod = 2 * ProbeInterval,
            },
        },
    };
}
