using System.Text.RegularExpressions;
using OpenTelemetry.Instrumentation.AspNetCore;
using Yarp.ReverseProxy.Model;

namespace PlanDecomp.Web.Proxy;

/// <summary>Names the spans of requests that are passed on: the proxy has one route for all of them, and spans are found by their names.</summary>
internal static partial class ProxySpans
{
    private const int MaxSegments = 8;

    public static void AddProxySpans(this IServiceCollection services) => services.Configure<AspNetCoreTraceInstrumentationOptions>(options =>
        options.EnrichWithHttpResponse = (span, response) =>
        {
            // A path that the Api does not know may be anything: it keeps the proxy's route, so that names stay few.
            if (response.HttpContext.Features.Get<IReverseProxyFeature>() is null || response.StatusCode == StatusCodes.Status404NotFound) return;
            span.DisplayName = $"{response.HttpContext.Request.Method} {RouteOf(response.HttpContext.Request.Path)}";
        });

    /// <summary>The path with <c>{id}</c> for whatever is no word of a route.</summary>
    public static string RouteOf(string? path)
    {
        var segments = (path ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        var words = segments.Take(MaxSegments).Select(segment => Word().IsMatch(segment) ? segment : "{id}");
        return $"/{string.Join('/', words)}{(segments.Length > MaxSegments ? "/…" : "")}";
    }

    [GeneratedRegex("^[a-z][a-z_-]{0,23}$")]
    private static partial Regex Word();
}
