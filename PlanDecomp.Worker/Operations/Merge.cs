using System.Text.Json;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Offline.Operations;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Asking;

namespace PlanDecomp.Worker.Operations;

/// <summary>Makes one task of several siblings: the target stays, with all their children and dependencies; the others go.</summary>
internal sealed class Merge : IPlanOperation
{
    private const string Rules = """
        "tasks" are to become one task. Write it so that whoever does it does all of them.
        - "title": short and concrete, at most 80 characters, beginning with a verb where the language does so.
        - "instruction": what to do and how one knows that it is done. Nothing that the tasks ask for is lost, nothing is said twice.
        - Write in the language of the tasks.
        """;

    private static readonly JsonElement Schema = JsonElement.Parse("""
        {
          "type": "object",
          "properties": { "title": { "type": "string" }, "instruction": { "type": "string" } },
          "required": ["title", "instruction"],
          "additionalProperties": false
        }
        """);

    public OperationDescriptor Operation => TaskOperations.Merge;

    public async Task<OperationDraft> RunAsync(OperationRun run, CancellationToken ct)
    {
        var merged = Find(run);
        var structure = Structure(run, merged);
        if (run.FindFault(structure) is { } fault) throw new JobFailedException($"These tasks cannot be merged: {fault}");

        var words = run.UsesModel
            ? await run.AskAsync<TaskWords>(new Question
            {
                Step = "words",
                About = run.About,
                Rules = Rules,
                Form = """{"title":"...","instruction":"..."}""",
                Task = $"Merge these {merged.Count} tasks into one.",
                Data = run.Data(merged, whole: true),
                Schema = Schema,
                SchemaName = "merged_task",
            }, Read, ct)
            : OfflineMerge.Words(merged, run.Language);
        return new OperationDraft([.. structure.Select(edit =>
            edit.TaskId == merged[0].TaskId ? edit with { Title = words.Title, Instruction = words.Instruction } : edit)]);
    }

    private static List<PlanTaskNode> Find(OperationRun run)
    {
        var target = run.Target ?? throw new JobFailedException("Merging needs a task that the others are merged into.");
        var siblings = run.Outline.ChildrenOf(target.ParentId).ToDictionary(task => task.TaskId);
        var others = run.Params.TaskIds.Distinct().Where(id => id != target.TaskId).Select(id => siblings.TryGetValue(id, out var task)
            ? task
            : throw new JobFailedException($"Task {id} is no sibling of \"{target.Title}\" (any more); only siblings can be merged.")).ToList();
        if (others.Count == 0) throw new JobFailedException("Merging needs at least two tasks.");
        return [target, .. others.OrderBy(task => task.Position)];
    }

    private static List<TaskEdit> Structure(OperationRun run, List<PlanTaskNode> merged)
    {
        var (target, others) = (merged[0], merged.Skip(1).ToList());
        var gone = others.Select(task => task.TaskId).ToHashSet();
        var inside = OperationRun.Below(merged).Select(task => task.TaskId).ToHashSet();
        var estimated = merged.Select(task => task.EffortHours).OfType<double>().ToList();
        var edits = new List<TaskEdit>
        {
            new(target.TaskId)
            {
                DependsOn = [.. merged.SelectMany(task => task.DependsOn).Where(id => !inside.Contains(id)).Distinct().Order()],
                EffortHours = estimated.Count > 0 ? estimated.Sum() : null,
                MadeOf = [.. merged.Select(task => task.TaskId)],
            },
        };
        edits.AddRange(others.Select(task => new TaskEdit(task.TaskId) { Remove = true }));
        edits.AddRange(others.SelectMany(task => task.Children)
            .Select((child, i) => new TaskEdit(child.TaskId) { Place = new TaskPlace(target.TaskId, target.Children.Count + i) }));

        // Who waited for one of them waits for the one task; who is part of it no longer waits for it.
        foreach (var task in OperationRun.Below(run.Outline.Top).Where(task => task.TaskId != target.TaskId && !gone.Contains(task.TaskId)))
        {
            var isInside = inside.Contains(task.TaskId);
            IReadOnlyList<long> dependsOn =
            [
                .. task.DependsOn.Where(id => !isInside || (id != target.TaskId && !gone.Contains(id)))
                    .Select(id => gone.Contains(id) ? target.TaskId : id).Distinct().Order(),
            ];
            if (dependsOn.SequenceEqual(task.DependsOn.Order())) continue;
            var at = edits.FindIndex(edit => edit.TaskId == task.TaskId);
            if (at < 0) edits.Add(new TaskEdit(task.TaskId) { DependsOn = dependsOn });
            else edits[at] = edits[at] with { DependsOn = dependsOn };
        }

        return edits;
    }

    private static TaskWords? Read(JsonElement root, out string fault)
    {
        if (TaskData.Title(root, "the task", out fault) is not { } title) return null;
        return new TaskWords(title, JsonAnswer.Text(root, "instruction") ?? "");
    }
}
