using System.Text.Json;
using System.Text.RegularExpressions;

namespace PlanDecomp.Worker.Planning;

/// <summary>Reads a model's answer: leniently in form, strictly in content.</summary>
internal static partial class NodeAnswer
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

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The children of an answer; keys have become indexes. Null when it cannot be read, and then <paramref name="fault"/> says why.</summary>
    public static NodePlan? Read(string answer, bool cutOff, out string fault)
    {
        var text = Reasoning().Replace(answer, "");
        if (string.IsNullOrWhiteSpace(text))
        {
            fault = cutOff ? "it was cut off at the output limit before it began." : "it is empty.";
            return null;
        }

        if (FindJson(text) is not { } json)
        {
            fault = cutOff ? "it was cut off at the output limit. Give fewer or shorter children." : "it holds no complete JSON object.";
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            return ReadChildren(document.RootElement, out fault);
        }
        catch (JsonException e)
        {
            fault = $"it is not valid JSON: {e.Message}";
            return null;
        }
    }

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

        if (Text(element, "title") is not { } title || string.IsNullOrWhiteSpace(title))
        {
            fault = $"child {number} has no \"title\".";
            return null;
        }

        var dependsOn = new List<string>();
        if (element.TryGetProperty("depends_on", out var keys) && keys.ValueKind != JsonValueKind.Null)
        {
            foreach (var key in keys.ValueKind == JsonValueKind.Array ? keys.EnumerateArray().ToList() : [keys])
            {
                if (Scalar(key) is not { } name)
                {
                    fault = $"\"depends_on\" of child {number} holds something else than keys.";
                    return null;
                }

                dependsOn.Add(name);
            }
        }

        var isLeaf = element.TryGetProperty("is_leaf", out var leaf) && leaf.ValueKind == JsonValueKind.True;
        return new Item(Text(element, "key") ?? $"{number}", title, Text(element, "instruction") ?? "", dependsOn, isLeaf);
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

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? Scalar(value) : null;

    private static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Trim(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    /// <summary>The first object in the text, or the array it opens, whatever stands around it: fences, greetings, remarks. Null when it never ends.</summary>
    private static string? FindJson(string text)
    {
        var start = text.IndexOf('{', StringComparison.Ordinal);
        if (start < 0) return null;
        if (text[..start].TrimEnd() is [.., '['] before) start = before.Length - 1;
        return FindEnd(text, start) is { } end ? text[start..end] : null;
    }

    private static int? FindEnd(string text, int start)
    {
        var (depth, inString) = (0, false);
        for (var i = start; i < text.Length; i++)
        {
            var c = text[i];
            if (inString)
            {
                if (c == '\\') i++;
                else if (c == '"') inString = false;
                continue;
            }

            if (c == '"') inString = true;
            else if (c is '{' or '[') depth++;
            else if (c is '}' or ']' && --depth == 0) return i + 1;
        }

        return null;
    }

    /// <summary>Reasoning that some models write before their answer.</summary>
    [GeneratedRegex(@"<think>.*?(</think>|\z)", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Reasoning();

    private sealed record Item(string Key, string Title, string Instruction, IReadOnlyList<string> DependsOn, bool IsLeaf);
}
