using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Worker.Checkpoints;

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
    /// <inheritdoc cref="Checkpoint.Read{T}(string?, JsonTypeInfo{T})"/>
    public static T? Read<T>(JobContext job, JsonTypeInfo<T> type)
        where T : class => Checkpoint.Read(job.Checkpoint, type);

    public static Task StoreAsync<T>(JobContext job, T checkpoint, JsonTypeInfo<T> type, CancellationToken ct) =>
        job.CommitAsync(_ => true, JsonSerializer.Serialize(checkpoint, type), ct);
}
