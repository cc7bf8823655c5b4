using System.Globalization;
using System.Text.Json;
using PlanDecomp.Contracts.Texts;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Asking;

namespace PlanDecomp.Worker.Planning;

/// <summary>What a planner still asks of children that could be read. Null when they will not do, and then <paramref name="fault"/> says why.</summary>
/// <param name="plan">The children.</param>
/// <param name="isLenient">What can be put in order is, and <see cref="NodePlan.LeftOut"/> tells of it.</param>
/// <param name="fault">A sentence.</param>
internal delegate NodePlan? CheckPlan(NodePlan plan, bool isLenient, out string fault);

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
    public static NodePlan? Read(string answer, bool cutOff, out string fault) => Read(answer, cutOff, isLast: false, Any, out fault);

    /// <param name="answer">As it came.</param>
    /// <param name="cutOff">The output limit ended it; what is complete of it may do.</param>
    /// <param name="isLast">There will be no repair.</param>
    /// <param name="check">What else is asked of the children.</param>
    /// <param name="fault">Why it cannot be used.</param>
    /// <inheritdoc cref="Read(string, bool, out string)"/>
    public static NodePlan? Read(string answer, bool cutOff, bool isLast, CheckPlan check, out string fault)
    {
        // An empty list among others is an example or a draft; alone it is the answer.
        const string Shorter = "Give fewer or shorter children.";
        return JsonAnswer.Read<NodePlan>(answer, cutOff, Shorter, (JsonFound found, out string wrong) => Take(found, mayBeEmpty: false, out wrong), out fault)
            ?? JsonAnswer.Read<NodePlan>(answer, cutOff, Shorter, (JsonFound found, out string wrong) => Take(found, mayBeEmpty: found.IsWhole, out wrong), out fault);

        NodePlan? Take(JsonFound found, bool mayBeEmpty, out string wrong)
        {
            if (ReadChildren(found, isLast || !found.IsWhole, out wrong) is not { } plan) return null;
            if (plan.Children.Count > 0 || mayBeEmpty) return check(plan, isLast || !found.IsWhole, out wrong);
            wrong = "there are no children.";
            return null;
        }
    }

    private static NodePlan? Any(NodePlan plan, bool isLenient, out string fault)
    {
        fault = "";
        return plan;
    }

    private static NodePlan? ReadChildren(JsonFound found, bool isLenient, out string fault)
    {
        if (JsonAnswer.List(found.Root, "children", "tasks", "subtasks", "sub_tasks", SchemaName) is not { } list)
        {
            fault = JsonAnswer.Property(found.Root, "children") is null ? "the property \"children\" is missing." : "\"children\" is not an array.";
            return null;
        }

        var items = new List<Item>();
        foreach (var element in list.EnumerateArray())
        {
            if (ReadItem(JsonAnswer.Unwrap(element), items.Count + 1, out fault) is not { } item) return null;
            items.Add(item);
        }

        var leftOut = new List<string>();
        if (!found.IsWhole) leftOut.Add(items.Count == 0 ? "all of it" : $"what came after \"{Short(items[^1].Title)}\": the model's output limit cut it off");
        return Resolve(items, isLenient, leftOut, out fault);
    }

    private static Item? ReadItem(JsonElement element, int number, out string fault)
    {
        fault = "";
        if (element.ValueKind != JsonValueKind.Object)
        {
            fault = $"child {number} is not an object.";
            return null;
        }

        if (JsonAnswer.Text(element, "title", "name", "task") is not { } title || !VisibleText.IsIn(title))
        {
            fault = $"child {number} has no \"title\".";
            return null;
        }

        var dependsOn = new List<string>();
        if (JsonAnswer.Property(element, "depends_on", "dependencies", "depends") is { ValueKind: not JsonValueKind.Null } given)
        {
            var keys = JsonAnswer.Unwrap(given);
            foreach (var key in keys.ValueKind == JsonValueKind.Array ? keys.EnumerateArray().ToList() : [keys])
            {
                if (JsonAnswer.Scalar(key) is not { } name)
                {
                    fault = $"\"depends_on\" of child {number} holds something else than keys.";
                    return null;
                }

                if (name.Length > 0) dependsOn.Add(name);
            }
        }

        var isLeaf = JsonAnswer.Property(element, "is_leaf", "leaf") is { } leaf
            && (leaf.ValueKind == JsonValueKind.True || string.Equals(JsonAnswer.Scalar(leaf), "true", StringComparison.OrdinalIgnoreCase));
        return new Item(JsonAnswer.Text(element, "key", "id"), title, JsonAnswer.Text(element, "instruction", "description", "details") ?? "", dependsOn, isLeaf);
    }

    private static NodePlan? Resolve(List<Item> items, bool isLenient, List<string> leftOut, out string fault)
    {
        var indexes = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Key is not { } key || indexes.TryAdd(key, i) || isLenient) continue;
            fault = $"the key \"{key}\" is there twice.";
            return null;
        }

        // A model that was asked for keys gives titles, or numbers.
        for (var i = 0; i < items.Count; i++) indexes.TryAdd(items[i].Title, i);
        var first = FirstNumber(items, indexes);
        var children = new List<NodeChild>();
        foreach (var item in items)
        {
            var dependsOn = new List<int>();
            foreach (var name in item.DependsOn)
            {
                if (indexes.TryGetValue(name, out var index) || NumberOf(name, first, items.Count, out index))
                {
                    dependsOn.Add(index);
                }
                else if (isLenient)
                {
                    leftOut.Add($"that \"{Short(item.Title)}\" depends on \"{Short(name)}\", which is not there");
                }
                else
                {
                    fault = $"\"{item.Title}\" depends on \"{name}\", which is no key of this answer.";
                    return null;
                }
            }

            children.Add(new NodeChild(item.Title, item.Instruction, dependsOn, item.IsLeaf));
        }

        fault = "";
        return new NodePlan(children) { LeftOut = leftOut };
    }

    /// <summary>What the first child is called where children are numbered: 1, unless some number only fits when it is 0.</summary>
    private static int FirstNumber(List<Item> items, Dictionary<string, int> indexes)
    {
        for (var i = 0; i < items.Count; i++)
        {
            foreach (var name in items[i].DependsOn)
            {
                if (!indexes.ContainsKey(name) && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number == 0) return 0;
            }
        }

        return 1;
    }

    private static bool NumberOf(string name, int first, int count, out int index)
    {
        var isNumber = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out index);
        index -= first;
        return isNumber && index >= 0 && index < count;
    }

    private static string Short(string text) => TextCut.To(text, 80);

    private sealed record Item(string? Key, string Title, string Instruction, IReadOnlyList<string> DependsOn, bool IsLeaf);
}
