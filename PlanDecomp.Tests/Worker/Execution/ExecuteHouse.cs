using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans.Results;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Tests.Worker.Planning;
using PlanDecomp.Worker.Asking;
using PlanDecomp.Worker.Execution;

namespace PlanDecomp.Tests.Worker.Execution;

/// <summary>What an execution needs around it, with the writer of the test's choice.</summary>
/// <param name="writer">In place of the language model; null takes the real one.</param>
/// <param name="time">The clock; null takes the system's.</param>
/// <param name="settings">Configuration keys and values.</param>
public sealed class ExecuteHouse(ITaskWriter? writer = null, TimeProvider? time = null, params (string Key, string Value)[] settings) : WorkerHouse(
    services =>
    {
        if (time is not null) services.AddSingleton(time);
        if (writer is not null) services.AddKeyedSingleton(ModelChoice.Llm, writer);
        services.AddExecution();
    },
    [.. NoModel, .. settings])
{
    public ITaskResultStore Results => Get<ITaskResultStore>();

    /// <summary>A house whose model is the given server.</summary>
    public static ExecuteHouse Over(LlmServer server, params (string Key, string Value)[] settings) =>
        new(null, null, [("Llm:BaseUrl", server.BaseUrl.ToString()), .. settings]);

    /// <summary>A plan drawn in lines: two blanks a level, a title, and after <c>&lt;</c> the titles it depends on.</summary>
    public async Task<DrawnPlan> DrawAsync(string lines, string title = "P", string description = "")
    {
        var planId = (await Plans.CreateAsync("someone", title, description, Ct)).PlanId;
        var ids = new Dictionary<string, long>();
        var above = new List<long>();
        var dependencies = new List<(long TaskId, string[] On)>();
        foreach (var line in lines.Split('\n').Where(line => line.Trim().Length > 0))
        {
            var level = (line.Length - line.TrimStart().Length) / 2;
            var parts = line.Split('<', 2);
            var task = await Plans.AddTaskAsync(planId, new CreateTaskRequest { Title = parts[0].Trim(), ParentId = level == 0 ? null : above[level - 1] }, Ct);
            ids[task!.Title] = task.TaskId;
            above = [.. above.Take(level), task.TaskId];
            if (parts.Length > 1) dependencies.Add((task.TaskId, parts[1].Split(',', StringSplitOptions.TrimEntries)));
        }

        // Behind the store's back: it would refuse what some tests need.
        foreach (var (taskId, on) in dependencies.SelectMany(dependency => dependency.On.Select(title => (dependency.TaskId, ids[title]))))
        {
            PlanData.Execute(Files.Folder.Plan(planId), "INSERT INTO task_dependencies (task_id, depends_on) VALUES (@taskId, @on)", new { taskId, on });
        }

        return new DrawnPlan(planId, ids);
    }

    public RecordingJob NewJob(DrawnPlan plan, ExecuteParams? limits = null, string? target = null, RecordingJob? before = null) =>
        new(Files, plan.PlanId, limits ?? new(), target is null ? null : plan[target], before);

    /// <summary>Sets a task's status as a person does.</summary>
    public Task SetAsync(DrawnPlan plan, string title, PlanTaskStatus status) =>
        Plans.UpdateTaskAsync(plan.PlanId, plan[title], new UpdateTaskRequest { Status = status }, Ct);

    public async Task<IReadOnlyList<PlanTask>> TasksAsync(DrawnPlan plan)
    {
        var tree = await Plans.ReadTreeAsync(plan.PlanId, Ct);
        return [.. tree!.Tasks.SelectMany(All)];

        static IEnumerable<PlanTask> All(PlanTaskNode task) => task.Children.SelectMany(All).Prepend(task);
    }

    /// <summary>Titles with statuses in the order of the tree, such as <c>a completed, b failed</c>.</summary>
    public async Task<string> StatesAsync(DrawnPlan plan) =>
        string.Join(", ", (await TasksAsync(plan)).Select(task => $"{task.Title} {task.Status.ToName()}"));

    public async Task<PlanTask> TaskAsync(DrawnPlan plan, string title) => (await Plans.FindTaskAsync(plan.PlanId, plan[title], Ct))!;

    /// <summary>A task's results, newest first.</summary>
    public async Task<IReadOnlyList<TaskResult>> ResultsAsync(DrawnPlan plan, string title) =>
        (await Results.ListAsync(plan.PlanId, plan[title], null, 100, Ct))!.Results;

    public static ExecuteResult ResultOf(JobOutcome outcome) => outcome.Result!.Value.Deserialize(ContractsJson.Default.ExecuteResult)!;
}
