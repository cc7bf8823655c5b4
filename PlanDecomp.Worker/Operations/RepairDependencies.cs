using System.Text.Json;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Offline.Operations;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Asking;

namespace PlanDecomp.Worker.Operations;

/// <summary>Finds dependencies that are missing, superfluous or contradictory, and says for each why.</summary>
internal sealed class RepairDependencies(IOptions<OperationOptions> options) : IPlanOperation
{
    private const string Rules = """
        Look at the dependencies of "tasks": "depends_on" names the tasks that must be completed before a task can begin; "parent" is the
        task it is a part of, and the order of the list is the order in which people read it.
        - A dependency is missing where a task needs what another one brings, whatever the order of the list.
        - It is superfluous where the task could begin without it, or where another dependency implies it.
        - It is contradictory where tasks would wait for each other. A task can depend neither on itself nor on what it is part of or what is part of it.
        - Change only what is wrong. "changes" holds each task whose dependencies change, by its "task_id", with the whole new "depends_on",
          and as "reason" what was wrong, in a few words, in the language of the task. Nothing wrong: {"changes":[]}.
        """;

    private static readonly JsonElement Schema = JsonElement.Parse("""
        {
          "type": "object",
          "properties": {
            "changes": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "task_id": { "type": "integer" },
                  "depends_on": { "type": "array", "items": { "type": "integer" } },
                  "reason": { "type": "string" }
                },
                "required": ["task_id", "depends_on", "reason"],
                "additionalProperties": false
              }
            }
          },
          "required": ["changes"],
          "additionalProperties": false
        }
        """);

    public OperationDescriptor Operation => TaskOperations.RepairDependencies;

    public async Task<OperationDraft> RunAsync(OperationRun run, CancellationToken ct)
    {
        if (run.Tasks.Count > options.Value.MaxTasksAtOnce)
        {
            throw new JobFailedException($"{run.Tasks.Count} tasks are too many to look at together; take a part with at most {options.Value.MaxTasksAtOnce} (Operations:MaxTasksAtOnce).");
        }

        var edits = run.UsesModel
            ? await run.AskAsync<List<TaskEdit>>(new Question
            {
                Step = "changes",
                About = run.About,
                Rules = Rules,
                Form = """{"changes":[{"task_id":2,"depends_on":[1],"reason":"..."}]}""",
                Task = "Repair the dependencies of these tasks.",
                Data = run.Data(run.Tasks),
                Schema = Schema,
                SchemaName = "dependencies",
            }, (JsonElement root, out string fault) => Read(run, root, out fault), ct)
            : OfflineDependencies.Repair(run.Outline, run.Tasks, run.Language);
        return new OperationDraft([.. edits.Where(edit => !run.Outline.Find(edit.TaskId)!.DependsOn.Order().SequenceEqual(edit.DependsOn!.Order()))]);
    }

    private static List<TaskEdit>? Read(OperationRun run, JsonElement root, out string fault)
    {
        if (TaskData.Objects(root, "changes", out fault) is not { } objects) return null;
        var scope = run.Tasks.Select(task => task.TaskId).ToHashSet();
        var edits = new Dictionary<long, TaskEdit>();
        foreach (var item in objects)
        {
            if (TaskData.Id(item, "task_id") is not { } id || !scope.Contains(id)) fault = $"it has the task_id {JsonAnswer.Text(item, "task_id") ?? "(none)"}, which is none of the tasks.";
            else if (TaskData.Ids(item, "depends_on") is not { } dependsOn) fault = $"\"depends_on\" of task {id} must be an array of task ids.";
            else if (dependsOn.FirstOrDefault(other => run.Outline.Find(other) is null, -1) is var unknown and not -1) fault = $"task {id} would depend on {unknown}, which is not in the plan.";
            else if (dependsOn.Count > PlanLimits.Dependencies) fault = $"task {id} would depend on more than {PlanLimits.Dependencies} tasks.";
            else if (!edits.TryAdd(id, new TaskEdit(id) { DependsOn = [.. dependsOn.Distinct().Order()], Reason = JsonAnswer.Text(item, "reason") })) fault = $"task {id} is there twice.";
            if (fault.Length > 0) return null;
        }

        fault = run.FindFault([.. edits.Values]) ?? "";
        return fault.Length == 0 ? [.. edits.Values] : null;
    }
}
