using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace PlanDecomp.ServiceDefaults.Telemetry;

/// <summary>What a request of <see cref="QuietPaths"/> does belongs to no trace: its own span is left out, and its commands would hang below nothing.</summary>
/// <remarks>A sampler that follows the parent would leave them out by itself; Aspire sets <c>OTEL_TRACES_SAMPLER=always_on</c>.</remarks>
internal sealed class QuietRequests : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) =>
        {
            if (QuietPaths.Contains(context.Request.Path.Value)) Activity.Current = null;
            return following(context);
        });
        next(app);
    };
}
