using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PlanDecomp.ServiceDefaults.Edge;

/// <summary>What a host that browsers can reach asks of every request, before anything looks at its route: a new route has it by itself.</summary>
public static class EdgeServices
{
    /// <summary>Comes first in the pipeline. Reads forwarded headers too, since part of it must come before them and part after.</summary>
    public static IApplicationBuilder UseEdge(this IApplicationBuilder app)
    {
        app.Use(SafeHeaders.AddAsync);
        app.UseMiddleware<HostNames>();
        app.UseForwardedHeaders();
        return app.Use(CrossSite.RefuseAsync);
    }

    internal static void AddEdge(this IServiceCollection services)
    {
        services.AddOptions<EdgeOptions>().BindConfiguration(EdgeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ForwardedHeadersOptions>().PostConfigure<IOptions<EdgeOptions>>((headers, edge) =>
        {
            foreach (var network in edge.Value.KnownProxies) headers.KnownIPNetworks.Add(IPNetwork.Parse(network));
        });
        services.AddBoundedSendBuffers();
    }
}
