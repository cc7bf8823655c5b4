using System.Text.Json;
using System.Text.Json.Nodes;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Worker.Asking;

namespace PlanDecomp.Worker.Operations;

/// <summary>Answers that say something of every task asked about, each once: their schema, and how they are read.</summary>
internal static class TaskAnswers
{
    /// <summary>What is said of one task; null when it cannot be used, and then <paramref name="fault"/> says why.</summary>
    public delegate T? ReadOne<out T>(JsonElement item, PlanTaskNode task, out string fault)
        where T : class;

    /// <param name="fields">What each has beside its <c>task_id</c>: name and JSON type. All are required.</param>
    public static JsonElement Schema(params ReadOnlySpan<(string Name, string Type)> fields) => Schema([], fields);

    /// <param name="beside">What the answer has beside its tasks: name and schema.</param>
    /// <param name="fields">What each task has.</param>
    public static JsonElement Schema(IReadOnlyList<(string Name, JsonObject Schema)> beside, params ReadOnlySpan<(string Name, string Type)> fields)
    {
        var properties = new JsonObject { ["task_id"] = new JsonObject { ["type"] = "integer" } };
        foreach (var (name, type) in fields) properties.Add(name, new JsonObject { ["type"] = type });
        var item = Strict(properties);
        var answer = new JsonObject { ["tasks"] = new JsonObject { ["type"] = "array", ["items"] = item } };
        foreach (var (name, schema) in beside) answer.Add(name, schema.DeepClone());
        return JsonSerializer.SerializeToElement(Strict(answer));
    }

    /// <summary>What is said of each task, by its id. Null when the answer is not complete, or something of it cannot be used; <paramref name="fault"/> says what.</summary>
    /// <param name="root">The answer.</param>
    /// <param name="asked">The tasks it should speak of.</param>
    /// <param name="isLenient">What can be used is enough, when it is anything at all.</param>
    /// <param name="read">Reads what is said of one.</param>
    /// <param name="fault">A sentence.</param>
    public static Dictionary<long, T>? Read<T>(JsonElement root, IReadOnlyList<PlanTaskNode> asked, bool isLenient, ReadOne<T> read, out string fault)
        where T : class
    {
        if (TaskData.Objects(root, "tasks", out fault) is not { } objects) return null;
        var byId = asked.ToDictionary(task => task.TaskId);
        var (answers, first) = (new Dictionary<long, T>(), "");
        foreach (var item in objects)
        {
            var wrong = "";
            if (TaskData.Id(item, "task_id", "id") is not { } id || !byId.TryGetValue(id, out var task)) wrong = $"it has the task_id {JsonAnswer.Text(item, "task_id") ?? "(none)"}, which was not asked about.";
            else if (read(item, task, out wrong) is { } answer && !answers.TryAdd(id, answer)) wrong = $"task {id} is there twice.";
            if (first.Length == 0) first = wrong;
        }

        if (first.Length == 0 && asked.FirstOrDefault(task => !answers.ContainsKey(task.TaskId)) is { } missing) first = $"task {missing.TaskId} is missing.";
        fault = isLenient && answers.Count > 0 ? "" : first;
        return fault.Length == 0 ? answers : null;
    }

    private static JsonObject Strict(JsonObject properties) => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray([.. properties.Select(property => (JsonNode)property.Key)]),
        ["properties"] = properties,
        ["additionalProperties"] = false,
    };
}
