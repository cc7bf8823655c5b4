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
    private const string FormWithGlossary = """{"tasks":[{"task_id":1,"title":"...","instruction":"..."}],"glossary":[{"term":"...","translation":"..."}]}""";

    private static readonly JsonElement Schema = TaskAnswers.Schema(("title", "string"), ("instruction", "string"));
    private static readonly JsonElement SchemaWithGlossary = TaskAnswers.Schema([("glossary", Glossary.Schema)], ("title", "string"), ("instruction", "string"));

    /// <param name="run">The run.</param>
    /// <param name="tasks">The tasks to word; one with the id 0 is the plan itself.</param>
    /// <param name="perCall">Tasks a call.</param>
    /// <param name="rules">What makes a good answer.</param>
    /// <param name="task">What to do, in a sentence.</param>
    /// <param name="glossary">Has the parts use the same words; null where they need not, and a single part has no one to agree with.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The edits of tasks that read differently now.</returns>
    public static async Task<IReadOnlyList<TaskEdit>> AskAsync(
        OperationRun run, IReadOnlyList<PlanTaskNode> tasks, int perCall, string rules, string task, Glossary? glossary, CancellationToken ct)
    {
        if (tasks.Count <= perCall) glossary = null;
        var edits = await run.AskInPartsAsync<TaskEdit>(
            tasks, perCall,
            (number, part) => new Question
            {
                Step = $"part-{number}",
                About = new CallSubject(part[0].TaskId == TaskEdit.Plan ? null : part[0].TaskId, part[0].Title),
                Rules = glossary is null ? rules : $"{rules}\n{Glossary.Rule}",
                Form = glossary is null ? Form : FormWithGlossary,
                Task = task,
                Data = run.Data(part, whole: true, glossary?.ToJson() is { Count: > 0 } terms ? [("glossary", terms)] : []),
                Schema = glossary is null ? Schema : SchemaWithGlossary,
                SchemaName = "worded_tasks",
            },
            (part, isLast) => (JsonElement root, out string fault) =>
            {
                var read = TaskAnswers.Read(root, part, isLast, ReadOne, out fault);
                if (read is not null) glossary?.Add(root);
                return read;
            }, ct);
        var before = tasks.ToDictionary(t => t.TaskId);
        return [.. edits.Where(edit => edit.Title != before[edit.TaskId].Title || edit.Instruction != before[edit.TaskId].Instruction)];
    }

    private static TaskEdit? ReadOne(JsonElement item, PlanTaskNode task, out string fault)
    {
        var id = task.TaskId;
        if (TaskData.Title(item, $"task {id}", out fault) is not { } title) return null;
        var instruction = JsonAnswer.Text(item, "instruction") ?? "";
        if (instruction.Length == 0 && task.Instruction.Length > 0) fault = $"the instruction of task {id} is missing.";
        else if (instruction.Length > PlanLimits.InstructionLength) fault = $"the instruction of task {id} has more than {PlanLimits.InstructionLength} characters.";
        return fault.Length == 0 ? new TaskEdit(id) { Title = title, Instruction = instruction } : null;
    }
}
