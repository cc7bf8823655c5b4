using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Changes;
using PlanDecomp.Plans.Proposals;
using PlanDecomp.Storage;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Tests.Worker.Planning;

namespace PlanDecomp.Tests.Worker;

/// <summary>What a job's handler needs around it: real files, and the services as the worker has them.</summary>
public abstract class WorkerHouse : IDisposable
{
    private readonly TestData _data = new();
    private readonly ServiceProvider _services;

    /// <param name="add">Adds what the handler needs beside the plans.</param>
    /// <param name="settings">Configuration keys and values; of two with the same key the last counts.</param>
    protected WorkerHouse(Action<IServiceCollection> add, IEnumerable<(string Key, string Value)> settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([new("Storage:Path", _data.Root), new("Llm:RetryDelay", "00:00:00.005")])
            .AddInMemoryCollection(settings.GroupBy(setting => setting.Key, setting => (string?)setting.Value).Select(values => KeyValuePair.Create(values.Key, values.Last())))
            .Build());
        services.AddLogging();
        services.AddPlans();
        add(services);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
    }

    public IPlanStore Plans => Get<IPlanStore>();

    public IPlanHistory History => Get<IPlanHistory>();

    public IProposalStore Proposals => Get<IProposalStore>();

    public SqliteFiles Files => Get<SqliteFiles>();

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected IServiceProvider Services => _services;

    /// <summary>Settings for a model that no test may reach.</summary>
    protected static (string Key, string Value)[] NoModel => [("Llm:BaseUrl", "http://127.0.0.1:9/v1"), ("Llm:Model", "test-model")];

    /// <summary>Runs a job's handler once: one attempt.</summary>
    public async Task<JobOutcome> RunAsync(RecordingJob job)
    {
        using var ambient = job.Enter();
        return await _services.GetServices<IJobHandler>().Single(handler => handler.JobType == job.Job.JobType).RunAsync(job, job.Token);
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _services.Dispose();
        _data.Dispose();
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();
}

/// <summary>A plan as a test has drawn it, with its tasks by title.</summary>
public sealed record DrawnPlan(long PlanId, IReadOnlyDictionary<string, long> Ids)
{
    public long this[string title] => Ids[title];
}
