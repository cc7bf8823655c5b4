using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A named port of a resource. Each instance has one of its own.</summary>
internal sealed class EndpointAnnotation(string name, string scheme, int? port)
{
    public const string Host = "127.0.0.1";

    public string Name { get; } = name;
    public string Scheme { get; } = scheme;

    /// <summary>The port asked for; null takes a free one.</summary>
    public int? Port { get; } = port;

    /// <summary>The ports by instance. They stay the same when an instance is restarted: others have been told them.</summary>
    public IReadOnlyList<int> Allocated { get; set; } = [];

    public string UrlOf(int instance) => $"{Scheme}://{Address(instance)}";

    public string Address(int instance) => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Allocated[instance]}");
}

public enum EndpointProperty
{
    Url,
    Host,
    Port,
    HostAndPort,
    TargetPort,
}

/// <summary>An endpoint by its name, before it has got its port.</summary>
public sealed class EndpointReference(IResourceWithEndpoints owner, string endpointName)
{
    internal EndpointAnnotation Endpoint =>
        ((Resource)owner).Endpoints.Find(endpoint => endpoint.Name == endpointName)
        ?? throw new InvalidOperationException($"'{owner.Name}' has no endpoint '{endpointName}'.");

    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    /// <summary>The URL of the first instance.</summary>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        Property(EndpointProperty.Url).GetValueAsync(cancellationToken);
}

public sealed class EndpointReferenceExpression(EndpointReference endpointReference, EndpointProperty property) : IValueProvider
{
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        var endpoint = endpointReference.Endpoint;
        if (endpoint.Allocated.Count == 0) throw new InvalidOperationException($"The endpoint '{endpoint.Name}' has no port yet.");
        return ValueTask.FromResult<string?>(property switch
        {
            EndpointProperty.Url => endpoint.UrlOf(0),
            EndpointProperty.Host => EndpointAnnotation.Host,
            EndpointProperty.HostAndPort => endpoint.Address(0),
            _ => endpoint.Allocated[0].ToString(CultureInfo.InvariantCulture),
        });
    }
}

public static class ResourceExtensions
{
    public static EndpointReference GetEndpoint(this IResourceWithEndpoints resource, string endpointName) => new(resource, endpointName);
}
