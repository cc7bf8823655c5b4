namespace Aspire.Hosting.ApplicationModel;

/// <summary>The connection string of a resource is known.</summary>
public sealed class ConnectionStringAvailableEvent(IResource resource)
{
    public IResource Resource { get; } = resource;
}

/// <summary>A resource runs and is healthy for the first time.</summary>
public sealed class ResourceReadyEvent(IResource resource)
{
    public IResource Resource { get; } = resource;
}
