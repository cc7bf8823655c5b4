using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace PlanDecomp.Web.Proxy;

/// <summary>A request that its instance cannot have acted on is sent to another one, as long as there is one that was not tried.</summary>
/// <remarks>
/// Safe are: any request whose connection was refused, for nothing of it was sent and its body is unread; and a GET or HEAD
/// without a body (RFC 9110, 9.2.1) whose connection broke before an answer came, or that waited longer than <see cref="ReadPatience"/>.
/// </remarks>
internal static class SecondChance
{
    public static async Task GiveAsync(HttpContext context, RequestDelegate next)
    {
        var tried = new HashSet<DestinationState>();
        await TryAsync(context, tried, next);
        while (IsSafe(context) && TakeOthers(context, tried))
        {
            context.Features.Set<IForwarderErrorFeature>(null);
            context.Response.Clear();
            await TryAsync(context, tried, next);
        }

        if (context.GetForwarderErrorFeature() is not null && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            var problem = TypedResults.Problem(
                statusCode: context.Response.StatusCode,
                title: "The Api does not answer.",
                detail: "It is starting or overloaded. Try again in a few seconds.");
            await problem.ExecuteAsync(context);
        }
    }

    private static async Task TryAsync(HttpContext context, HashSet<DestinationState> tried, RequestDelegate next)
    {
        // A stream stays open; it begins at once, and its reader comes back by itself.
        var isRead = IsRead(context.Request) && context.Request.Path.Value?.EndsWith("/stream", StringComparison.OrdinalIgnoreCase) != true;
        if (!isRead || Without(context.GetRouteModel().Cluster!.DestinationsState.AvailableDestinations, tried).Count < 2)
        {
            context.Features.Set<ReadPatience>(null);
            await next(context);
            return;
        }

        var aborted = context.RequestAborted;
        using var patience = new ReadPatience(aborted);
        context.Features.Set(patience);
        context.RequestAborted = patience.Token;
        try
        {
            await next(context);
        }
        finally
        {
            context.RequestAborted = aborted;
        }
    }

    private static bool IsSafe(HttpContext context)
    {
        if (context.Features.Get<ReadPatience>() is { RanOut: true }) return !context.Response.HasStarted;
        if (context.GetForwarderErrorFeature() is not { Error: ForwarderError.Request } fault
            || context.Response.HasStarted
            || context.RequestAborted.IsCancellationRequested) return false;
        if (fault.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError }) return true;
        return IsRead(context.Request);
    }

    private static bool IsRead(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && request.ContentLength is null or 0
        && !request.Headers.ContainsKey("Transfer-Encoding");

    /// <summary>Leaves only the instances that have not been tried; false when there is no other.</summary>
    private static bool TakeOthers(HttpContext context, HashSet<DestinationState> tried)
    {
        var proxy = context.GetReverseProxyFeature();
        if (proxy.ProxiedDestination is { } last) tried.Add(last);
        var state = context.GetRouteModel().Cluster!.DestinationsState;
        var others = Without(state.AvailableDestinations, tried);

        // Those that count as unhealthy may have returned since they were asked; better than no answer.
        if (others.Count == 0) others = Without(state.AllDestinations, tried);
        if (others.Count == 0) return false;
        proxy.AvailableDestinations = others;
        proxy.ProxiedDestination = null;
        return true;
    }

    private static List<DestinationState> Without(IReadOnlyList<DestinationState> destinations, HashSet<DestinationState> tried) =>
        [.. destinations.Where(destination => !tried.Contains(destination))];
}
