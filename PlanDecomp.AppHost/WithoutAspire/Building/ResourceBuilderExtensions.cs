using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>The methods of Aspire's builders that the model uses.</summary>
public static class ResourceBuilderExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, string? launchProfileName)
        where TProject : IProjectMetadata, new()
    {
        if (launchProfileName is not null) throw new NotSupportedException("Launch profiles are not read here.");
        return builder.AddResource(new ProjectResource(name, new TProject()));
    }

    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, [ResourceName] string name)
    {
        var value = builder.Configuration.GetConnectionString(name)
            ?? throw new InvalidOperationException($"There is no ConnectionStrings:{name}.");
        return builder.AddResource(new ConnectionStringResource(name, ReferenceExpression.Create($"{value}")));
    }

    public static IResourceBuilder<T> WithEndpoint<T>(this IResourceBuilder<T> builder, int? port = null, string? scheme = null, string? name = null)
        where T : IResourceWithEndpoints =>
        builder.With(resource => resource.Endpoints.Add(new EndpointAnnotation(name ?? scheme ?? "tcp", scheme ?? "tcp", port)));

    public static IResourceBuilder<T> WithHttpEndpoint<T>(this IResourceBuilder<T> builder, int? port = null, string? name = null)
        where T : IResourceWithEndpoints =>
        builder.WithEndpoint(port, "http", name);

    /// <summary>Nothing here: every endpoint listens on the loopback interface.</summary>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints => builder;

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string path)
        where T : IResourceWithEndpoints => builder.With(resource => resource.HealthPath = path);

    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource => builder.With(resource => resource.HealthChecks.Add(key));

    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas) =>
        builder.With(resource => resource.Replicas = replicas);

    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.With(resource => resource.WaitsFor.Add(dependency.Resource));

    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params object[] args)
        where T : IResourceWithArgs => builder.With(resource => resource.Args.AddRange(args));

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : IResourceWithEnvironment => builder.With(resource => resource.Environment.Add((variables, _) =>
        {
            variables[name] = value ?? "";
            return ValueTask.CompletedTask;
        }));

    /// <summary>Gives the connection string as <c>ConnectionStrings__{name}</c>.</summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithConnectionString> source)
        where T : IResourceWithEnvironment => builder.With(resource => resource.Environment.Add(async (variables, ct) =>
            variables[$"ConnectionStrings__{source.Resource.Name}"] = await source.Resource.GetConnectionStringAsync(ct) ?? ""));

    /// <summary>Gives the addresses of all instances as <c>services__{name}__{endpoint}__{n}</c>.</summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where T : IResourceWithEnvironment => builder.With(resource => resource.Environment.Add((variables, _) =>
        {
            foreach (var endpoint in ((Resource)source.Resource).Endpoints)
            {
                for (var n = 0; n < endpoint.Allocated.Count; n++)
                    variables[$"services__{source.Resource.Name}__{endpoint.Name}__{n}"] = endpoint.UrlOf(n);
            }

            return ValueTask.CompletedTask;
        }));

    public static IResourceBuilder<T> OnConnectionStringAvailable<T>(
        this IResourceBuilder<T> builder, Func<T, ConnectionStringAvailableEvent, CancellationToken, Task> callback)
        where T : IResourceWithConnectionString => builder.With(resource =>
            resource.OnConnectionString.Add(ct => callback(builder.Resource, new ConnectionStringAvailableEvent(resource), ct)));

    public static IResourceBuilder<T> OnResourceReady<T>(
        this IResourceBuilder<T> builder, Func<T, ResourceReadyEvent, CancellationToken, Task> callback)
        where T : IResource => builder.With(resource =>
            resource.OnReady.Add(ct => callback(builder.Resource, new ResourceReadyEvent(resource), ct)));

    private static IResourceBuilder<T> With<T>(this IResourceBuilder<T> builder, Action<Resource> change)
        where T : IResource
    {
        change((Resource)(object)builder.Resource);
        return builder;
    }
}
