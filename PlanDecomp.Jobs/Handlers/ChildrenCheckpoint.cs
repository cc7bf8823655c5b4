using System.Text.Json;
using System.Text.Json.Serialization;

namespace PlanDecomp.Jobs.Handlers;

/// <summary>Where a job stands that waits for others: what its log has told of them.</summary>
internal sealed record ChildrenCheckpoint
{
    /// <summary>The children whose start is told.</summary>
    public IReadOnlyList<string> Started { get; init; } = [];

    /// <summary>The children whose end is told.</summary>
    public IReadOnlyList<string> Ended { get; init; } = [];

    /// <exception cref="JobFailedException">It is none of this kind.</exception>
    public static ChildrenCheckpoint Read(string? text)
    {
        if (string.IsNullOrEmpty(text)) return new();
        try
        {
            return JsonSerializer.Deserialize(text, ChildrenCheckpointJson.Default.ChildrenCheckpoint) ?? new();
        }
        catch (JsonException e)
        {
            throw new JobFailedException($"The job's checkpoint cannot be read: {e.Message}");
        }
    }

    public string Write() => JsonSerializer.Serialize(this, ChildrenCheckpointJson.Default.ChildrenCheckpoint);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ChildrenCheckpoint))]
internal sealed partial class ChildrenCheckpointJson : JsonSerializerContext;
