using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Text.RegularExpressions;

namespace PlanDecomp.ServiceDefaults.Edge;

/// <summary>By which names a service is spoken to, and through whom. Section <c>Edge</c>.</summary>
public sealed partial class EdgeOptions : IValidatableObject
{
    public const string Section = "Edge";

    /// <summary>
    /// Names in the <c>Host</c> of requests, besides those that are always known: addresses in figures, <c>localhost</c>, and the hosts of
    /// the service's own URLs. <c>*.example.com</c> stands for all names below it, <c>*</c> for any name.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>Networks such as <c>10.0.0.0/8</c> of proxies whose <c>X-Forwarded-*</c> headers are believed, besides those that the service knows.</summary>
    public IList<string> KnownProxies { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => AllowedHosts
        .Where(host => !HostPattern().IsMatch(host))
        .Select(host => new ValidationResult($"Edge:AllowedHosts has '{host}', but takes names such as plans.example.com, without scheme and port.", [nameof(AllowedHosts)]))
        .Concat(KnownProxies.Where(network => !IPNetwork.TryParse(network, out _))
            .Select(network => new ValidationResult($"Edge:KnownProxies has '{network}', but takes networks such as 10.0.0.0/8 or 192.168.7.5/32.", [nameof(KnownProxies)])));

    [GeneratedRegex(@"^(\*|(\*\.)?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*)$")]
    private static partial Regex HostPattern();
}
