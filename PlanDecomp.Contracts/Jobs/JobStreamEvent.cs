using System.Text.Json.Serialization;

namespace PlanDecomp.Contracts.Jobs;

/// <summary>The <c>data</c> of one SSE frame of a job's stream.</summary>
public sealed record JobStreamEvent
{
    public required string JobId { get; init; }

    /// <summary>The job's status; a terminal one only on the stream's last frame.</summary>
    public required JobStatus Status { get; init; }

    /// <summary>The log line; null for a change of status or figures without a line.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JobLogEntry? Event { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JobStats? Stats { get; init; }
}

/// <summary>The <c>data</c> of <c>event: reset</c>: the cursor fits no line, and what follows is a replay from what there is.</summary>
/// <param name="JobId">Whose cursor.</param>
/// <param name="Reason"><c>cursor_in_future</c>, <c>lines_removed</c>, <c>cursor_unreadable</c>, or <c>restored</c>: the reader counts the lines of before a restored backup.</param>
/// <param name="After">The cursor the replay starts from: the next line's number is greater.</param>
/// <param name="RemovedAt">When the retention policy removed the lines before; null when it was not the reason.</param>
public sealed record JobStreamReset(string JobId, string Reason, long After, DateTimeOffset? RemovedAt = null);

/// <summary>The <c>data</c> of <c>event: gone</c>: there is no such job (any more) for this reader.</summary>
/// <param name="JobId">The id that was asked for.</param>
public sealed record JobStreamGone(string JobId);
