using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using PlanDecomp.ServiceDefaults.Health;

namespace PlanDecomp.ServiceDefaults;

/// <summary><c>/alive</c>: this process works. <c>/health</c>: so does what it needs. Open in every environment, to everyone.</summary>
public static class HealthEndpoints
{
    public const string Alive = "/alive";
    public const string Health = "/health";

    private const string LiveTag = "live";

    /// <summary>Degraded answers 200: the process serves, if with less; only Unhealthy (503) takes it out of rotation.</summary>
    public static IEndpointRouteBuilder MapDefaultEndpoints(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks(Alive, new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(LiveTag),
            ResponseWriter = WriteAsync,
        }).AllowAnonymous().DisableHttpMetrics();
        app.MapHealthChecks(Health, new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous().DisableHttpMetrics();
        return app;
    }

    internal static void AddSelfCheck(this IHostApplicationBuilder builder) =>
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [LiveTag]);

    private static Task WriteAsync(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(
            HealthAnswer.Of(report), HealthJson.Default.HealthAnswer, cancellationToken: context.RequestAborted);
}
