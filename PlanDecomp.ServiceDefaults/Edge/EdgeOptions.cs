using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace PlanDecomp.ServiceDefaults.Edge;

/// <summary>By which names a service is spoken to. Section <c>Edge</c>.</summary>
public sealed partial class EdgeOptions : IValidatableObject
{
    public const string Section = "Edge";

    /// <summary>
    /// Names in the <c>Host</c> of requests, besides those that are always known: addresses in figures, <c>localhost</c>, and the hosts of
    /// the service's own URLs. <c>*.example.com</c> stands for all names below it, <c>*</c> for any name.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => AllowedHosts
        .Where(host => !HostPattern().IsMatch(host))
        .Select(host => new ValidationResult($"Edge:AllowedHosts has '{host}', but takes names such as plans.example.com, without scheme and port.", [nameof(AllowedHosts)]));

    [GeneratedRegex(@"^(\*|(\*\.)?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*)$")]
    private static partial Regex HostPattern();
}
