using PlanDecomp.Web.Client;

namespace PlanDecomp.Web.Pages;

/// <summary>The pages: prerendered here, alive in the browser.</summary>
internal static class PagesServices
{
    // Never asked: a prerendered page loads nothing.
    private static readonly Uri NoOrigin = new("http://prerendered.invalid/");

    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveWebAssemblyComponents();
        services.AddWebClient(NoOrigin);
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets(PublishedFiles.Manifest);
        app.MapRazorComponents<App>()
            .AddInteractiveWebAssemblyRenderMode()
            .WithStaticAssets(PublishedFiles.Manifest)
            .AddAdditionalAssemblies(typeof(WebClientServices).Assembly);
    }
}
