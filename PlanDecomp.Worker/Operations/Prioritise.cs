using System.Text.Json;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Offline.Operations;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Asking;

namespace PlanDecomp.Worker.Operations;

/// <summary>Orders the open tasks by value and urgency: siblings change places, and the result lists all of them with a reason each.</summary>
/// <remarks>Invariant: no task comes before one that it depends on. What an important task waits for is as important.</remarks>
internal sealed class Prioritise(IOptions<OperationOptions> options) : IPlanOperation
{
    private const string Rules = """
        Weigh each of "tasks" by what speaks for doing it early.
        - "value": what it brings for the aim of the plan, from 1 (little) to 5 (the plan fails without it).
        - "urgency": what waiting costs, from 1 (nothing) to 5 (it has to begin now): deadlines, things to be booked or applied for ahead, risks that should show soon.
        - "reason": in a few words what speaks for it, in the language of the task.
        - Weigh the tasks against each other, and use the whole scale.
        - Answer with every one of the tasks, by its "task_id", and with no other.
        """;

    private static readonly JsonElement Schema = TaskAnswers.Schema(("value", "integer"), ("urgency", "integer"), ("reason", "string"));

    public OperationDescriptor Operation => TaskOperations.Prioritise;

    public async Task<OperationDraft> RunAsync(OperationRun run, CancellationToken ct)
    {
        var open = run.Tasks.Where(task => task is { Children.Count: 0, Status: not (PlanTaskStatus.Completed or PlanTaskStatus.Skipped) }).ToList();
        if (open.Count == 0) throw run.NothingToDo();
        var weighed = (run.UsesModel ? await AskAsync(run, open, ct) : OfflinePriorities.Of(open, run.Language)).ToDictionary(priority => priority.TaskId);
        var order = Order(run, open, weighed);
        return new OperationDraft(Move(run, order, weighed))
        {
            Notes = [.. order.Where(task => weighed.ContainsKey(task.TaskId)).Select(task => new TaskNote(task.TaskId, task.Title, weighed[task.TaskId].Reason))],
        };
    }

    private Task<IReadOnlyList<TaskPriority>> AskAsync(OperationRun run, List<PlanTaskNode> open, CancellationToken ct) => run.AskInPartsAsync<TaskPriority>(
        open, options.Value.TasksPerCall,
        (number, part) => new Question
        {
            Step = $"part-{number}",
            About = new CallSubject(part[0].TaskId, part[0].Title),
            Rules = Rules,
            Form = """{"tasks":[{"task_id":1,"value":4,"urgency":2,"reason":"..."}]}""",
            Task = "Weigh these tasks.",
            Data = run.Data(part),
            Schema = Schema,
            SchemaName = "priorities",
        },
        (part, isLast) => (JsonElement root, out string fault) => TaskAnswers.Read(root, part, isLast, ReadOne, out fault), ct);

    private static TaskPriority? ReadOne(JsonElement item, PlanTaskNode task, out string fault)
    {
        var (value, urgency, reason) = (TaskData.Id(item, "value"), TaskData.Id(item, "urgency"), JsonAnswer.Text(item, "reason"));
        fault = value is not (>= 1 and <= 5) || urgency is not (>= 1 and <= 5) ? $"value and urgency of task {task.TaskId} must be whole numbers from 1 to 5."
            : string.IsNullOrWhiteSpace(reason) ? $"task {task.TaskId} has no \"reason\"." : "";
        return fault.Length == 0 ? new TaskPriority(task.TaskId, (int)value!, (int)urgency!, reason!) : null;
    }

    /// <summary>All open tasks, the most important first and each behind what it depends on. What was not weighed comes last.</summary>
    private static List<PlanTaskNode> Order(OperationRun run, List<PlanTaskNode> open, Dictionary<long, TaskPriority> weighed)
    {
        var before = open.ToDictionary(task => task.TaskId, task => Before(run, task, open));
        var after = before.SelectMany(task => task.Value, (task, earlier) => (earlier, task.Key)).ToLookup(pair => pair.earlier, pair => pair.Key);
        var weights = new Dictionary<long, int>();
        var ready = new PriorityQueue<PlanTaskNode, (int, int, int)>();
        var (byId, places) = (open.ToDictionary(task => task.TaskId), open.Select((task, place) => (task.TaskId, place)).ToDictionary());
        foreach (var task in open.Where(task => before[task.TaskId].Count == 0)) Enqueue(task);
        var order = new List<PlanTaskNode>();
        while (ready.TryDequeue(out var next, out _))
        {
            order.Add(next);
            foreach (var id in after[next.TaskId])
            {
                before[id].Remove(next.TaskId);
                if (before[id].Count == 0) Enqueue(byId[id]);
            }
        }

        return order;

        void Enqueue(PlanTaskNode task) => ready.Enqueue(task, (-Weight(task.TaskId), -Own(task.TaskId), places[task.TaskId]));

        int Own(long id) => weighed.TryGetValue(id, out var priority) ? priority.Value + priority.Urgency : 0;

        int Weight(long id)
        {
            if (weights.TryGetValue(id, out var known)) return known;
            var weight = after[id].Aggregate(Own(id), (most, later) => Math.Max(most, Weight(later)));
            weights[id] = weight;
            return weight;
        }
    }

    /// <summary>The open tasks that a task, or what is above it, depends on: a parent is done when all below it is.</summary>
    private static HashSet<long> Before(OperationRun run, PlanTaskNode task, List<PlanTaskNode> open)
    {
        var ids = open.Select(one => one.TaskId).ToHashSet();
        return [.. run.Outline.AncestorsOf(task.TaskId).Append(task).SelectMany(one => one.DependsOn)
            .Select(run.Outline.Find).OfType<PlanTaskNode>()
            .SelectMany(needed => OperationRun.Below([needed])).Select(needed => needed.TaskId).Where(id => id != task.TaskId && ids.Contains(id))];
    }

    /// <summary>Siblings in the order of the most important that is at or below each; those with nothing open keep their places.</summary>
    private static List<TaskEdit> Move(OperationRun run, List<PlanTaskNode> order, Dictionary<long, TaskPriority> weighed)
    {
        var ranks = order.Select((task, rank) => (task.TaskId, rank)).ToDictionary();
        var edits = new List<TaskEdit>();
        foreach (var siblings in run.Tasks.Where(task => task.TaskId != run.Target?.TaskId).GroupBy(task => task.ParentId))
        {
            var now = siblings.OrderBy(task => task.Position).ToList();
            var open = now.Select(task => (Task: task, Best: OperationRun.Below([task]).Where(below => ranks.ContainsKey(below.TaskId)).MinBy(below => ranks[below.TaskId]))).Where(task => task.Best is not null).ToList();
            var places = open.Select(task => now.IndexOf(task.Task)).ToList();
            foreach (var (place, moved) in places.Zip(open.OrderBy(task => ranks[task.Best!.TaskId])))
            {
                if (now[place] == moved.Task) continue;
                edits.Add(new TaskEdit(moved.Task.TaskId) { Place = new TaskPlace(siblings.Key, place), Reason = weighed.GetValueOrDefault(moved.Best!.TaskId)?.Reason });
            }
        }

        return edits;
    }
}
