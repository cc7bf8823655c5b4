#pragma warning disable ASPIRECERTIFICATES001 // Aspire marks what concerns certificates as experimental. Nothing here speaks TLS.
#pragma warning disable ASPIREPROBES001 // Aspire marks WithHttpProbe as experimental.
using System.Globalization;

namespace PlanDecomp.AppHost.Services;

/// <summary>How the services come into the model.</summary>
internal static class ServiceBuilding
{
    public const string Http = "http";
    private const string Health = "/health";

    /// <summary>Adds a service. Its settings come from the model and the environment, not from launch profiles.</summary>
    public static Service AddService<TProject>(
        this IDistributedApplicationBuilder builder, string name, int instances, Action<IResourceBuilder<ProjectResource>> configure)
        where TProject : IProjectMetadata, new()
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            // Aspire would have each believe X-Forwarded-* of anyone; the services know whose they believe (Edge:KnownProxies).
            var published = builder.AddProject<TProject>(name, launchProfileName: null).WithReplicas(instances).DisableForwardedHeaders();
            configure(published);

            // The others ask for it by the name that the platform gives it.
            published.WithEnvironment("Edge__AllowedHosts__0", ReferenceExpression.Create($"{published.GetEndpoint(Http).Property(EndpointProperty.Host)}"));
            return new Service(name, [published]);
        }

        return new Service(name, [.. Enumerable.Range(1, instances).Select(number =>
        {
            var instance = builder.AddProject<TProject>(
                instances == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{number}"), launchProfileName: null);
            configure(instance);
            return instance
                .WithOwnAddress().AsBuiltProgram().WithoutTelemetryRetries()
                .WithoutHttpsCertificate().WithCertificateTrustScope(CertificateTrustScope.None);
        })]);
    }

    /// <summary>Names every instance of the other service under the service's one name, as service discovery reads it.</summary>
    public static IResourceBuilder<ProjectResource> WithReference(this IResourceBuilder<ProjectResource> builder, Service service)
    {
        if (builder.ApplicationBuilder.ExecutionContext.IsPublishMode)
        {
            foreach (var instance in service.Instances) builder.WithReference(instance);
            return builder;
        }

        for (var n = 0; n < service.Instances.Count; n++)
        {
            var instance = service.Instances[n];
            builder
                .WithEnvironment(string.Create(CultureInfo.InvariantCulture, $"services__{service.Name}__{Http}__{n}"), instance.GetEndpoint(Http))
                .WithReferenceRelationship(instance);
        }

        return builder;
    }

    /// <summary>Ready when <c>/health</c> says so; published, a platform's probes ask the same.</summary>
    public static IResourceBuilder<ProjectResource> WithHealth(this IResourceBuilder<ProjectResource> builder) =>
        builder.ApplicationBuilder.ExecutionContext.IsPublishMode
            ? builder.WithHttpProbe(ProbeType.Liveness, "/alive").WithHttpProbe(ProbeType.Readiness, Health)
            : builder.WithHttpHealthCheck(Health);

    /// <summary>Gives each instance the app's one address, beside its own.</summary>
    /// <param name="builder">The web host.</param>
    /// <param name="port">Null takes a free one.</param>
    public static IResourceBuilder<ProjectResource> WithPublicAddress(this IResourceBuilder<ProjectResource> builder, int? port)
    {
        if (builder.ApplicationBuilder.ExecutionContext.IsPublishMode) return builder.WithHttpEndpoint(port: port).WithExternalHttpEndpoints();

        var resources = builder.ApplicationBuilder.Resources;
        var address = resources.SelectMany(resource => resource.Annotations).OfType<PublicAddress>().FirstOrDefault() ?? new PublicAddress(port);
        return builder
            .WithHttpEndpoint()
            .WithAnnotation(address)
            .WithEnvironment("Web__SharedPort", address.Port.ToString(CultureInfo.InvariantCulture))
            .WithUrls(context => context.Urls.Add(new ResourceUrlAnnotation { Url = address.Url, DisplayText = "PlanDecomp" }));
    }

    /// <summary>
    /// Without the orchestrator's proxy: one hop less for streams, and who asks knows which instance does not answer. The port is
    /// chosen once, so an instance that is started again is found where it was.
    /// </summary>
    private static IResourceBuilder<ProjectResource> WithOwnAddress(this IResourceBuilder<ProjectResource> builder)
    {
        foreach (var endpoint in builder.Resource.Annotations.OfType<EndpointAnnotation>())
        {
            endpoint.IsProxied = false;
            endpoint.TargetHost = AppSettings.Host;
        }

        return builder;
    }

    /// <summary>A service that ends after the dashboard would spend 5 s on telling it the last.</summary>
    private static IResourceBuilder<ProjectResource> WithoutTelemetryRetries(this IResourceBuilder<ProjectResource> builder) =>
        builder.WithEnvironment(context => context.EnvironmentVariables.Remove("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"));
}
