using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace PlanDecomp.ServiceDefaults.Edge;

/// <summary>Answers only to its own names, so that no page can have its name point here and speak for the person in front of it (DNS rebinding).</summary>
/// <remarks>
/// The name as it came, before forwarded headers: such a page may send any header. An address in figures is no name that could be
/// pointed anywhere. Health probes ask by whatever name their platform has, and learn nothing of anybody.
/// </remarks>
internal sealed class HostNames(RequestDelegate next, IConfiguration configuration, IOptions<EdgeOptions> options)
{
    // Not before the server has started, which says in its own words what is wrong with an address.
    private readonly Lazy<HashSet<string>> _known = new(() => [.. options.Value.AllowedHosts.Concat(Own(configuration)).Select(Plain)]);

    public Task InvokeAsync(HttpContext context)
    {
        var host = context.Request.Host.Host;
        return IsKnown(host) || context.Request.Path.Value is HealthEndpoints.Alive or HealthEndpoints.Health
            ? next(context)
            : TypedResults.Problem(
                statusCode: StatusCodes.Status421MisdirectedRequest,
                title: "This server is not known by that name.",
                detail: "The setting Edge:AllowedHosts lists the names it answers to.").ExecuteAsync(context);
    }

    private bool IsKnown(string host)
    {
        var name = Plain(host);

        // Every browser sends a name; HTTP/1.0 needs none.
        return name.Length == 0 || IPAddress.TryParse(name, out _) || name == "localhost" || name.EndsWith(".localhost", StringComparison.Ordinal)
            || _known.Value.Contains(name) || _known.Value.Any(known => Matches(known, name));
    }

    private static bool Matches(string known, string name) => known == "*" || (known.StartsWith("*.", StringComparison.Ordinal) && name.EndsWith(known[1..], StringComparison.Ordinal));

    private static IEnumerable<string> Own(IConfiguration configuration) => (configuration[WebHostDefaults.ServerUrlsKey] ?? "").Split(';')
        .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]))
        .Where(url => !string.IsNullOrWhiteSpace(url)).Select(url => BindingAddress.Parse(url!.Trim()).Host).Where(host => host is not ("*" or "+"));

    private static string Plain(string host) => host.TrimEnd('.').Trim('[', ']').ToLowerInvariant();
}
