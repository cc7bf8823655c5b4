using System.Text.Json;
using System.Text.Json.Serialization;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Jobs.Handlers;

namespace PlanDecomp.Worker.AcrossPlans;

/// <summary>Where a job that makes a plan stands: the id it has reserved, before anything is made of it.</summary>
internal sealed record CreationCheckpoint(long PlanId);

/// <summary>Which plans an export holds: "all" is settled once, so that every attempt exports the same.</summary>
internal sealed record ExportCheckpoint(IReadOnlyList<long> PlanIds);

/// <summary>How far a reindex has come.</summary>
/// <param name="After">The last plan read; 0 before the first.</param>
/// <param name="SoFar">What was found up to it.</param>
internal sealed record ReindexCheckpoint(long After, ReindexResult SoFar);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CreationCheckpoint))]
[JsonSerializable(typeof(ExportCheckpoint))]
[JsonSerializable(typeof(ReindexCheckpoint))]
internal sealed partial class AcrossPlansCheckpointJson : JsonSerializerContext
{
    /// <exception cref="JobFailedException">The checkpoint is none of this job's: to begin anew could make a plan twice.</exception>
    public static T? Read<T>(JobContext job, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        if (string.IsNullOrEmpty(job.Checkpoint)) return null;
        try
        {
            return JsonSerializer.Deserialize(job.Checkpoint, type);
        }
        catch (JsonException e)
        {
            throw new JobFailedException($"The job's checkpoint cannot be read: {e.Message}");
        }
    }

    public static Task StoreAsync<T>(JobContext job, T checkpoint, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, CancellationToken ct) =>
        job.CommitAsync(_ => true, JsonSerializer.Serialize(checkpoint, type), ct);
}
