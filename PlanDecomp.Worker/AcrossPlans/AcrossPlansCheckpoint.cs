using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;
using PlanDecomp.Worker.Checkpoints;

namespace PlanDecomp.Worker.AcrossPlans;

/// <summary>Where a job that makes a plan stands.</summary>
/// <param name="PlanId">The id it has reserved, before anything is made of it.</param>
/// <param name="IsMade">The plan is made, and the log says so.</param>
internal sealed record CreationCheckpoint(long PlanId, bool IsMade = false);

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

    /// <summary>Stores where the job stands before it does anything, which gets it no further.</summary>
    public static Task StoreAsync<T>(JobContext job, T checkpoint, JsonTypeInfo<T> type, CancellationToken ct) =>
        job.CommitAsync(_ => true, JsonSerializer.Serialize(checkpoint, type), isProgress: false, ct);

    /// <summary>Stores that something is done, with the lines that tell of it.</summary>
    public static Task StoreAsync<T>(JobContext job, T checkpoint, JsonTypeInfo<T> type, IReadOnlyList<WorkLine> told, CancellationToken ct) => job.CommitAsync(
        run =>
        {
            foreach (var line in told) run.Tell(line);
            return true;
        },
        JsonSerializer.Serialize(checkpoint, type), ct);
}
