
namespace PlanDecomp.ServiceDefaults.Telemetry;

/// <summary>Requests that make no span: health probes come every few seconds, an event stream lasts for hours, and a page is some seventy files.</summary>
internal static class QuietPaths
{
    private const string Stream = "/stream";
    private static readonly string[] Files = ["/_framework/", "/_content/"];
    private static readonly string[] FileEndings = [".js", ".css", ".wasm", ".png", ".svg", ".ico", ".woff2", ".webmanifest"];

    public static bool Contains(string? path) =>
        path is not null
        && (path.EndsWith(HealthEndpoints.Alive, StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(HealthEndpoints.Health, StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(Stream, StringComparison.OrdinalIgnoreCase)
            || Files.Any(folder => path.StartsWith(folder, StringComparison.OrdinalIgnoreCase))
            || FileEndings.Contains(Path.GetExtension(path)));
}
