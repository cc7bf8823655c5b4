using System.ComponentModel.DataAnnotations;
using PlanDecomp.Web.Client.JobLog;

namespace PlanDecomp.Web.Pages;

/// <summary>What pages tell of telemetry. Section <c>Telemetry</c>.</summary>
internal sealed class TelemetryOptions : IValidatableObject
{
    public const string Section = "Telemetry";

    /// <summary>Where developers see a trace: an address with <see cref="TraceLink.Placeholder"/>. Null: pages link to none.</summary>
    public string? TraceUrl { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(TraceUrl)) yield break;

        // It becomes a link of the page: only http, never a script.
        if (!Uri.TryCreate(TraceUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || !TraceUrl.Contains(TraceLink.Placeholder, StringComparison.Ordinal))
        {
            yield return new ValidationResult($"Telemetry:TraceUrl '{TraceUrl}' is no http or https address with {TraceLink.Placeholder} in it.", [nameof(TraceUrl)]);
        }
    }
}
