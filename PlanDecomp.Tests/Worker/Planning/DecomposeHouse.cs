using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Changes;
using PlanDecomp.Plans.Proposals;
using PlanDecomp.Storage;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Worker.Planning;

namespace PlanDecomp.Tests.Worker.Planning;

/// <summary>What a decomposition needs around it: real files, the services as the worker has them, and the planner of the test's choice.</summary>
public sealed class DecomposeHouse : IDisposable
{
    private readonly TestData _data = new();
    private readonly ServiceProvider _services;

    /// <param name="planner">In place of the language model; null takes the real one.</param>
    /// <param name="time">The clock; null takes the system's.</param>
    /// <param name="settings">Configuration keys and values.</param>
    public DecomposeHouse(INodePlanner? planner = null, TimeProvider? time = null, params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([new("Storage:Path", _data.Root), new("Llm:BaseUrl", "http://127.0.0.1:9/v1"), new("Llm:Model", "test-model")])
            .AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value)))
            .Build());
        services.AddLogging();
        if (time is not null) services.AddSingleton(time);
        if (planner is not null) services.AddKeyedSingleton(PlannerNames.Llm, planner);
        services.AddPlans();
        services.AddPlanning();
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
    }

    public IPlanStore Plans => _services.GetRequiredService<IPlanStore>();

    public PlanHistory History => _services.GetRequiredService<PlanHistory>();

    public ProposalStore Proposals => _services.GetRequiredService<ProposalStore>();

    public SqliteFiles Files => _services.GetRequiredService<SqliteFiles>();

    public PlanDecomposer Decomposer => _services.GetServices<IJobHandler>().OfType<PlanDecomposer>().Single();

    /// <summary>The planner by language model.</summary>
    public INodePlanner ModelPlanner => _services.GetRequiredKeyedService<INodePlanner>(PlannerNames.Llm);

    /// <summary>A house whose model is the given server.</summary>
    public static DecomposeHouse Over(LlmServer server, TimeProvider? time = null, params (string Key, string Value)[] settings) =>
        new(null, time, [("Llm:BaseUrl", server.BaseUrl.ToString()), ("Llm:RetryDelay", "00:00:00.005"), .. settings]);

    public async Task<long> CreatePlanAsync(string title, string description = "") =>
        (await Plans.CreateAsync("someone", title, description, TestContext.Current.CancellationToken)).PlanId;

    public async Task<PlanTask> AddTaskAsync(long planId, string title, long? parentId = null) =>
        await Plans.AddTaskAsync(planId, new CreateTaskRequest { Title = title, ParentId = parentId }, TestContext.Current.CancellationToken)
        ?? throw new InvalidOperationException("There is no such plan.");

    public async Task<JobOutcome> RunAsync(RecordingJob job)
    {
        using var ambient = job.Enter();
        return await Decomposer.RunAsync(job, job.Token);
    }

    public RecordingJob NewJob(long planId, DecomposeParams? limits = null, long? targetTaskId = null) => new(Files, planId, limits ?? new(), targetTaskId);

    /// <summary>The tree in lines: indent, id, title, instruction, dependencies. Equal text means equal trees.</summary>
    public async Task<string> DrawAsync(long planId)
    {
        var tree = await Plans.ReadTreeAsync(planId, TestContext.Current.CancellationToken);
        var lines = new List<string>();
        foreach (var task in tree!.Tasks) Draw(task);
        return string.Join('\n', lines);

        void Draw(PlanTaskNode task)
        {
            lines.Add($"{new string(' ', task.Depth * 2)}{task.TaskId} {task.Title} | {task.Instruction} | {string.Join(',', task.DependsOn)}");
            foreach (var child in task.Children) Draw(child);
        }
    }

    /// <summary>All titles of the tree, parents before children.</summary>
    public async Task<IReadOnlyList<string>> TitlesAsync(long planId)
    {
        var tree = await Plans.ReadTreeAsync(planId, TestContext.Current.CancellationToken);
        return [.. tree!.Tasks.SelectMany(All)];

        static IEnumerable<string> All(PlanTaskNode task) => task.Children.SelectMany(All).Prepend(task.Title);
    }

    public static DecomposeResult ResultOf(JobOutcome outcome) =>
        outcome.Result!.Value.Deserialize(ContractsJson.Default.DecomposeResult)!;

    public void Dispose()
    {
        _services.Dispose();
        _data.Dispose();
    }
}
