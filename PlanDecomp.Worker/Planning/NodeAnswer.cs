using System.Text.Json;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Asking;

namespace PlanDecomp.Worker.Planning;

/// <summary>Reads a model's answer: leniently in form, strictly in content.</summary>
internal static class NodeAnswer
{
    public const string SchemaName = "node_children";

    /// <summary>In the subset of JSON Schema that endpoints enforce strictly: everything required, nothing more, no counts.</summary>
    public static readonly JsonElement Schema = JsonElement.Parse("""
        {
          "type": "object",
          "properties": {
            "children": {
              "type": "array",
              "description": "The children, in the order in which one would do them; empty when the target needs no breaking down.",
              "items": {
                "type": "object",
                "properties": {
                  "key": { "type": "string", "description": "A short name of the child, unique in this answer." },
                  "title": { "type": "string", "description": "Short and concrete." },
                  "instruction": { "type": "string", "description": "What to do and how one knows that it is done." },
                  "depends_on": { "type": "array", "items": { "type": "string" }, "description": "Keys of the children that must be finished first." },
                  "is_leaf": { "type": "boolean", "description": "Breaking the child down further makes no sense." }
                },
                "required": ["key", "title", "instruction", "depends_on", "is_leaf"],
                "additionalProperties": false
              }
            }
          },
          "required": ["children"],
          "additionalProperties": false
        }
        """);

    /// <summary>The children of an answer; keys have become indexes. Null when it cannot be read, and then <paramref name="fault"/> says why.</summary>
    public static NodePlan? Read(string answer, bool cutOff, out string fault) =>
        JsonAnswer.Read(answer, cutOff, "Give fewer or shorter children.", out fault) is { } root ? ReadChildren(root, out fault) : null;

    private static NodePlan? ReadChildren(JsonElement root, out string fault)
    {
        var list = root;
        if (root.ValueKind == JsonValueKind.Object && !root.TryGetProperty("children", out list))
        {
            fault = "the property \"children\" is missing.";
            return null;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            fault = "\"children\" is not an array.";
            return null;
        }

        var items = new List<Item>();
        foreach (var element in list.EnumerateArray())
        {
            if (ReadItem(element, items.Count + 1, out fault) is not { } item) return null;
            items.Add(item);
        }

        return Resolve(items, out fault);
    }

    private static Item? ReadItem(JsonElement element, int number, out string fault)
    {
        fault = "";
        if (element.ValueKind != JsonValueKind.Object)
        {
            fault = $"child {number} is not an object.";
            return null;
        }

        if (JsonAnswer.Text(element, "title") is not { } title || string.IsNullOrWhiteSpace(title))
        {
            fault = $"child {number} has no \"title\".";
            return null;
        }

        var dependsOn = new List<string>();
        if (element.TryGetProperty("depends_on", out var keys) && keys.ValueKind != JsonValueKind.Null)
        {
            foreach (var key in keys.ValueKind == JsonValueKind.Array ? keys.EnumerateArray().ToList() : [keys])
            {
                if (JsonAnswer.Scalar(key) is not { } name)
                {
                    fault = $"\"depends_on\" of child {number} holds something else than keys.";
                    return null;
                }

                dependsOn.Add(name);
            }
        }

        var isLeaf = element.TryGetProperty("is_leaf", out var leaf) && leaf.ValueKind == JsonValueKind.True;
        return new Item(JsonAnswer.Text(element, "key") ?? $"{number}", title, JsonAnswer.Text(element, "instruction") ?? "", dependsOn, isLeaf);
    }

    private static NodePlan? Resolve(List<Item> items, out string fault)
    {
        var indexes = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < items.Count; i++)
        {
            if (indexes.TryAdd(items[i].Key, i)) continue;
            fault = $"the key \"{items[i].Key}\" is there twice.";
            return null;
        }

        foreach (var item in items)
        {
            if (item.DependsOn.FirstOrDefault(key => !indexes.ContainsKey(key)) is not { } unknown) continue;
            fault = $"\"{item.Title}\" depends on \"{unknown}\", which is no key of this answer.";
            return null;
        }

        fault = "";
        return new NodePlan([.. items.Select(item => new NodeChild(item.Title, item.Instruction, [.. item.DependsOn.Select(key => indexes[key])], item.IsLeaf))]);
    }

    private sealed record Item(string Key, string Title, string Instruction, IReadOnlyList<string> DependsOn, bool IsLeaf);
}
