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

    /// <summary>Tasks created so far.</summary>
    public int? Created { get; init; }

    /// <summary>Nodes handled to their end, failed ones included.</summary>
    public int? Done { get; init; }

    public int? Failed { get; init; }

    /// <summary>Of the node budget.</summary>
    public int? ConsumedBudget { get; init; }

    /// <summary>Nodes known to wait for their turn.</summary>
    public int? QueueRemaining { get; init; }

    /// <summary>Time spent running, over all attempts, in seconds.</summary>
    public double? ElapsedSeconds { get; init; }

    /// <summary>Figures of other versions, kept as they came.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}
