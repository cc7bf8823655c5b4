using System.Text.Json;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Worker.Asking;

namespace PlanDecomp.Worker.Operations;

/// <summary>Turns a model's suggestions into edits.</summary>
internal sealed class QualitySuggestions(OperationRun run)
{
    private readonly List<TaskEdit> _edits = [];
    private readonly List<QualitySuggestion> _suggestions = [];
    private readonly HashSet<long> _scope = [.. run.Tasks.Select(task => task.TaskId)];

    public IReadOnlyList<TaskEdit> Edits => _edits;

    public IReadOnlyList<QualitySuggestion> Suggestions => _suggestions;

    /// <returns>What is wrong with it, in a sentence; null when it was taken.</returns>
    public string? Add(JsonElement item)
    {
        if (JsonAnswer.Text(item, "text") is not { Length: > 0 } text) return "a suggestion has no text.";
        var id = TaskData.Id(item, "task_id") ?? 0;
        var action = JsonAnswer.Text(item, "action") ?? "none";
        var isTop = id == 0 && action is "add" or "none";
        if (!isTop && !_scope.Contains(id)) return $"a suggestion is about task {id}, which is none of the tasks.";
        if (action is "rewrite" or "remove" or "depend" && _edits.Any(edit => edit.TaskId == id)) return $"task {id} has two suggestions that change it.";
        var edit = action switch
        {
            "rewrite" => Rewrite(item, id, out var fault) ?? (object)fault,
            "add" => AddTask(item, id, out var fault) ?? (object)fault,
            "remove" => new TaskEdit(id) { Remove = true },
            "depend" => TaskData.Ids(item, "depends_on") is { } dependsOn && dependsOn.All(other => run.Outline.Find(other) is not null)
                ? new TaskEdit(id) { DependsOn = [.. dependsOn.Distinct().Order()] }
                : $"\"depends_on\" of task {id} must be an array of tasks of the plan.",
            "none" => null,
            _ => $"\"{action}\" is no action.",
        };
        if (edit is string wrong) return wrong;
        if (edit is TaskEdit change) _edits.Add(change with { Reason = text });
        _suggestions.Add(new QualitySuggestion(id == 0 ? null : id, text, edit is not null));
        return null;
    }

    private static TaskEdit? Rewrite(JsonElement item, long id, out string fault) =>
        TaskData.Title(item, $"the suggestion about task {id}", out fault) is { } title
            ? new TaskEdit(id) { Title = title, Instruction = JsonAnswer.Text(item, "instruction") is { Length: > 0 } instruction ? instruction : null }
            : null;

    private TaskEdit? AddTask(JsonElement item, long parentId, out string fault)
    {
        if (TaskData.Title(item, "a suggested task", out fault) is not { } title) return null;

        // Of a part of the plan, what is added at the top belongs to the part.
        var parent = parentId == 0 ? run.Target?.TaskId : parentId;
        return new TaskEdit(-1 - _edits.Count(edit => edit.IsNew))
        {
            Title = title,
            Instruction = JsonAnswer.Text(item, "instruction") ?? "",
            Place = new TaskPlace(parent, int.MaxValue),
        };
    }
}
