using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Jobs.History;

/// <summary>What a line must be before it is stored: without secrets, and not longer than allowed.</summary>
/// <param name="options">Lengths, and secrets that are known.</param>
/// <param name="mask">The process's; null for shapes alone.</param>
public sealed class LogLineRules(IOptions<JobsOptions> options, SecretMask? mask = null)
{
    private readonly int _maxBytes = options.Value.MaxLineBytes;
    private readonly SecretMask _mask = (mask ?? SecretMask.Shapes).With(options.Value.KnownSecrets);

    public NewLogLine Apply(NewLogLine line) => line with
    {
        Message = Cut(Redact(line.Message)),
        Metadata = line.Metadata is { } metadata ? RedactMetadata(metadata) : null,
    };

    /// <summary>Masks what is or looks like a secret.</summary>
    public string Redact(string text) => _mask.Apply(text);

    /// <summary>Masks secrets in the texts of a JSON value, and whatever stands under a secret's name.</summary>
    public JsonElement Redact(JsonElement value) => JsonElement.Parse(RedactedBytes(value).Span);

    private JsonElement RedactMetadata(JsonElement metadata)
    {
        var redacted = RedactedBytes(metadata);
        return redacted.Length <= _maxBytes ? JsonElement.Parse(redacted.Span) : CodeAlone(metadata);
    }

    private ReadOnlyMemory<byte> RedactedBytes(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, LogMetadata.Readable)) Copy(value, json);
        return buffer.WrittenMemory;
    }

    private void Copy(JsonElement value, Utf8JsonWriter json)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    json.WritePropertyName(property.Name);
                    if (property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number && SecretMask.IsSecretName(property.Name)) json.WriteStringValue(SecretMask.Mask);
                    else Copy(property.Value, json);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Copy(item, json);
                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(Redact(value.GetString()!));
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    /// <summary>Metadata that is too long loses its arguments; the message still tells the story.</summary>
    private static JsonElement CodeAlone(JsonElement metadata) => LogMetadata.Create(LogMetadata.CodeOf(metadata) ?? "log", ("cut", true));

    private string Cut(string message)
    {
        if (message.Length * 3 <= _maxBytes) return message;
        var bytes = Encoding.UTF8.GetByteCount(message);
        if (bytes <= _maxBytes) return message;

        var note = $" … [cut: the line had {bytes} bytes]";
        var room = _maxBytes - Encoding.UTF8.GetByteCount(note);
        var length = 0;
        foreach (var rune in message.EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0) break;
            length += rune.Utf16SequenceLength;
        }

        return string.Concat(message.AsSpan(0, length), note);
    }
}
