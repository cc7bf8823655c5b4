using System.Net.Mime;
using Microsoft.AspNetCore.Components.Forms;
using PlanDecomp.Web.Client;

namespace PlanDecomp.Web.Pages;

/// <summary>The pages: prerendered here, alive in the browser.</summary>
internal static class PagesServices
{
    // Never asked: a prerendered page loads nothing.
    private static readonly Uri NoOrigin = new("http://prerendered.invalid/");

    public static void AddPages(this IServiceCollection services)
    {
        services.AddOptions<TelemetryOptions>().BindConfiguration(TelemetryOptions.Section).ValidateDataAnnotations().ValidateOnStart();

        // Before the components' own services, which give way to it.
        services.AddScoped<AntiforgeryStateProvider, NoAntiforgery>();
        services.AddRazorComponents().AddInteractiveWebAssemblyComponents();
        services.AddWebClient(NoOrigin);

        // For the pages alone: files are compressed when they are built, and what the Api answers is its own matter. A page holds no
        // secret that its compressed length over https could give away (BREACH).
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = [MediaTypeNames.Text.Html];
        });
    }

    public static void UsePageResponses(this WebApplication app)
    {
        app.UseResponseCompression();
        app.UseUnknownAddressPage();
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets(PublishedFiles.Manifest);
        app.MapRazorComponents<App>()
            .AddInteractiveWebAssemblyRenderMode()
            .WithStaticAssets(PublishedFiles.Manifest)
            .AddAdditionalAssemblies(typeof(WebClientServices).Assembly)
            .DisableAntiforgery()
            .Add(GetOnly);
    }

    /// <summary>Nothing is posted to a page; by default each would try to read a form.</summary>
    private static void GetOnly(EndpointBuilder endpoint)
    {
        foreach (var methods in endpoint.Metadata.OfType<HttpMethodMetadata>().ToList()) endpoint.Metadata.Remove(methods);
        endpoint.Metadata.Add(new HttpMethodMetadata([HttpMethods.Get]));
    }
}
