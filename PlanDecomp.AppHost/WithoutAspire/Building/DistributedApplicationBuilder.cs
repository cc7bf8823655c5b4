using Aspire.Hosting.Running;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

public interface IDistributedApplicationBuilder
{
    ConfigurationManager Configuration { get; }

    /// <summary>The folder of the AppHost's project.</summary>
    string AppHostDirectory { get; }

    IServiceCollection Services { get; }

    IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource;

    DistributedApplication Build();
}

public interface IResourceBuilder<out T>
    where T : IResource
{
    T Resource { get; }
}

internal sealed record ResourceBuilder<T>(T Resource) : IResourceBuilder<T>
    where T : IResource;

/// <summary>Lives as long as the AppHost: what it holds goes over to the app that it builds.</summary>
#pragma warning disable CA1001 // The built application disposes the signals.
internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
#pragma warning restore CA1001
{
    private readonly HostApplicationBuilder _host;
    private readonly List<Resource> _resources = [];

    // Under a test the signals belong to the test's runner.
    private readonly StopSignals? _signals = EntryPointRun.Current is null ? new StopSignals() : null;

    public DistributedApplicationBuilder(string[] args)
    {
        _host = new HostApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppHostDirectory });

        // What there is to say is said in lines of its own; the loggers would add each failed probe of a start.
        _host.Logging.ClearProviders();
        this.AddDashboard();
    }

    public ConfigurationManager Configuration => _host.Configuration;

    public string AppHostDirectory => Projects.PlanDecomp_AppHost.ProjectPath;

    public IServiceCollection Services => _host.Services;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        _resources.Add((Resource)(object)resource);
        return new ResourceBuilder<T>(resource);
    }

    public DistributedApplication Build()
    {
        var test = EntryPointRun.Current;
        test?.AwaitBuild(this);
        var app = new DistributedApplication(_host.Build(), _resources, _signals, test);
        test?.Built(app);
        return app;
    }
}
