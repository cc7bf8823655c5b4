using System.Text.Json;
using System.Text.Json.Serialization;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Worker.Budgets;
using PlanDecomp.Worker.Checkpoints;

namespace PlanDecomp.Worker.Planning;

/// <summary>Where a decomposition stands: what the next attempt needs to go on, and no more.</summary>
/// <remarks>
/// It is stored in the transaction that adds a node's children, so it cannot name their ids yet: <see cref="Last"/> names the
/// parent instead, and the children are found by the job that made them. Created tasks are found in the same way.
/// </remarks>
internal sealed record DecomposeCheckpoint : IVersionedCheckpoint
{
    public const int CurrentVersion = 1;

    [JsonPropertyName("v")]
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The job that has stored this.</summary>
    public string? By { get; init; }

    /// <summary>The nodes that wait, in order, in runs of one level below the target: level, then ids; 0 is the plan itself.</summary>
    public IReadOnlyList<IReadOnlyList<long>> Frontier { get; init; } = [];

    /// <summary>The node this commit has expanded; its children wait behind <see cref="Frontier"/>.</summary>
    public LastExpansion? Last { get; init; }

    public int Created { get; init; }
    public int Expanded { get; init; }
    public int Done { get; init; }
    public IReadOnlyList<FailedNode>? Failed { get; init; }
    public IReadOnlyList<PartialNode>? Partial { get; init; }

    /// <summary>Branches that stopped, ids by reason; 0 is the plan itself.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<long>>? Stopped { get; init; }

    /// <summary>The first budget that ran out.</summary>
    public string? Exhausted { get; init; }

    /// <summary>What linking the tasks has brought; null as long as they are not linked.</summary>
    public LinkedTasks? Linked { get; init; }

    public RunUsage Usage { get; init; } = new();

    public string Write() => JsonSerializer.Serialize(this, DecomposeCheckpointJson.Readable.DecomposeCheckpoint);

    /// <inheritdoc cref="Checkpoint.Read{T}(string?, System.Text.Json.Serialization.Metadata.JsonTypeInfo{T}, int)"/>
    public static DecomposeCheckpoint? Read(string? text) => Checkpoint.Read(text, DecomposeCheckpointJson.Readable.DecomposeCheckpoint, CurrentVersion);
}

/// <summary>The newest expansion, whose children's ids were not known when it was stored.</summary>
/// <param name="Id">The node; 0 is the plan itself.</param>
/// <param name="Level">Its level below the target.</param>
/// <param name="Count">Its new children.</param>
/// <param name="Leaves">Which of them need no breaking down, by index.</param>
internal sealed record LastExpansion(long Id, int Level, int Count, IReadOnlyList<int> Leaves);

/// <summary>The tasks were linked, or could not be: it was paid for, and is not tried again.</summary>
/// <param name="Created">Tasks created by then. When there are more, they are linked as well.</param>
/// <param name="Result">What came of it.</param>
internal sealed record LinkedTasks(int Created, LinkResult Result);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(DecomposeCheckpoint))]
internal sealed partial class DecomposeCheckpointJson : JsonSerializerContext
{
    public static DecomposeCheckpointJson Readable => field ??= new(Checkpoint.Readable(Default.GeneratedSerializerOptions!));
}
