using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace PlanDecomp.ServiceDefaults.Edge;

/// <summary>Lets no page of another origin change anything, also none of another port of this host: a browser sends the cookies of a host to all its ports.</summary>
/// <remarks>
/// Browsers say where a request comes from, in <c>Sec-Fetch-Site</c> or, older ones and plain http to another machine, in <c>Origin</c>; no page
/// can change either. Who sends neither is no browser, and has no one's cookie that it was not given.
/// </remarks>
internal static class CrossSite
{
    private const string SecFetchSite = "Sec-Fetch-Site";

    public static Task RefuseAsync(HttpContext context, RequestDelegate next) => IsOwn(context.Request)
        ? next(context)
        : TypedResults.Problem(
            statusCode: StatusCodes.Status403Forbidden,
            title: "A page of another origin must not change anything here.",
            detail: "Behind a proxy that changes the Host, have it send X-Forwarded-Host.").ExecuteAsync(context);

    private static bool IsOwn(HttpRequest request)
    {
        if (request.IsSafe()) return true;

        // "none" is the person's own doing, not a page's. The browser compares origins itself, so this needs no look at the Host.
        if (request.Headers[SecFetchSite] is { Count: > 0 } site) return site is ["same-origin"] or ["none"];

        // The scheme is left out: where TLS ends in front of this process, it may not know of it.
        return request.Headers[HeaderNames.Origin] is not { Count: > 0 } origin
            || (origin is [{ } one] && Uri.TryCreate(one, UriKind.Absolute, out var url) && request.Host.HasValue && IsSame(url, request.Host));
    }

    private static bool IsSame(Uri origin, HostString host) =>
        origin.Host.Equals(host.Host, StringComparison.OrdinalIgnoreCase)
        && origin.Port == (host.Port ?? (origin.Scheme == Uri.UriSchemeHttps ? 443 : 80));
}
