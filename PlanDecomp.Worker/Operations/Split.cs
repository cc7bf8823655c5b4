using System.Text.Json;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Offline.Operations;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Asking;

namespace PlanDecomp.Worker.Operations;

/// <summary>Makes several siblings of one task. The task becomes the first of them; its children go with the part they belong to.</summary>
internal sealed class Split : IPlanOperation
{
    private const string Rules = """
        "tasks" holds one task that is too much for one. Divide it into tasks that stand beside each other in its place.
        - Together they are exactly the task: nothing is lost, nothing is new, they do not overlap and are of about the same size.
        - They stand in the order in which one would do them.
        - "title": short and concrete, at most 80 characters, beginning with a verb where the language does so.
        - "instruction": what to do and how one knows that it is done.
        - "depends_on": the keys of the parts that must be finished before this one can begin; no circles.
        - "children": the task_id of each of "children" that belongs to the part; every child belongs to exactly one part.
        - Write in the language of the task.
        """;

    private static readonly JsonElement Schema = JsonElement.Parse("""
        {
          "type": "object",
          "properties": {
            "parts": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "key": { "type": "string", "description": "A short name of the part, unique in this answer." },
                  "title": { "type": "string" },
                  "instruction": { "type": "string" },
                  "depends_on": { "type": "array", "items": { "type": "string" } },
                  "children": { "type": "array", "items": { "type": "integer" } }
                },
                "required": ["key", "title", "instruction", "depends_on", "children"],
                "additionalProperties": false
              }
            }
          },
          "required": ["parts"],
          "additionalProperties": false
        }
        """);

    public OperationDescriptor Operation => TaskOperations.Split;

    public async Task<OperationDraft> RunAsync(OperationRun run, CancellationToken ct)
    {
        var target = run.Target ?? throw new JobFailedException("Splitting needs a task.");
        var parts = run.UsesModel ? await AskAsync(run, target, ct) : OfflineSplit.Parts(target, run.Outline, run.Params, run.Language);
        return new OperationDraft(Edits(run, target, parts));
    }

    private static Task<List<TaskPart>> AskAsync(OperationRun run, PlanTaskNode target, CancellationToken ct) => run.AskAsync<List<TaskPart>>(new Question
    {
        Step = "parts",
        About = run.About,
        Rules = Rules,
        Form = """{"parts":[{"key":"a","title":"...","instruction":"...","depends_on":[],"children":[]},{"key":"b","title":"...","instruction":"...","depends_on":["a"],"children":[]}]}""",
        Task = run.Params.Parts is { } wanted ? $"Divide the task into exactly {wanted} tasks." : $"Divide the task into as many tasks as it takes, 2 to {TaskPart.Most}.",
        Data = run.Data([target], whole: true, ("children", TaskData.Of(target.Children, run.Outline))),
        Schema = Schema,
        SchemaName = "task_parts",
    }, (JsonElement root, out string fault) => Read(run, target, root, out fault), ct);

    private static List<TaskPart>? Read(OperationRun run, PlanTaskNode target, JsonElement root, out string fault)
    {
        if (TaskData.Objects(root, "parts", out fault) is not { } objects) return null;
        fault = objects.Count switch
        {
            < 2 => "there must be at least 2 parts.",
            > TaskPart.Most => $"there are {objects.Count} parts, but at most {TaskPart.Most} are wanted.",
            var count when run.Params.Parts is { } wanted && wanted != count => $"there are {count} parts, but exactly {wanted} are wanted.",
            _ => "",
        };
        if (fault.Length > 0) return null;

        var titles = objects.Select(part => JsonAnswer.Text(part, "title", "name")).ToList();
        var keys = objects.Select((part, i) => JsonAnswer.Text(part, "key") ?? $"{i + 1}").ToList();
        var parts = new List<TaskPart>();
        foreach (var part in objects)
        {
            if (TaskData.Title(part, $"part {parts.Count + 1}", out fault) is not { } title) return null;
            var dependsOn = new List<int>();
            foreach (var key in JsonAnswer.List(part, "depends_on", "dependencies") is { } list ? list.EnumerateArray().ToList() : [])
            {
                var name = JsonAnswer.Scalar(key) ?? "";
                dependsOn.Add(keys.IndexOf(name) is var at and >= 0 ? at : titles.FindIndex(other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase)));
                if (dependsOn[^1] >= 0) continue;
                fault = $"\"{title}\" depends on \"{key}\", which is no key of this answer.";
                return null;
            }

            if (TaskData.Ids(part, "children") is not { } children)
            {
                fault = $"\"children\" of \"{title}\" must be an array of task ids.";
                return null;
            }

            parts.Add(new TaskPart(title, JsonAnswer.Text(part, "instruction") ?? "", dependsOn, children));
        }

        if (!target.Children.Select(child => child.TaskId).Order().SequenceEqual(parts.SelectMany(part => part.Children).Order()))
        {
            fault = $"each of the children {string.Join(", ", target.Children.Select(child => child.TaskId))} must be in exactly one part, and no others.";
            return null;
        }

        fault = run.FindFault(Edits(run, target, parts)) ?? "";
        return fault.Length == 0 ? parts : null;
    }

    private static List<TaskEdit> Edits(OperationRun run, PlanTaskNode target, IReadOnlyList<TaskPart> parts)
    {
        long IdOf(int part) => part == 0 ? target.TaskId : -part;
        var last = Enumerable.Range(0, parts.Count).Where(i => !parts.Any(part => part.DependsOn.Contains(i))).Select(IdOf).ToList();
        var edits = parts.Select((part, i) => new TaskEdit(IdOf(i))
        {
            Title = part.Title,
            Instruction = part.Instruction,
            Place = i == 0 ? null : new TaskPlace(target.ParentId, target.Position + i),

            // The first ones begin when the whole task could have begun.
            DependsOn = part.DependsOn.Count > 0 ? [.. part.DependsOn.Select(IdOf)] : target.DependsOn,
            EffortHours = target.EffortHours is { } hours ? hours / parts.Count : null,
            MadeOf = [target.TaskId],
        }).ToList();
        for (var i = 1; i < parts.Count; i++)
        {
            edits.AddRange(parts[i].Children.Select((child, at) => new TaskEdit(child) { Place = new TaskPlace(IdOf(i), at) }));
        }

        // Who waited for the whole waits for the parts that end it.
        edits.AddRange(OperationRun.Below(run.Outline.Top).Where(task => task.DependsOn.Contains(target.TaskId))
            .Select(task => new TaskEdit(task.TaskId) { DependsOn = [.. task.DependsOn.Where(id => id != target.TaskId).Concat(last)] }));
        return edits;
    }
}
