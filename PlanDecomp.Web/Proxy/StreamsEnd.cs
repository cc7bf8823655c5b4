namespace PlanDecomp.Web.Proxy;

/// <summary>Ends proxied event streams when this process is asked to stop.</summary>
/// <remarks>They would hold the stop up until it times out. Their readers reconnect and go on after the last event they have.</remarks>
internal static class StreamsEnd
{
    private const string EventStream = "text/event-stream";

    public static async Task WithTheHost(HttpContext context, RequestDelegate next)
    {
        var lifetime = context.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        await using var registration = lifetime.ApplicationStopping.Register(() =>
        {
            if (context.Response.ContentType?.StartsWith(EventStream, StringComparison.OrdinalIgnoreCase) == true) context.Abort();
        });
        await next(context);
    }
}
