using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace PlanDecomp.Web.Proxy;

/// <summary>A request that its instance cannot have acted on is sent once more, to another instance.</summary>
/// <remarks>
/// Safe are: any request whose connection was refused, for nothing of it was sent and its body is unread; and a GET or HEAD
/// without a body (RFC 9110, 9.2.1) whose connection broke before an answer came.
/// </remarks>
internal static class SecondChance
{
    public static async Task GiveAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (IsSafe(context) && TakeOthers(context))
        {
            context.Features.Set<IForwarderErrorFeature>(null);
            context.Response.Clear();
            await next(context);
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

    private static bool IsSafe(HttpContext context)
    {
        if (context.GetForwarderErrorFeature() is not { Error: ForwarderError.Request } fault
            || context.Response.HasStarted
            || context.RequestAborted.IsCancellationRequested) return false;
        if (fault.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError }) return true;

        var request = context.Request;
        return (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && request.ContentLength is null or 0
            && !request.Headers.ContainsKey("Transfer-Encoding");
    }

    /// <summary>Leaves only the instances that have not been tried; false when there is no other.</summary>
    private static bool TakeOthers(HttpContext context)
    {
        var proxy = context.GetReverseProxyFeature();
        var state = context.GetRouteModel().Cluster!.DestinationsState;
        var others = Without(state.AvailableDestinations, proxy.ProxiedDestination);

        // The available ones may still be those of a moment ago, when the others had not returned.
        if (others.Count == 0) others = Without(state.AllDestinations, proxy.ProxiedDestination);
        if (others.Count == 0) return false;
        proxy.AvailableDestinations = others;
        proxy.ProxiedDestination = null;
        return true;
    }

    private static List<DestinationState> Without(IReadOnlyList<DestinationState> destinations, DestinationState? tried) =>
        [.. destinations.Where(destination => destination != tried)];
}
