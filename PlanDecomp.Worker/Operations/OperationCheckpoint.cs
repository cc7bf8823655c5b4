using System.Text.Json;
using System.Text.Json.Serialization;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Worker.Budgets;

namespace PlanDecomp.Worker.Operations;

/// <summary>Where an operation stands: the tree it works on, and every answer it has paid for.</summary>
internal sealed record OperationCheckpoint
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

    /// <exception cref="JsonException">It is none of ours.</exception>
    public static OperationCheckpoint Read(string text)
    {
        var read = JsonSerializer.Deserialize(text, OperationCheckpointJson.Readable.OperationCheckpoint);
        return read?.Version == CurrentVersion ? read : throw new JsonException($"The checkpoint has version {read?.Version}; {CurrentVersion} is known.");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(OperationCheckpoint))]
internal sealed partial class OperationCheckpointJson : JsonSerializerContext
{
    public static OperationCheckpointJson Readable => field ??= new(new JsonSerializerOptions(Default.GeneratedSerializerOptions!)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
