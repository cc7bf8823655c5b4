using System.Text.Json;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Worker.Asking;

namespace PlanDecomp.Worker.Operations;

/// <summary>Has a model word titles and instructions anew, many tasks a call; the tree stays as it is.</summary>
internal static class Wording
{
    private const string Form = """{"tasks":[{"task_id":1,"title":"...","instruction":"..."}]}""";

    private static readonly JsonElement Schema = JsonElement.Parse("""
        {
          "type": "object",
          "properties": {
            "tasks": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": { "task_id": { "type": "integer" }, "title": { "type": "string" }, "instruction": { "type": "string" } },
                "required": ["task_id", "title", "instruction"],
                "additionalProperties": false
              }
            }
          },
          "required": ["tasks"],
          "additionalProperties": false
        }
        """);

    /// <param name="run">The run.</param>
    /// <param name="tasks">The tasks to word; one with the id 0 is the plan itself.</param>
    /// <param name="perCall">Tasks a call.</param>
    /// <param name="rules">What makes a good answer.</param>
    /// <param name="task">What to do, in a sentence.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The edits of tasks that read differently now.</returns>
    public static async Task<IReadOnlyList<TaskEdit>> AskAsync(
        OperationRun run, IReadOnlyList<PlanTaskNode> tasks, int perCall, string rules, string task, CancellationToken ct)
    {
        var edits = await run.AskInPartsAsync<TaskEdit>(
            tasks, perCall,
            (number, part) => new Question
            {
                Step = $"part-{number}",
                About = new CallSubject(part[0].TaskId == TaskEdit.Plan ? null : part[0].TaskId, part[0].Title),
                Rules = rules,
                Form = Form,
                Task = task,
                Data = run.Data(("tasks", TaskData.Of(part, whole: true))),
                Schema = Schema,
                SchemaName = "worded_tasks",
            },
            part => (JsonElement root, out string fault) => Read(root, part, out fault), ct);
        var before = tasks.ToDictionary(t => t.TaskId);
        return [.. edits.Where(edit => edit.Title != before[edit.TaskId].Title || edit.Instruction != before[edit.TaskId].Instruction)];
    }

    private static List<TaskEdit>? Read(JsonElement root, IReadOnlyList<PlanTaskNode> asked, out string fault)
    {
        if (TaskData.Objects(root, "tasks", out fault) is not { } objects) return null;
        var byId = asked.ToDictionary(task => task.TaskId);
        var edits = new Dictionary<long, TaskEdit>();
        foreach (var item in objects)
        {
            if (TaskData.Id(item, "task_id") is not { } id || !byId.TryGetValue(id, out var task))
            {
                fault = $"it has a task with the task_id {JsonAnswer.Text(item, "task_id") ?? "(none)"}, which was not asked about.";
                return null;
            }

            if (TaskData.Title(item, $"task {id}", out fault) is not { } title) return null;
            var instruction = JsonAnswer.Text(item, "instruction") ?? "";
            if (instruction.Length == 0 && task.Instruction.Length > 0) fault = $"the instruction of task {id} is missing.";
            else if (instruction.Length > PlanLimits.InstructionLength) fault = $"the instruction of task {id} has more than {PlanLimits.InstructionLength} characters.";
            else if (!edits.TryAdd(id, new TaskEdit(id) { Title = title, Instruction = instruction })) fault = $"task {id} is there twice.";
            if (fault.Length > 0) return null;
        }

        fault = asked.FirstOrDefault(task => !edits.ContainsKey(task.TaskId)) is { } missing ? $"task {missing.TaskId} is missing." : "";
        return fault.Length == 0 ? [.. edits.Values] : null;
    }
}
