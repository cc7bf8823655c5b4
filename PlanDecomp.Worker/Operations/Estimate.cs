using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Offline.Operations;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Plans.Graphs;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Asking;

namespace PlanDecomp.Worker.Operations;

/// <summary>Estimates the hours of work of each task without children, and works out order and critical path from them.</summary>
internal sealed class Estimate(IOptions<OperationOptions> options) : IPlanOperation
{
    /// <summary>Estimates a result lists; a plan of thousands would swell it.</summary>
    private const int MaxListedTasks = 500;

    /// <summary>Estimates of parts before that a part is told of.</summary>
    private const int MaxMeasures = 8;

    private const string Rules = """
        Estimate for each of "tasks" how many hours of work it takes one person who knows the trade.
        - "hours": pure work, not waiting time; a decimal number above 0, such as 0.5, 3 or 24. Neither the best nor the worst case.
        - "reason": in a few words what it rests on, in the language of the task.
        - Weigh the tasks against each other: twice the work is twice the hours. "estimated", when it is there, are tasks of the same plan that have
          been estimated before: keep to their measure.
        - Answer with every one of the tasks, by its "task_id", and with no other.
        """;

    private static readonly JsonElement Schema = TaskAnswers.Schema(("hours", "number"), ("reason", "string"));

    public OperationDescriptor Operation => TaskOperations.Estimate;

    public async Task<OperationDraft> RunAsync(OperationRun run, CancellationToken ct)
    {
        var leaves = run.Tasks.Where(task => task.Children.Count == 0).ToList();
        if (leaves.Count == 0) throw run.NothingToDo();
        var estimates = run.UsesModel ? await AskAsync(run, leaves, ct) : OfflineEstimate.Of(leaves, run.Language);
        IReadOnlyList<TaskEdit> edits =
            [.. estimates.Select(estimate => new TaskEdit(estimate.TaskId) { EffortHours = PlanLimits.Round(estimate.Hours), Reason = estimate.Reason })];
        return new OperationDraft(
            [.. edits.Where(edit => run.Outline.Find(edit.TaskId)!.EffortHours is not { } before || !before.Equals(edit.EffortHours))])
        {
            Estimate = Report(run, estimates, edits),
        };
    }

    private Task<IReadOnlyList<TaskEstimate>> AskAsync(OperationRun run, List<PlanTaskNode> leaves, CancellationToken ct)
    {
        var before = new List<TaskEstimate>();
        return run.AskInPartsAsync<TaskEstimate>(
            leaves, options.Value.TasksPerCall,
            (number, part) => new Question
            {
                Step = $"part-{number}",
                About = new CallSubject(part[0].TaskId, part[0].Title),
                Rules = Rules,
                Form = """{"tasks":[{"task_id":1,"hours":3.5,"reason":"..."}]}""",
                Task = "Estimate the hours of work of these tasks.",
                Data = run.Data(part, more: before.Count > 0 ? [("estimated", Measure(before))] : []),
                Schema = Schema,
                SchemaName = "estimates",
            },
            (part, isLast) => (JsonElement root, out string fault) =>
            {
                var read = TaskAnswers.Read(root, part, isLast, ReadOne, out fault);
                if (read is not null) before.AddRange(read.Values);
                return read;
            }, ct);
    }

    /// <summary>Some of the estimates made, from the smallest to the greatest: what the next part measures by.</summary>
    private static JsonArray Measure(List<TaskEstimate> before)
    {
        var ordered = before.OrderBy(estimate => estimate.Hours).ToList();
        var step = Math.Max(1, ordered.Count / MaxMeasures);
        return PromptParts.Array(ordered.Where((_, i) => i % step == 0).Take(MaxMeasures).Select(estimate => new JsonObject { ["title"] = estimate.Title, ["hours"] = estimate.Hours }));
    }

    private static TaskEstimate? ReadOne(JsonElement item, PlanTaskNode task, out string fault)
    {
        fault = !double.TryParse(JsonAnswer.Text(item, "hours"), NumberStyles.Float, CultureInfo.InvariantCulture, out var hours) || hours is not (> 0 and <= PlanLimits.EffortHours)
            ? $"the hours of task {task.TaskId} must be above 0 and at most {PlanLimits.EffortHours:0}." : "";
        return fault.Length == 0 ? new TaskEstimate(task.TaskId, task.Title, Math.Max(0.01, Math.Round(hours, 2)), JsonAnswer.Text(item, "reason")) : null;
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
