using System.Text.Json;
using System.Text.Json.Nodes;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans.Changes;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Tests.Worker.Planning;
using PlanDecomp.Worker.Operations;
using PlanDecomp.Worker.Planning;

namespace PlanDecomp.Tests.Worker.Operations;

/// <summary>What operations need around them, over a model's server or offline.</summary>
/// <param name="server">The language model; null works offline.</param>
/// <param name="settings">Configuration keys and values.</param>
public sealed class OperationHouse(LlmServer? server = null, params (string Key, string Value)[] settings) : WorkerHouse(
    services => services.AddPlanning().AddOperations(),
    [.. server is null ? [] : new[] { ("Llm:BaseUrl", server.BaseUrl.ToString()), ("Llm:Model", "test-model") }, .. settings])
{
    /// <summary>A plan drawn in lines: two blanks a level, a title, after <c>|</c> its instruction, after <c>&lt;</c> the titles it depends on.</summary>
    public async Task<DrawnPlan> PlantAsync(string lines, string title = "P", string description = "")
    {
        var planId = (await Plans.CreateAsync("someone", title, description, Ct)).PlanId;
        var ids = new Dictionary<string, long>();
        var above = new List<long>();
        foreach (var line in lines.Split('\n').Where(line => line.Trim().Length > 0))
        {
            var level = (line.Length - line.TrimStart().Length) / 2;
            var (rest, on) = Cut(line, '<');
            var (name, instruction) = Cut(rest, '|');
            var task = (await Plans.AddTaskAsync(planId, new CreateTaskRequest
            {
                Title = name,
                Instruction = instruction,
                ParentId = level == 0 ? null : above[level - 1],
                DependsOn = on is null ? null : [.. on.Split(',', StringSplitOptions.TrimEntries).Select(other => ids[other])],
            }, Ct))!;
            ids[name] = task.TaskId;
            above = [.. above.Take(level), task.TaskId];
        }

        return new DrawnPlan(planId, ids);

        static (string, string?) Cut(string text, char at) => text.Split(at, 2) is [var first, var second] ? (first.Trim(), second.Trim()) : (text.Trim(), null);
    }

    public RecordingJob NewJob(DrawnPlan plan, OperationParams parameters, string? target = null, RecordingJob? before = null, string jobId = "job-1") =>
        new(Files, plan.PlanId, parameters, target is null ? null : plan[target], before, jobId);

    /// <summary>Runs a job to its end.</summary>
    public async Task<OperationResult> RunAsync(DrawnPlan plan, OperationParams parameters, string? target = null, string jobId = "job-1")
    {
        using var job = NewJob(plan, parameters, target, jobId: jobId);
        var outcome = await RunAsync(job);
        Assert.True(outcome.Status == JobStatus.Succeeded, outcome.Message);
        return ResultOf(outcome);
    }

    public static OperationResult ResultOf(JobOutcome outcome) => outcome.Result!.Value.Deserialize(ContractsJson.Default.OperationResult)!;

    public string Dump(DrawnPlan plan) => PlanDump.Of(Files.Folder.Plan(plan.PlanId));

    /// <summary>The tree in one line: <c>a(a1 a2&lt;a1) b</c>.</summary>
    public async Task<string> DrawAsync(DrawnPlan plan)
    {
        var tree = (await Plans.ReadTreeAsync(plan.PlanId, Ct))!;
        var titles = new Dictionary<long, string>();
        Visit(tree.Tasks);
        return Draw(tree.Tasks);

        void Visit(IReadOnlyList<PlanTaskNode> tasks)
        {
            foreach (var task in tasks)
            {
                titles[task.TaskId] = task.Title;
                Visit(task.Children);
            }
        }

        string Draw(IReadOnlyList<PlanTaskNode> tasks) => string.Join(' ', tasks.Select(task =>
            task.Title + (task.DependsOn.Count > 0 ? $"<{string.Join(',', task.DependsOn.Select(id => titles[id]))}" : "")
            + (task.Children.Count > 0 ? $"({Draw(task.Children)})" : "")));
    }

    public async Task<PlanTask> FindAsync(DrawnPlan plan, string title) => (await Plans.FindTaskAsync(plan.PlanId, plan[title], Ct))!;

    public async Task<UndoOutcome?> UndoAsync(DrawnPlan plan) => await History.UndoAsync(plan.PlanId, null, Ct);
}

/// <summary>Answers of a model about tasks.</summary>
public static class Answers
{
    /// <summary>The name of the schema that is asked for.</summary>
    public static string SchemaOf(LlmRequest request) => request.Body["response_format"]!["json_schema"]!["name"]!.GetValue<string>();

    /// <summary>The tasks of the prompt.</summary>
    public static IEnumerable<(long Id, string Title, string Instruction)> TasksOf(LlmRequest request) =>
        request.Data["tasks"]!.AsArray().Select(task => (task!["task_id"]!.GetValue<long>(), task["title"]!.GetValue<string>(), task["instruction"]?.GetValue<string>() ?? ""));

    /// <summary>Every task of the prompt, worded by the test.</summary>
    public static LlmReply Words(LlmRequest request, Func<string, string> word) => LlmReply.Text(new JsonObject
    {
        ["tasks"] = new JsonArray([.. TasksOf(request).Select(task => new JsonObject
        {
            ["task_id"] = task.Id,
            ["title"] = word(task.Title),
            ["instruction"] = task.Instruction.Length == 0 ? "" : word(task.Instruction),
        })]),
    }.ToJsonString());
}
