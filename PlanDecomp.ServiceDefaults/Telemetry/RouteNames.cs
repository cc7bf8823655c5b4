using System.Diagnostics;
using System.Text.RegularExpressions;

namespace PlanDecomp.ServiceDefaults.Telemetry;

/// <summary>Routes as people write them: <c>/plans/{plan_id}</c>, not <c>/plans/{plan_id:long:min(1)}/</c>.</summary>
internal static partial class RouteNames
{
    private const string Route = "http.route";

    /// <summary>In a request's span, of which the route is the name and an attribute.</summary>
    public static void Shorten(Activity request)
    {
        if (request.GetTagItem(Route) is not string route) return;
        var brief = Brief(route);
        if (brief == route) return;
        request.DisplayName = request.DisplayName.Replace(route, brief, StringComparison.Ordinal);
        request.SetTag(Route, brief);
    }

    public static string Brief(string route)
    {
        var brief = Constraints().Replace(route, "{$1}");
        return brief.Length > 1 ? brief.TrimEnd('/') : brief;
    }

    [GeneratedRegex(@"\{(\*{0,2}\w+)[^}/]*\}")]
    private static partial Regex Constraints();
}
