namespace Aspire.Hosting.Testing;

/// <summary>How a test reaches the resources of a running app.</summary>
public static class DistributedApplicationHostingTestingExtensions
{
    public static HttpClient CreateHttpClient(this DistributedApplication app, string resourceName) =>
        new() { BaseAddress = app.GetEndpoint(resourceName) };

    /// <summary>The URL of the first instance.</summary>
    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string? endpointName = null)
    {
        var endpoints = app.Find(resourceName).Endpoints;
        var endpoint = endpointName is null ? endpoints[0] : endpoints.Single(endpoint => endpoint.Name == endpointName);
        return new Uri(endpoint.UrlOf(0));
    }

    public static ValueTask<string?> GetConnectionStringAsync(
        this DistributedApplication app, string resourceName, CancellationToken cancellationToken = default) =>
        ((IResourceWithConnectionString)app.Find(resourceName)).GetConnectionStringAsync(cancellationToken);

    private static Resource Find(this DistributedApplication app, string resourceName) =>
        app.Runner.Resources.Single(resource => resource.Name == resourceName);
}
