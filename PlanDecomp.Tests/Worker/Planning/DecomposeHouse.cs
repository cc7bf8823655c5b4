using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Worker.Planning;

namespace PlanDecomp.Tests.Worker.Planning;

/// <summary>What a decomposition needs around it, with the planner of the test's choice.</summary>
/// <param name="planner">In place of the language model; null takes the real one.</param>
/// <param name="time">The clock; null takes the system's.</param>
/// <param name="settings">Configuration keys and values.</param>
public sealed class DecomposeHouse(INodePlanner? planner = null, TimeProvider? time = null, params (string Key, string Value)[] settings) : WorkerHouse(
    services =>
    {
        if (time is not null) services.AddSingleton(time);
        if (planner is not null) services.AddKeyedSingleton(PlannerNames.Llm, planner);
        services.AddPlanning();
    },
    [.. NoModel, .. settings])
{
    public PlanDecomposer Decomposer => Services.GetServices<IJobHandler>().OfType<PlanDecomposer>().Single();

    /// <summary>The planner by language model.</summary>
    public INodePlanner ModelPlanner => Services.GetRequiredKeyedService<INodePlanner>(PlannerNames.Llm);

    /// <summary>A house whose model is the given server.</summary>
    public static DecomposeHouse Over(LlmServer server, TimeProvider? time = null, params (string Key, string Value)[] settings) =>
        new(null, time, [("Llm:BaseUrl", server.BaseUrl.ToString()), .. settings]);

    public async Task<long> CreatePlanAsync(string title, string description = "") =>
        (await Plans.CreateAsync("someone", title, description, Ct)).PlanId;

    public async Task<PlanTask> AddTaskAsync(long planId, string title, long? parentId = null) =>
        await Plans.AddTaskAsync(planId, new CreateTaskRequest { Title = title, ParentId = parentId }, Ct)
        ?? throw new InvalidOperationException("There is no such plan.");

    public RecordingJob NewJob(long planId, DecomposeParams? limits = null, long? targetTaskId = null) => new(Files, planId, limits ?? new(), targetTaskId);

    /// <summary>The tree in lines: indent, id, title, instruction, dependencies. Equal text means equal trees.</summary>
    public async Task<string> DrawAsync(long planId)
    {
        var tree = await Plans.ReadTreeAsync(planId, Ct);
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
        var tree = await Plans.ReadTreeAsync(planId, Ct);
        return [.. tree!.Tasks.SelectMany(All)];

        static IEnumerable<string> All(PlanTaskNode task) => task.Children.SelectMany(All).Prepend(task.Title);
    }

    public static DecomposeResult ResultOf(JobOutcome outcome) =>
        outcome.Result!.Value.Deserialize(ContractsJson.Default.DecomposeResult)!;
}
