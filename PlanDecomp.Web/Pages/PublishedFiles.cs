using Microsoft.Extensions.FileProviders;

namespace PlanDecomp.Web.Pages;

/// <summary>The static files as publishing leaves them: trimmed, compressed, with a manifest of their own.</summary>
/// <remarks>
/// A published app has them beside itself, and a Release build in its <c>publish</c> folder. Any other build has none: its files are
/// found where their sources are, through the build's manifest.
/// </remarks>
internal static class PublishedFiles
{
    private const string WebRoot = "wwwroot";

    private static readonly string? Folder = new[] { Path.Combine(AppContext.BaseDirectory, "publish"), AppContext.BaseDirectory }
        .FirstOrDefault(folder => Directory.Exists(Path.Combine(folder, WebRoot)));

    /// <summary>The manifest for <c>MapStaticAssets</c>; null means the build's.</summary>
    public static string? Manifest => Folder is null ? null : Path.Combine(Folder, "PlanDecomp.Web.staticwebassets.endpoints.json");

    public static void UsePublishedFiles(this WebApplicationBuilder builder)
    {
        if (Folder is null)
        {
            builder.WebHost.UseStaticWebAssets();
            return;
        }

        // Assigned, and not only configured: in the Development environment the build's files are there already.
        builder.Environment.WebRootPath = Path.Combine(Folder, WebRoot);
        builder.Environment.WebRootFileProvider = new PhysicalFileProvider(builder.Environment.WebRootPath);
    }
}
