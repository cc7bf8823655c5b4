using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace PlanDecomp.Api.Chat.Reading;

/// <summary>Reads calls of tools out of a text, in the forms in which models write them: JSON with a name and arguments, alone or within tags or a code block.</summary>
internal static partial class WrittenCalls
{
    private const int MaxCalls = 10;

    /// <param name="text">What the model wrote.</param>
    /// <param name="tools">The tools it was offered.</param>
    /// <param name="actions">The tools of actions by the actions' names: some models call an action by its own name.</param>
    /// <param name="isUnreadable">It looks like a call, and is none that can be made.</param>
    public static IReadOnlyList<FunctionCallContent> Read(string text, IReadOnlySet<string> tools, IReadOnlyDictionary<string, string> actions, out bool isUnreadable)
    {
        var calls = new List<FunctionCallContent>();
        isUnreadable = Mark().IsMatch(text);
        foreach (var (name, json) in Objects(text))
        {
            if (!TryParse(json, out var value)) continue;
            foreach (var (tool, arguments) in CallsIn(name, value))
            {
                isUnreadable = true;
                if (calls.Count >= MaxCalls || arguments is not { } given) continue;
                var called = tools.Contains(tool) ? tool : actions.GetValueOrDefault(tool);
                if (called is null || !tools.Contains(called)) continue;
                if (called != tool) given["action"] = tool;
                calls.Add(new FunctionCallContent(string.Create(CultureInfo.InvariantCulture, $"text_{calls.Count + 1}_{Guid.NewGuid():n}"), called, given));
            }
        }

        if (calls.Count > 0) isUnreadable = false;
        return calls;
    }

    private static IEnumerable<(string Tool, Dictionary<string, object?>? Arguments)> CallsIn(string? name, JsonElement value)
    {
        if (name is not null)
        {
            yield return (name, ArgumentsOf(value));
            yield break;
        }

        if (value.TryGetProperty("tool_calls", out var several) && several.ValueKind == JsonValueKind.Array)
        {
            foreach (var call in several.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).SelectMany(item => CallsIn(null, item))) yield return call;
            yield break;
        }

        if (value.TryGetProperty("function", out var function) && function.ValueKind == JsonValueKind.Object) value = function;
        if (First(value, "name", "tool", "tool_name", "function", "recipient_name") is { ValueKind: JsonValueKind.String } named
            && First(value, "arguments", "parameters", "args", "input") is { } arguments)
        {
            yield return (named.GetString()!.Split('.')[^1], ArgumentsOf(arguments));
        }
    }

    private static JsonElement? First(JsonElement value, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (value.TryGetProperty(name, out var found)) return found;
        }

        return null;
    }

    private static Dictionary<string, object?>? ArgumentsOf(JsonElement value)
    {
        // OpenAI's own form has them as a text.
        if (value.ValueKind == JsonValueKind.String && !TryParse(value.GetString()!, out value)) return null;
        return value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().GroupBy(field => field.Name).ToDictionary(field => field.Key, field => (object?)field.Last().Value.Clone()) : null;
    }

    /// <summary>The outermost objects of the text, each with the name that a tag before it gives.</summary>
    private static IEnumerable<(string? Name, string Json)> Objects(string text)
    {
        for (var at = text.IndexOf('{', StringComparison.Ordinal); at >= 0;)
        {
            var end = EndOf(text, at);
            if (end < 0) yield break;
            var name = Tag().Match(text[..at]) is { Success: true } tag ? tag.Groups["name"].Value : null;
            yield return (name, text[at..end]);
            at = text.IndexOf('{', end);
        }
    }

    private static int EndOf(string text, int start)
    {
        var (depth, isText) = (0, false);
        for (var i = start; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when isText:
                    i++;
                    break;
                case '"':
                    isText = !isText;
                    break;
                case '{' when !isText:
                    depth++;
                    break;
                case '}' when !isText && --depth == 0:
                    return i + 1;
            }
        }

        return -1;
    }

    private static bool TryParse(string json, out JsonElement value)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            value = document.RootElement.Clone();
            return value.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            value = default;
            return false;
        }
    }

    [GeneratedRegex(@"<\|?/?(?:tool|function)|\[TOOL_CALLS?\]|```(?:tool|function)", RegexOptions.IgnoreCase)]
    private static partial Regex Mark();

    [GeneratedRegex(@"<(?:function|tool)[=\s](?:name=)?[""']?(?<name>\w+)[""']?>\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
