using System.Text.Json;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Jobs.History;

/// <summary>A log line before it is committed: it has no number yet.</summary>
public sealed record NewLogLine(DateTimeOffset Timestamp, JobLogLevel Level, string Message, JsonElement? Metadata);
