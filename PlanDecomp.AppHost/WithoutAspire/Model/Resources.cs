using Aspire.Hosting.Running;

namespace Aspire.Hosting.ApplicationModel;

public interface IResource
{
    string Name { get; }
}

public interface IResourceWithEnvironment : IResource;

public interface IResourceWithArgs : IResource;

public interface IResourceWithEndpoints : IResource;

public interface IResourceWithWaitSupport : IResource;

public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

/// <summary>A resource that others reach by one string.</summary>
public interface IResourceWithConnectionString : IResource
{
    ReferenceExpression ConnectionStringExpression { get; }

    ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) =>
        ConnectionStringExpression.GetValueAsync(cancellationToken);
}

/// <summary>One part of the model and what the builder's methods have said of it.</summary>
public abstract class Resource(string name) : IResource
{
    public string Name { get; } = name;

    internal List<IResource> WaitsFor { get; } = [];
    internal List<EndpointAnnotation> Endpoints { get; } = [];
    internal List<string> HealthChecks { get; } = [];
    internal string? HealthPath { get; set; }

    /// <summary>Instances to run; null for a resource that has just one and whose name needs no number.</summary>
    internal int? Replicas { get; set; }

    /// <summary>Write the variables of one instance; run when addresses are known.</summary>
    internal List<Func<IDictionary<string, string>, CancellationToken, ValueTask>> Environment { get; } = [];

    internal List<object> Args { get; } = [];
    internal List<Func<CancellationToken, Task>> OnConnectionString { get; } = [];
    internal List<Func<CancellationToken, Task>> OnReady { get; } = [];

    /// <summary>How an instance is started; null for what runs elsewhere.</summary>
    internal virtual Launch? Launch => null;
}

/// <summary>A program with its arguments.</summary>
public class ExecutableResource(string name, string command, string workingDirectory)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    // Asked to stop, not killed: such a program may have children or a container of its own to end.
    internal override Launch Launch => new(command, [], workingDirectory, Signal.Terminate, StopsLast: true);
}

/// <summary>A .NET project of the solution, run from its build output.</summary>
public sealed class ProjectResource(string name, IProjectMetadata metadata)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithWaitSupport, IResourceWithServiceDiscovery
{
    // Killed: the jobs of a worker survive that by design, and a service cannot hang on without its AppHost and hold ports.
    internal override Launch Launch =>
        new(Dotnet.Host, [Dotnet.OutputOf(metadata.ProjectPath)], Path.GetDirectoryName(metadata.ProjectPath)!, Signal.Kill, StopsLast: false);
}

/// <summary>A Redis in a container, run by the client of the engine.</summary>
public sealed class RedisResource(string name, string client, string workingDirectory)
    : ExecutableResource(name, client, workingDirectory), IResourceWithConnectionString
{
    internal const string EndpointName = "tcp";

    internal EndpointReference PrimaryEndpoint => new(this, EndpointName);

    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"{PrimaryEndpoint.Property(EndpointProperty.HostAndPort)}");
}

/// <summary>Something that runs elsewhere, known by its connection string.</summary>
public sealed class ConnectionStringResource(string name, ReferenceExpression value) : Resource(name), IResourceWithConnectionString
{
    public ReferenceExpression ConnectionStringExpression => value;
}

/// <summary>Says that a parameter names a resource.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ResourceNameAttribute : Attribute;
