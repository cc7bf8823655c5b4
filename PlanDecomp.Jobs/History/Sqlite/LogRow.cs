using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Storage;

namespace PlanDecomp.Jobs.History.Sqlite;

/// <summary>A row of <c>decomposition_job_logs</c> as SQLite gives it.</summary>
internal sealed class LogRow
{
    public const string Columns = "seq, timestamp, level, message, metadata_json";

    public long Seq { get; set; }
    public string Timestamp { get; set; } = "";
    public string Level { get; set; } = "";
    public string Message { get; set; } = "";
    public string? MetadataJson { get; set; }

    public JobLogEntry ToEntry() => new(
        Seq,
        SqliteTime.Read(Timestamp),
        JobLogLevels.Parse(Level),
        Message,
        MetadataJson is null ? null : JsonElement.Parse(MetadataJson));
}
