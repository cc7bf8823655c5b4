using System.Text.Json.Serialization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PlanDecomp.ServiceDefaults.Health;

/// <summary>The body of a health endpoint. Exceptions stay in the log: the endpoint is open to everyone.</summary>
internal sealed record HealthAnswer(string Status, IReadOnlyDictionary<string, HealthAnswer.Check> Checks)
{
    internal sealed record Check(string Status, string? Description);

    public static HealthAnswer Of(HealthReport report) =>
        new(Name(report.Status), report.Entries.ToDictionary(
            entry => entry.Key,
            entry => new Check(Name(entry.Value.Status), entry.Value.Description)));

    private static string Name(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HealthAnswer))]
internal sealed partial class HealthJson : JsonSerializerContext;
