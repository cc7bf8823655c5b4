using Microsoft.AspNetCore.HttpOverrides;

namespace PlanDecomp.Api.Reference;

/// <summary>Lets links name the address that the browser used: the web host passes requests on without their <c>/api</c>, and says so in headers.</summary>
public static class BehindProxy
{
    /// <summary>Loopback, and the networks that no one on the internet can send from (RFC 1918, RFC 4193, RFC 3927, RFC 4291).</summary>
    private static readonly string[] TrustedNetworks =
        ["127.0.0.0/8", "::1/128", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "fc00::/7", "fe80::/10"];

    public static IServiceCollection AddBehindProxy(this IServiceCollection services) => services.Configure<ForwardedHeadersOptions>(options =>
    {
        options.ForwardedHeaders = ForwardedHeaders.All;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in TrustedNetworks) options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
    });
}
