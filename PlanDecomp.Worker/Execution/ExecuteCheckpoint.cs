using System.Text.Json;
using System.Text.Json.Serialization;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Results;
using PlanDecomp.Worker.Budgets;
using PlanDecomp.Worker.Checkpoints;

namespace PlanDecomp.Worker.Execution;

/// <summary>Where an execution stands: stored in the transaction that moves a task, so that the next attempt goes on with the next one.</summary>
internal sealed record ExecuteCheckpoint : IVersionedCheckpoint
{
    public const int CurrentVersion = 1;

    [JsonPropertyName("v")]
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The job that has stored this.</summary>
    public string? By { get; init; }

    /// <summary>Leaves that are done.</summary>
    public IReadOnlyList<long> Completed { get; init; } = [];

    /// <summary>Parents that are closed with a summary.</summary>
    public IReadOnlyList<long> Summarised { get; init; } = [];

    /// <summary>Those of both that a person has still to do.</summary>
    public IReadOnlyList<long>? Prepared { get; init; }

    /// <summary>The final document is stored.</summary>
    public bool? Documented { get; init; }

    public IReadOnlyList<FailedTask> Failed { get; init; } = [];

    /// <summary>Skipped tasks, by the task each waited for in vain.</summary>
    public IReadOnlyDictionary<long, IReadOnlyList<long>>? Skipped { get; init; }

    /// <summary>Parents that cannot be closed because of what is below them.</summary>
    public IReadOnlyDictionary<PlanTaskStatus, IReadOnlyList<long>>? LeftOpen { get; init; }

    /// <summary>Tasks in flight, each with how it stood before: where it goes back to.</summary>
    public IReadOnlyDictionary<long, TaskState>? Running { get; init; }

    /// <summary>The first budget that ran out.</summary>
    public string? Exhausted { get; init; }

    public RunUsage Usage { get; init; } = new();

    /// <summary>The tasks at their end.</summary>
    public IEnumerable<(long TaskId, TaskEnd End)> Ends()
    {
        var prepared = Prepared?.ToHashSet() ?? [];
        return
        [
            .. Completed.Select(id => (id, (TaskEnd)new TaskEnd.Completed(prepared.Contains(id)))),
            .. Summarised.Select(id => (id, (TaskEnd)new TaskEnd.Summarised(prepared.Contains(id)))),
            .. Failed.Select(failed => (failed.TaskId, (TaskEnd)new TaskEnd.Failed(failed.Error))),
            .. (Skipped ?? new Dictionary<long, IReadOnlyList<long>>()).SelectMany(cause => cause.Value.Select(id => (id, (TaskEnd)new TaskEnd.Skipped(cause.Key)))),
            .. (LeftOpen ?? new Dictionary<PlanTaskStatus, IReadOnlyList<long>>()).SelectMany(status => status.Value.Select(id => (id, (TaskEnd)new TaskEnd.LeftOpen(status.Key)))),
        ];
    }

    /// <summary>The same for a job that goes on from the one that stored it: what is done stays, all else is tried again.</summary>
    public ExecuteCheckpoint OnlyDone() => this with { Failed = [], Skipped = null, LeftOpen = null, Running = null, Exhausted = null, Documented = null };

    public string Write() => JsonSerializer.Serialize(this, ExecuteCheckpointJson.Readable.ExecuteCheckpoint);

    /// <inheritdoc cref="Checkpoint.Read{T}(string?, System.Text.Json.Serialization.Metadata.JsonTypeInfo{T}, int)"/>
    public static ExecuteCheckpoint? Read(string? text) => Checkpoint.Read(text, ExecuteCheckpointJson.Readable.ExecuteCheckpoint, CurrentVersion);
}

/// <summary>How a task came to its end in an execution.</summary>
internal abstract record TaskEnd
{
    /// <summary>A leaf is worked out.</summary>
    /// <param name="Prepared">For a person, who has still to do it.</param>
    internal sealed record Completed(bool Prepared = false) : TaskEnd;

    /// <summary>A parent is closed.</summary>
    /// <param name="Prepared">Something below it is.</param>
    internal sealed record Summarised(bool Prepared = false) : TaskEnd;

    internal sealed record Failed(string Error) : TaskEnd;

    /// <summary>It waited for a task that did not come to a good end.</summary>
    internal sealed record Skipped(long Cause) : TaskEnd;

    /// <summary>A parent that cannot be closed because of what is below it.</summary>
    /// <param name="Status">Failed or skipped, as what is below; pending: left as it was.</param>
    internal sealed record LeftOpen(PlanTaskStatus Status) : TaskEnd;

    public bool IsGood => this is Completed or Summarised;

    public bool IsPrepared => this is Completed { Prepared: true } or Summarised { Prepared: true };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(PlanTaskStatusConverter)])]
[JsonSerializable(typeof(ExecuteCheckpoint))]
internal sealed partial class ExecuteCheckpointJson : JsonSerializerContext
{
    public static ExecuteCheckpointJson Readable => field ??= new(Checkpoint.Readable(Default.GeneratedSerializerOptions!));
}
