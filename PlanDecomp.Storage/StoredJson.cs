using System.Buffers;
using System.Text.Json;

namespace PlanDecomp.Storage;

/// <summary>JSON of a column that others may have written: it may be empty, Python's, or too deep.</summary>
public static class StoredJson
{
    // Answers hold it a few levels deep themselves, and readers stop at 64.
    private static readonly JsonDocumentOptions Readable = new() { MaxDepth = 48 };

    /// <summary>False for a text that is no JSON which can be written again; true, with null, for no text.</summary>
    public static bool TryRead(string? text, out JsonElement? value)
    {
        value = null;
        if (text is null) return true;
        try
        {
            var read = JsonElement.Parse(text, Readable);

            // Half a surrogate pair is JSON, and found only by who writes it.
            if (text.Contains("\\u", StringComparison.Ordinal)) Write(read);
            value = read;
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    private static void Write(JsonElement value)
    {
        using var json = new Utf8JsonWriter(new ArrayBufferWriter<byte>());
        value.WriteTo(json);
        Read(value);
    }

    private static void Read(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray()) Read(item);
                break;
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    _ = property.Name;
                    Read(property.Value);
                }

                break;
        }
    }
}
