namespace Aspire.Hosting.Running;

/// <summary>The variables that an instance gets on top of the AppHost's own environment.</summary>
internal static class Variables
{
    private const string ResourceAttributes = "OTEL_RESOURCE_ATTRIBUTES";

    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(
        Resource resource, string instanceName, int index, string? otlpUrl, CancellationToken ct)
    {
        var variables = new Dictionary<string, string>();
        foreach (var write in resource.Environment) await write(variables, ct);
        if (resource is not ProjectResource) return variables;

        if (resource.Endpoints.Count > 0)
            variables["ASPNETCORE_URLS"] = string.Join(';', resource.Endpoints.Select(endpoint => endpoint.UrlOf(index)));

        // One service with several instances (OpenTelemetry's resource conventions), as Aspire names them.
        variables["OTEL_SERVICE_NAME"] = resource.Name;
        var given = Environment.GetEnvironmentVariable(ResourceAttributes);
        variables[ResourceAttributes] = $"{(string.IsNullOrEmpty(given) ? "" : $"{given},")}service.instance.id={instanceName}";
        if (otlpUrl is not null) variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = otlpUrl;
        return variables;
    }
}
