using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Offline.Operations;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Plans.Graphs;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Asking;

namespace PlanDecomp.Worker.Operations;

/// <summary>Estimates the hours of work of each task without children, and works out order and critical path from them.</summary>
internal sealed class Estimate(IOptions<OperationsOptions> options) : IPlanOperation
{
    /// <summary>Estimates a result lists; a plan of thousands would swell it.</summary>
    private const int MaxListedTasks = 500;

    private const string Rules = """
        Estimate for each of "tasks" how many hours of work it takes one person who knows the trade.
        - "hours": pure work, not waiting time; a decimal number above 0, such as 0.5, 3 or 24. Neither the best nor the worst case.
        - "reason": in a few words what it rests on, in the language of the task.
        - Weigh the tasks against each other: twice the work is twice the hours.
        - Answer with every one of the tasks, by its "task_id", and with no other.
        """;

    private static readonly JsonElement Schema = JsonElement.Parse("""
        {
          "type": "object",
          "properties": {
            "tasks": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": { "task_id": { "type": "integer" }, "hours": { "type": "number" }, "reason": { "type": "string" } },
                "required": ["task_id", "hours", "reason"],
                "additionalProperties": false
              }
            }
          },
          "required": ["tasks"],
          "additionalProperties": false
        }
        """);

    public OperationDescriptor Operation => TaskOperations.Estimate;

    public async Task<OperationDraft> RunAsync(OperationRun run, CancellationToken ct)
    {
        var leaves = run.Tasks.Where(task => task.Children.Count == 0).ToList();
        if (leaves.Count == 0) throw new JobFailedException("The plan has no tasks to estimate yet.");
        var estimates = run.UsesModel ? await AskAsync(run, leaves, ct) : OfflineEstimate.Of(leaves, run.Language);
        IReadOnlyList<TaskEdit> edits =
            [.. estimates.Select(estimate => new TaskEdit(estimate.TaskId) { EffortHours = PlanLimits.Round(estimate.Hours), Reason = estimate.Reason })];
        return new OperationDraft(
            [.. edits.Where(edit => run.Outline.Find(edit.TaskId)!.EffortHours is not { } before || !before.Equals(edit.EffortHours))])
        {
            Estimate = Report(run, estimates, edits),
        };
    }

    private Task<IReadOnlyList<TaskEstimate>> AskAsync(OperationRun run, List<PlanTaskNode> leaves, CancellationToken ct) => run.AskInPartsAsync<TaskEstimate>(
        leaves, options.Value.TasksPerCall,
        (number, part) => new Question
        {
            Step = $"part-{number}",
            About = new CallSubject(part[0].TaskId, part[0].Title),
            Rules = Rules,
            Form = """{"tasks":[{"task_id":1,"hours":3.5,"reason":"..."}]}""",
            Task = "Estimate the hours of work of these tasks.",
            Data = run.Data(("tasks", TaskData.Of(part))),
            Schema = Schema,
            SchemaName = "estimates",
        },
        part => (JsonElement root, out string fault) => Read(root, part, out fault), ct);

    private static List<TaskEstimate>? Read(JsonElement root, IReadOnlyList<PlanTaskNode> asked, out string fault)
    {
        if (TaskData.Objects(root, "tasks", out fault) is not { } objects) return null;
        var byId = asked.ToDictionary(task => task.TaskId);
        var estimates = new Dictionary<long, TaskEstimate>();
        foreach (var item in objects)
        {
            if (TaskData.Id(item, "task_id") is not { } id || !byId.TryGetValue(id, out var task)) fault = $"it has the task_id {JsonAnswer.Text(item, "task_id") ?? "(none)"}, which was not asked about.";
            else if (!double.TryParse(JsonAnswer.Text(item, "hours"), NumberStyles.Float, CultureInfo.InvariantCulture, out var hours)
                || hours is not (> 0 and <= PlanLimits.EffortHours)) fault = $"the hours of task {id} must be above 0 and at most {PlanLimits.EffortHours:0}.";
            else if (!estimates.TryAdd(id, new TaskEstimate(id, task.Title, Math.Max(0.01, Math.Round(hours, 2)), JsonAnswer.Text(item, "reason")))) fault = $"task {id} is there twice.";
            if (fault.Length > 0) return null;
        }

        fault = asked.FirstOrDefault(task => !estimates.ContainsKey(task.TaskId)) is { } missing ? $"task {missing.TaskId} is missing." : "";
        return fault.Length == 0 ? [.. estimates.Values] : null;
    }

    private static EstimateReport Report(OperationRun run, IReadOnlyList<TaskEstimate> estimates, IReadOnlyList<TaskEdit> edits)
    {
        var draft = new TreeDraft(run.MadeAgainst);
        draft.Apply(edits);
        var graph = CriticalPath.Of(Part(draft.ToSnapshot().ToTree(run.Outline.Plan), run.Target?.TaskId));
        var byId = estimates.ToDictionary(estimate => estimate.TaskId);
        return new EstimateReport(
            [.. graph.Order.Where(byId.ContainsKey).Select(id => byId[id]).Take(MaxListedTasks)],
            graph.TotalHours, graph.DurationHours, [.. graph.CriticalPath.Take(MaxListedTasks)]);
    }

    private static PlanTree Part(PlanTree tree, long? taskId) =>
        taskId is { } id ? tree with { Tasks = [OperationRun.Below(tree.Tasks).Single(task => task.TaskId == id)] } : tree;
}
