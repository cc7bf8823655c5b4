
namespace PlanDecomp.ServiceDefaults.Telemetry;

/// <summary>Requests that make no span: health probes come every few seconds, and an event stream lasts for hours.</summary>
internal static class QuietPaths
{
    private const string Stream = "/stream";

    public static bool Contains(string? path) =>
        path is not null
        && (path.EndsWith(HealthEndpoints.Alive, StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(HealthEndpoints.Health, StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(Stream, StringComparison.OrdinalIgnoreCase));
}
