using System.Text.Json;
using System.Text.RegularExpressions;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Worker.Asking;

/// <summary>Finds the JSON in a model's answer, whatever stands around it.</summary>
internal static partial class JsonAnswer
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The answer's object, or the array it opens. Null when it cannot be read, and then <paramref name="fault"/> says why.</summary>
    /// <param name="answer">As it came.</param>
    /// <param name="cutOff">The output limit ended it.</param>
    /// <param name="shorter">What a model that was cut off should do about it.</param>
    /// <param name="fault">Why it cannot be read.</param>
    public static JsonElement? Read(string answer, bool cutOff, string shorter, out string fault)
    {
        fault = "";
        var text = Reasoning().Replace(answer, "");
        if (string.IsNullOrWhiteSpace(text))
        {
            fault = cutOff ? "it was cut off at the output limit before it began." : "it is empty.";
            return null;
        }

        if (FindJson(text) is not { } json)
        {
            fault = cutOff ? $"it was cut off at the output limit. {shorter}" : "it holds no complete JSON object.";
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(CleanText.Json(json), Lenient);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            fault = $"it is not valid JSON: {e.Message}";
            return null;
        }
    }

    /// <summary>A property's text, trimmed; a number's digits. Null when it is neither, or not there.</summary>
    public static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? Scalar(value) : null;

    /// <summary>A value's text, trimmed; a number's digits. Null when it is neither.</summary>
    public static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => CleanText.Of(value.GetString()!).Trim(),
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
}
