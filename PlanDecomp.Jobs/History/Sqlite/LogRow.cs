using System.Buffers;
using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Texts;
using PlanDecomp.Storage;

namespace PlanDecomp.Jobs.History.Sqlite;

/// <summary>A row of <c>decomposition_job_logs</c> as SQLite gives it.</summary>
internal sealed class LogRow
{
    /// <summary>What of a text that cannot be read is shown.</summary>
    private const int MaxRaw = 4_000;

    private const string Unreadable = "unreadable";

    /// <remarks>As text, whatever others have put into a column.</remarks>
    public static readonly string Columns = $"seq, {string.Join(", ", ((string[])["timestamp", "level", "message", "metadata_json"]).Select(SqliteTime.Text))}";

    public long Seq { get; set; }
    public string? Timestamp { get; set; }
    public string Level { get; set; } = "";
    public string Message { get; set; } = "";
    public string? MetadataJson { get; set; }

    /// <param name="otherwise">Stands for a time that the row does not say.</param>
    public JobLogEntry ToEntry(DateTimeOffset otherwise)
    {
        var time = SqliteTime.ReadOptional(Timestamp);
        var isJson = StoredJson.TryRead(MetadataJson, out var metadata);
        return new JobLogEntry(
            Seq, time ?? otherwise, JobLogLevels.Parse(Level), Message, time is not null && isJson ? metadata : Marked(metadata, time is null, isJson));
    }

    /// <summary>The metadata, with what cannot be read beside it.</summary>
    private JsonElement Marked(JsonElement? metadata, bool withoutTime, bool isJson)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, LogMetadata.Readable))
        {
            json.WriteStartObject();
            if (metadata is { ValueKind: JsonValueKind.Object } known)
            {
                foreach (var property in known.EnumerateObject().Where(property => property.Name != Unreadable)) property.WriteTo(json);
            }
            else if (metadata is { } value)
            {
                json.WritePropertyName("value");
                value.WriteTo(json);
            }

            json.WriteStartObject(Unreadable);
            if (withoutTime) json.WriteString("timestamp", Timestamp is null ? null : TextCut.To(Timestamp, MaxRaw));
            if (!isJson) json.WriteString("metadata", TextCut.To(MetadataJson!, MaxRaw));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
