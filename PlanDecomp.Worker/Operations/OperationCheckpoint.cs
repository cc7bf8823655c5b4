using System.Text.Json;
using System.Text.Json.Serialization;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Worker.Budgets;
using PlanDecomp.Worker.Checkpoints;

namespace PlanDecomp.Worker.Operations;

/// <summary>Where an operation stands: the tree it works on, and every answer it has paid for.</summary>
internal sealed record OperationCheckpoint : IVersionedCheckpoint
{
    public const int CurrentVersion = 1;

    [JsonPropertyName("v")]
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The tree as the first attempt has seen it: the answers are about that one.</summary>
    public required TreeSnapshot MadeAgainst { get; init; }

    /// <summary>The answers, by the step that asked for them.</summary>
    public IReadOnlyDictionary<string, JsonElement> Answers { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>The change is made, or the proposal stored, in the transaction that stored this.</summary>
    public bool IsCommitted { get; init; }

    public RunUsage Usage { get; init; } = new();

    public string Write() => JsonSerializer.Serialize(this, OperationCheckpointJson.Readable.OperationCheckpoint);

    /// <inheritdoc cref="Checkpoint.Read{T}(string?, System.Text.Json.Serialization.Metadata.JsonTypeInfo{T}, int)"/>
    public static OperationCheckpoint? Read(string? text) => Checkpoint.Read(text, OperationCheckpointJson.Readable.OperationCheckpoint, CurrentVersion);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(OperationCheckpoint))]
internal sealed partial class OperationCheckpointJson : JsonSerializerContext
{
    public static OperationCheckpointJson Readable => field ??= new(Checkpoint.Readable(Default.GeneratedSerializerOptions!));
}
