namespace Aspire.Hosting;

/// <summary>Aspire's dashboard as a viewer of telemetry, run by Aspire's command line tool. It starts and stops with the app.</summary>
internal static class Dashboard
{
    public const string Name = "dashboard";

    /// <summary>The setting that holds the path of the tool; without it there is no dashboard.</summary>
    public const string CommandSetting = "Dashboard:Command";

    private const int Port = 18888;
    private const int OtlpPort = 4317;
    private const int OtlpHttpPort = 4318;
    private const string Otlp = "otlp";
    private const string OtlpHttp = "otlp-http";

    public static void AddDashboard(this IDistributedApplicationBuilder builder)
    {
        if (builder.Configuration[CommandSetting] is not { Length: > 0 } command) return;

        var dashboard = new ExecutableResource(Name, command, builder.AppHostDirectory);
        builder.AddResource(dashboard)
            .WithHttpEndpoint(Port)
            .WithHttpEndpoint(OtlpPort, Otlp)
            .WithHttpEndpoint(OtlpHttpPort, OtlpHttp)
            .WithHttpHealthCheck("/")
            .WithEnvironment("NO_COLOR", "1")
            .WithArgs(
                "dashboard", "run", "--allow-anonymous", "--non-interactive", "--nologo",
                "--frontend-url", dashboard.GetEndpoint("http").Property(EndpointProperty.Url),
                "--otlp-grpc-url", dashboard.GetEndpoint(Otlp).Property(EndpointProperty.Url),
                "--otlp-http-url", dashboard.GetEndpoint(OtlpHttp).Property(EndpointProperty.Url))
            .OnResourceReady(async (resource, _, ct) =>
                Console.WriteLine($"The dashboard is ready: {await resource.GetEndpoint("http").GetValueAsync(ct)}"));
    }

    /// <summary>Where the services send their telemetry to; null when the model has no dashboard.</summary>
    public static string? OtlpUrl(IEnumerable<Resource> resources) =>
        resources.FirstOrDefault(resource => resource.Name == Name)?.Endpoints.Find(endpoint => endpoint.Name == Otlp)?.UrlOf(0);
}
