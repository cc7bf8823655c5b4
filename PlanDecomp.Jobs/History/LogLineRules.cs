using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Jobs.History;

/// <summary>What a line must be before it is stored: without secrets, and not longer than allowed.</summary>
public sealed partial class LogLineRules(IOptions<JobsOptions> options)
{
    private const string Mask = "***";
    private readonly int _maxBytes = options.Value.MaxLineBytes;
    private readonly IReadOnlyList<string> _known = [.. options.Value.KnownSecrets.Where(secret => secret.Length >= 4)];

    public NewLogLine Apply(NewLogLine line) => line with
    {
        Message = Cut(Redact(line.Message)),
        Metadata = line.Metadata is { } metadata ? RedactMetadata(metadata) : null,
    };

    /// <summary>Masks what looks like a secret, on the whole text: cutting first could split one and show its half.</summary>
    public string Redact(string text)
    {
        foreach (var secret in _known) text = text.Replace(secret, Mask, StringComparison.Ordinal);
        text = Tokens().Replace(text, Mask);
        text = Authorization().Replace(text, $"$1 {Mask}");
        text = NamedValues().Replace(text, $"$1{Mask}");
        return UserInfo().Replace(text, $"$1{Mask}@");
    }

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
                    if (property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number && SecretName().IsMatch(property.Name)) json.WriteStringValue(Mask);
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

    [GeneratedRegex(
        @"\b(?:sk|pk|rk)-[A-Za-z0-9_-]{16,}|\bgh[pousr]_[A-Za-z0-9]{20,}|\bAKIA[0-9A-Z]{16}\b|\bxox[abprs]-[A-Za-z0-9-]{10,}" +
        @"|\bAIza[0-9A-Za-z_-]{35}|\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*", RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();

    // After the header's name anything; elsewhere only what no sentence would have ("basic training", "bearer of news").
    [GeneratedRegex(
        @"(\bauthorization\\?[""']?\s*[:=]\s*\\?[""']?(?:bearer|basic)|\b(?:bearer|basic)(?=\s+\S*(?:[0-9+=]|(?-i:[a-z][A-Z]))))\s+[a-z0-9._~+/=-]{8,}",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Authorization();

    [GeneratedRegex(
        "^(?:api[_-]?key|access[_-]?(?:key|token)|auth[_-]?token|refresh[_-]?token|client[_-]?secret|secret|password|passwd|pwd|account[_-]?key)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    // key=value and "key": "value": connection strings, query strings, JSON.
    [GeneratedRegex(
        @"((?:api[_-]?key|access[_-]?(?:key|token)|auth[_-]?token|refresh[_-]?token|client[_-]?secret|secret|password|passwd|pwd|account[_-]?key|shared[_-]?access[_-]?key)" +
        @"\\?[""']?\s*[:=]\s*\\?[""']?)(?!\*\*\*)[^\s;,""'&\\]{3,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamedValues();

    [GeneratedRegex(@"(\b[a-z][a-z0-9+.-]*://[^\s/:@""\\]*:)[^\s/@""\\]+@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();
}
