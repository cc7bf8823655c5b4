using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PlanDecomp.Contracts.Jobs;

/// <summary>A line's <c>metadata</c>: <c>{"code": "…", "args": {…}}</c>, from which a page speaks the reader's language.</summary>
public static class LogMetadata
{
    /// <summary>How metadata is written: text stays readable in the stores; pages that show it escape it.</summary>
    public static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="code">A stable dotted name.</param>
    /// <param name="arguments">Text, numbers, truth values or null; anything else by its text.</param>
    public static JsonElement Create(string code, params ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("code", code);
            if (arguments.Length > 0)
            {
                json.WriteStartObject("args");
                foreach (var (name, value) in arguments) Write(json, name, value);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>The line's code; null when it has none.</summary>
    public static string? CodeOf(JsonElement? metadata) =>
        metadata is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty("code", out var code) ? code.ToString() : null;

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: json.WriteNull(name); break;
            case bool truth: json.WriteBoolean(name, truth); break;
            case int number: json.WriteNumber(name, number); break;
            case long number: json.WriteNumber(name, number); break;
            case decimal number: json.WriteNumber(name, number); break;
            case double number when double.IsFinite(number): json.WriteNumber(name, number); break;
            default: json.WriteString(name, value.ToString()); break;
        }
    }
}
