using System.Text.Json;
using PlanDecomp.Contracts.Texts;
using PlanDecomp.Llm;

namespace PlanDecomp.Worker.Asking;

/// <summary>JSON in an answer.</summary>
/// <param name="Root">An object, or the array it opens.</param>
/// <param name="IsWhole">False: the answer was cut off in it, and what is complete of it is there.</param>
internal sealed record JsonFound(JsonElement Root, bool IsWhole);

/// <summary>Makes something of an answer's JSON. Null when it does not fit, and then <paramref name="fault"/> says why, for a model or a person.</summary>
internal delegate T? ReadFound<out T>(JsonFound found, out string fault)
    where T : class;

/// <summary>Finds the JSON in a model's answer, whatever stands around it: fences, greetings, remarks, reasoning, other JSON.</summary>
internal static class JsonAnswer
{
    private const int MaxTries = 50;
    private const int MaxWrappers = 4;

    /// <summary>What models put around the list that was asked for: themselves, or the words of the schema.</summary>
    private static readonly string[] Wrappers = ["result", "answer", "data", "output", "response", "plan", "arguments", "parameters", "properties", "items"];

    /// <summary>What the first JSON that fits comes to. Null when none does, and then <paramref name="fault"/> says why.</summary>
    /// <param name="answer">As it came.</param>
    /// <param name="cutOff">The output limit ended it.</param>
    /// <param name="shorter">What a model that was cut off should do about it.</param>
    /// <param name="read">Makes something of it, or not.</param>
    /// <param name="fault">Why it cannot be used.</param>
    public static T? Read<T>(string answer, bool cutOff, string shorter, ReadFound<T> read, out string fault)
        where T : class
    {
        var (largest, why, isBlank) = (-1, "", true);
        foreach (var text in TextsOf(answer, cutOff))
        {
            isBlank &= string.IsNullOrWhiteSpace(text);
            foreach (var (start, reading) in ReadAll(text))
            {
                var wrong = $"it is not valid JSON: {reading.Fault}";
                if (reading is { IsWhole: false } && !cutOff) wrong = "it holds no complete JSON object.";
                else if (reading.Root is { } root && ReadFaces(root, reading.IsWhole, read, out wrong) is { } usable)
                {
                    fault = "";
                    return usable;
                }

                // Of several that do not fit, the answer proper is the largest one.
                if (reading.End - start <= largest) continue;
                (largest, why) = (reading.End - start, reading.IsWhole ? wrong : "");
                if (!reading.IsWhole && !cutOff) why = wrong;
            }
        }

        fault = (cutOff, isBlank) switch
        {
            _ when why.Length > 0 => why,
            (true, true) => "it was cut off at the output limit before it began.",
            (true, false) => $"it was cut off at the output limit. {shorter}",
            (false, true) => answer.Length == 0 || string.IsNullOrWhiteSpace(answer) ? "it is empty." : "it is empty: there is nothing but reasoning.",
            _ => "it holds no complete JSON object.",
        };
        return null;
    }

    /// <summary>The array under one of the names, whatever it is wrapped in. Null when there is none.</summary>
    public static JsonElement? List(JsonElement root, params ReadOnlySpan<string> names) => ListIn(root, names, MaxWrappers);

    /// <summary>A property under one of the names, however they are spelt (<c>depends_on</c>, <c>dependsOn</c>). Null when there is none.</summary>
    public static JsonElement? Property(JsonElement element, params ReadOnlySpan<string> names)
    {
        if (element.ValueKind != JsonValueKind.Object) return null;
        foreach (var name in names)
        {
            if (element.TryGetProperty(name, out var value)) return value;
            foreach (var property in element.EnumerateObject())
            {
                if (Plain(property.Name).Equals(Plain(name), StringComparison.OrdinalIgnoreCase)) return property.Value;
            }
        }

        return null;

        static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
    }

    /// <summary>The text of a property under one of the names, trimmed; a number's digits. Null when it is neither, or not there.</summary>
    public static string? Text(JsonElement element, params ReadOnlySpan<string> names) => Property(element, names) is { } value ? Scalar(value) : null;

    /// <summary>A value's text, trimmed; a number's digits. Null when it is neither.</summary>
    public static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => CleanText.Of(value.GetString()!).Trim(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    /// <summary>An array or object that came as JSON text, read; anything else as it is.</summary>
    public static JsonElement Unwrap(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String || value.GetString()!.Trim() is not ['{' or '[', ..] text) return value;
        return LenientJson.ReadAt(text, 0) is { Root: { } root, IsWhole: true } ? root : value;
    }

    /// <summary>Reads it as it is, else what it is wrapped around.</summary>
    private static T? ReadFaces<T>(JsonElement root, bool isWhole, ReadFound<T> read, out string fault)
        where T : class
    {
        if (read(new JsonFound(root, isWhole), out fault) is { } usable) return usable;
        foreach (var name in Wrappers)
        {
            if (Property(root, name) is { } value && Unwrap(value) is { ValueKind: JsonValueKind.Object } inner && read(new JsonFound(inner, isWhole), out _) is { } wrapped) return wrapped;
        }

        return null;
    }

    private static JsonElement? ListIn(JsonElement root, ReadOnlySpan<string> names, int wrappers)
    {
        root = Unwrap(root);
        if (root.ValueKind == JsonValueKind.Array) return root;
        if (root.ValueKind != JsonValueKind.Object || wrappers == 0) return null;
        foreach (var name in (ReadOnlySpan<string>)[.. names, .. Wrappers])
        {
            if (Property(root, name) is { } value && ListIn(value, names, wrappers - 1) is { } list) return list;
        }

        return null;
    }

    /// <summary>The texts to look in, the most trustworthy first: an answer that is JSON as it stands may speak of reasoning.</summary>
    private static IEnumerable<string> TextsOf(string answer, bool cutOff)
    {
        var whole = answer.Trim();
        if (whole is ['"', ..] && LenientJson.ReadAt(whole, 0) is { Root: { ValueKind: JsonValueKind.String } inner, IsWhole: true } reading && reading.End == whole.Length)
        {
            yield return inner.GetString()!;
        }

        if (whole is ['{' or '[', ..]) yield return whole;
        var stripped = ReasoningFilter.Strip(answer);
        if (stripped.Trim() != whole || whole is not ['{' or '[', ..]) yield return stripped;

        // Reasoning that never ended, or that holds all there is: its JSON is the answer, unless it was cut off on the way to it.
        if (string.IsNullOrWhiteSpace(stripped) && !cutOff) yield return answer;
    }

    private static IEnumerable<(int Start, LenientJson.Reading Reading)> ReadAll(string text)
    {
        for (var (at, tries) = (0, 0); tries < MaxTries && FindStart(text, at) is { } start; tries++)
        {
            var reading = LenientJson.ReadAt(text, start);

            // A brace in prose is no JSON; JSON that breaks later on is, and what stands in it is not the answer.
            if (reading.Root is null && !reading.HasBegun)
            {
                at = start + 1;
                continue;
            }

            yield return (start, reading);
            if (reading.Root is null || !reading.IsWhole) yield break;
            at = reading.End;
        }
    }

    /// <summary>The next object, or the array that it opens; an array alone only where it is all there is.</summary>
    private static int? FindStart(string text, int from)
    {
        if (from == 0 && text is ['[', ..]) return 0;
        var start = text.IndexOf('{', from);
        if (start < 0) return null;
        return text[from..start].TrimEnd() is [.., '['] before ? from + before.Length - 1 : start;
    }
}
