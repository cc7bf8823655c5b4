using System.Text.Json.Serialization;

namespace PlanDecomp.Jobs.History.Sqlite;

/// <summary>A submission booked in the index: all that is needed to complete it after a crash.</summary>
internal sealed record JobIntent(string JobId, DateTimeOffset CreatedAt, NewJob Job);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JobIntent))]
internal sealed partial class JobIntentJson : JsonSerializerContext;
