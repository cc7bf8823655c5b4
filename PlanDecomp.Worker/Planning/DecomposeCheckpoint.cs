using System.Text.Json;
using System.Text.Json.Serialization;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Worker.Planning;

/// <summary>Where a decomposition stands: what the next attempt needs to go on, and no more.</summary>
/// <remarks>
/// It is stored in the transaction that adds a node's children, so it cannot name their ids yet: <see cref="Last"/> names the
/// parent instead, and the children are found by the job that made them. Created tasks are found in the same way.
/// </remarks>
internal sealed record DecomposeCheckpoint
{
    public const int CurrentVersion = 1;

    [JsonPropertyName("v")]
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The nodes that wait, in order, in runs of one level below the target: level, then ids; 0 is the plan itself.</summary>
    public IReadOnlyList<IReadOnlyList<long>> Frontier { get; init; } = [];

    /// <summary>The node this commit has expanded; its children wait behind <see cref="Frontier"/>.</summary>
    public LastExpansion? Last { get; init; }

    public int Created { get; init; }
    public int Expanded { get; init; }
    public int Done { get; init; }
    public IReadOnlyList<FailedNode>? Failed { get; init; }

    /// <summary>Branches that stopped, ids by reason; 0 is the plan itself.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<long>>? Stopped { get; init; }

    /// <summary>The first budget that ran out.</summary>
    public string? Exhausted { get; init; }

    public DecomposeUsage Usage { get; init; } = new();

    public string Write() => JsonSerializer.Serialize(this, DecomposeCheckpointJson.Readable.DecomposeCheckpoint);

    /// <exception cref="JsonException">It is none of ours.</exception>
    public static DecomposeCheckpoint Read(string text)
    {
        var read = JsonSerializer.Deserialize(text, DecomposeCheckpointJson.Readable.DecomposeCheckpoint);
        return read?.Version == CurrentVersion ? read : throw new JsonException($"The checkpoint has version {read?.Version}; {CurrentVersion} is known.");
    }
}

/// <summary>The newest expansion, whose children's ids were not known when it was stored.</summary>
/// <param name="Id">The node; 0 is the plan itself.</param>
/// <param name="Level">Its level below the target.</param>
/// <param name="Count">Its new children.</param>
/// <param name="Leaves">Which of them need no breaking down, by index.</param>
internal sealed record LastExpansion(long Id, int Level, int Count, IReadOnlyList<int> Leaves);

/// <summary>What a decomposition has used, over all attempts.</summary>
internal sealed record DecomposeUsage
{
    public int Calls { get; init; }
    public long InputTokens { get; init; }
    public long OutputTokens { get; init; }
    public decimal? Cost { get; init; }
    public double Seconds { get; init; }

    [JsonIgnore]
    public long Tokens => InputTokens + OutputTokens;

    /// <summary>The greater of what was committed and what was last reported: calls paid for after the last commit count too.</summary>
    public DecomposeUsage AtLeast(JobStats? stats) => stats is null ? this : new()
    {
        Calls = Math.Max(Calls, stats.LlmCalls ?? 0),
        InputTokens = Math.Max(InputTokens, stats.InputTokens ?? 0),
        OutputTokens = Math.Max(OutputTokens, stats.OutputTokens ?? 0),
        Cost = Cost is null || stats.Cost > Cost ? stats.Cost ?? Cost : Cost,
        Seconds = Math.Max(Seconds, stats.ElapsedSeconds ?? 0),
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(DecomposeCheckpoint))]
internal sealed partial class DecomposeCheckpointJson : JsonSerializerContext
{
    public static DecomposeCheckpointJson Readable => field ??= new(new JsonSerializerOptions(Default.GeneratedSerializerOptions!)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
