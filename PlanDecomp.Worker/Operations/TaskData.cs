using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Contracts.Texts;
using PlanDecomp.Plans;
using PlanDecomp.Worker.Asking;

namespace PlanDecomp.Worker.Operations;

/// <summary>Tasks as a prompt shows them, and what answers about tasks have in common.</summary>
internal static class TaskData
{
    private const int MaxInstruction = 2_000;

    /// <param name="tasks">The tasks. One whose parent is not among them says what it is a part of.</param>
    /// <param name="outline">The tree.</param>
    /// <param name="whole">Instructions at full length: the answer takes their place.</param>
    public static JsonArray Of(IReadOnlyList<PlanTaskNode> tasks, PlanOutline outline, bool whole = false)
    {
        var told = tasks.Select(task => task.TaskId).ToHashSet();
        return PromptParts.Array(tasks.Select(task => Of(task, told, outline, whole)));
    }

    /// <summary>The number under one of the names; null when it is none.</summary>
    public static long? Id(JsonElement element, params ReadOnlySpan<string> names) =>
        long.TryParse(JsonAnswer.Text(element, names), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The numbers of an array under a name; null when it is none. Not there, or null: no numbers.</summary>
    public static IReadOnlyList<long>? Ids(JsonElement element, string name)
    {
        if (JsonAnswer.Property(element, name) is not { ValueKind: not JsonValueKind.Null } given) return [];
        var list = JsonAnswer.Unwrap(given);
        if (list.ValueKind != JsonValueKind.Array) return null;
        var ids = new List<long>();
        foreach (var item in list.EnumerateArray())
        {
            if (!long.TryParse(JsonAnswer.Scalar(item), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id)) return null;
            ids.Add(id);
        }

        return ids;
    }

    /// <summary>The objects of an array under a name; null when it is none, and then <paramref name="fault"/> says so.</summary>
    public static IReadOnlyList<JsonElement>? Objects(JsonElement root, string name, out string fault)
    {
        fault = "";
        if (JsonAnswer.List(root, name, "tasks", "children", "subtasks") is { } list)
        {
            var items = list.EnumerateArray().Select(JsonAnswer.Unwrap).ToList();
            if (items.TrueForAll(item => item.ValueKind == JsonValueKind.Object)) return items;
        }

        fault = $"\"{name}\" must be an array of objects.";
        return null;
    }

    /// <summary>A title as tasks may have one; null when it is none, and then <paramref name="fault"/> says why.</summary>
    public static string? Title(JsonElement element, string of, out string fault)
    {
        var title = string.Join(' ', (JsonAnswer.Text(element, "title", "name") ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        fault = !VisibleText.IsIn(title) ? $"{of} has no \"title\"."
            : title.Length > PlanLimits.TitleLength ? $"the title of {of} has more than {PlanLimits.TitleLength} characters." : "";
        return fault.Length == 0 ? title : null;
    }

    private static JsonObject Of(PlanTaskNode task, HashSet<long> told, PlanOutline outline, bool whole)
    {
        var node = new JsonObject { ["task_id"] = task.TaskId, ["title"] = task.Title };
        if (task.Instruction.Length > 0) node["instruction"] = whole ? task.Instruction : TextCut.To(task.Instruction, MaxInstruction);
        if (task.ParentId is { } parent)
        {
            if (told.Contains(parent)) node["parent"] = parent;
            else if (outline.Find(parent) is { } above) node["part_of"] = above.Title;
        }

        if (task.DependsOn.Count > 0) node["depends_on"] = PromptParts.Array(task.DependsOn.Select(id => JsonValue.Create(id)));
        if (task.EffortHours is { } hours) node["hours"] = hours;
        return node;
    }
}
