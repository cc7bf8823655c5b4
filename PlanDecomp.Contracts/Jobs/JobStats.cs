using System.Text.Json;
using System.Text.Json.Serialization;

namespace PlanDecomp.Contracts.Jobs;

/// <summary>A job's live figures. Absent means the figure has no meaning for this job.</summary>
public sealed record JobStats
{
    public int? LlmCalls { get; init; }
    public long? InputTokens { get; init; }
    public long? OutputTokens { get; init; }
    public long? TotalTokens { get; init; }

    /// <summary>In the currency of the configured prices (US dollars by default); absent when a model has no price.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Of the tokens, those that are guessed from the text: of calls that were cut, and of endpoints that tell no figures. Absent when none are.</summary>
    public long? EstimatedTokens { get; init; }

    /// <summary>What each model has done, in the order in which they were asked first.</summary>
    public IReadOnlyList<ModelUse>? Models { get; init; }

    /// <summary>Tasks created so far.</summary>
    public int? Created { get; init; }

    /// <summary>Nodes, or tasks, handled to their end, failed and skipped ones included.</summary>
    public int? Done { get; init; }

    public int? Failed { get; init; }

    /// <summary>Tasks completed so far, parents that were closed included.</summary>
    public int? Completed { get; init; }

    /// <summary>Tasks prepared for people so far; not among <see cref="Completed"/>.</summary>
    public int? Prepared { get; init; }

    /// <summary>Tasks skipped so far.</summary>
    public int? Skipped { get; init; }

    /// <summary>Tasks being worked on now.</summary>
    public int? Running { get; init; }

    /// <summary>Tasks to be done in all, where that is known: progress is <see cref="Done"/> of it.</summary>
    public int? Total { get; init; }

    /// <summary>About how long it will still take, in seconds, by the pace so far; absent before there is one.</summary>
    public double? EtaSeconds { get; init; }

    /// <summary>Of the node budget.</summary>
    public int? ConsumedBudget { get; init; }

    /// <summary>Nodes, or tasks, that are not at their end yet.</summary>
    public int? QueueRemaining { get; init; }

    /// <summary>Time spent running, over all attempts, in seconds.</summary>
    public double? ElapsedSeconds { get; init; }

    /// <summary>Figures of other versions, kept as they came.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

/// <summary>What one model has done for a job.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Calls">Requests that were sent, refused ones and retries too.</param>
/// <param name="Tokens">In and out.</param>
/// <param name="Cost">Null when it has no price.</param>
public sealed record ModelUse(string Model, int Calls, long Tokens, decimal? Cost);
