using Microsoft.Extensions.DependencyInjection;
using PlanDecomp.AppHost.Running;

namespace PlanDecomp.AppHost.Services;

/// <summary>Links of the dashboard that say where they lead.</summary>
internal static class ServiceLinks
{
    /// <summary>In the order given; an instance's own bare address is shown with its details only.</summary>
    public static IResourceBuilder<ProjectResource> WithLinks(
        this IResourceBuilder<ProjectResource> builder, params IReadOnlyList<(string Path, string Text)> links) =>
        builder.WithUrls(context =>
        {
            foreach (var url in context.Urls.Where(url => url.Endpoint is not null)) url.DisplayLocation = UrlDisplayLocation.DetailsOnly;
            var endpoint = builder.GetEndpoint(ServiceBuilding.Http);
            foreach (var (path, text) in links)
                context.Urls.Add(new ResourceUrlAnnotation { Url = $"{endpoint.Url}{path}", DisplayText = text, Endpoint = endpoint });
        });

    /// <summary>Tells the pages where the dashboard shows the trace of a job.</summary>
    public static IResourceBuilder<ProjectResource> WithTraceLinks(this IResourceBuilder<ProjectResource> web) =>
        web.ApplicationBuilder.ExecutionContext.IsPublishMode ? web : web.WithEnvironment(async context =>
        {
            var model = context.ExecutionContext.Services.GetRequiredService<DistributedApplicationModel>();
            if (await Dashboard.AddressAsync(model, context.CancellationToken) is { } dashboard)
                context.EnvironmentVariables.TryAdd("Telemetry__TraceUrl", $"{dashboard}/traces/detail/{{trace_id}}");
        });
}
