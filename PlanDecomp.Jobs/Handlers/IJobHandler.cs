using System.Text.Json;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Jobs.Handlers;

/// <summary>Does the work of one type of job.</summary>
public interface IJobHandler
{
    /// <summary>One of <see cref="Contracts.Jobs.JobType"/>.</summary>
    string JobType { get; }

    /// <summary>The one <c>mode</c> of that type it handles; null for all those that no other handler is for.</summary>
    string? Mode => null;

    /// <summary>Runs the job to its end, from <see cref="JobContext.Checkpoint"/> where there is one.</summary>
    /// <param name="job">The run: its log, figures, checkpoint and commits.</param>
    /// <param name="ct">
    /// Cancelled on a user's wish, when the lease is lost, when nothing has come of the run for long and when the worker stops; <see cref="JobContext.StopReason"/> says which.
    /// On a user's wish return a <see cref="JobStatus.Cancelled"/> outcome with what was done; otherwise let the exception out.
    /// It may be cancelled from the start: a job with a checkpoint is cancelled by its handler, which alone knows what was done.
    /// </param>
    /// <exception cref="JobFailedException">The job cannot succeed; it fails at once with that message.</exception>
    /// <remarks>Any other exception is retried, up to <see cref="JobsOptions.MaxAttempts"/>.</remarks>
    Task<JobOutcome> RunAsync(JobContext job, CancellationToken ct);
}

/// <summary>How a job ended, with its last log line.</summary>
public sealed record JobOutcome
{
    /// <summary>A terminal status.</summary>
    public required JobStatus Status { get; init; }

    public JsonElement? Result { get; init; }

    /// <summary>Why it failed, for a person.</summary>
    public string? Error { get; init; }

    /// <summary>The last line's <c>metadata.code</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The last line's text.</summary>
    public required string Message { get; init; }

    public IReadOnlyList<(string Name, object? Value)> Arguments { get; init; } = [];
}

/// <summary>The job cannot succeed, however often it is tried. The message is for a person.</summary>
public sealed class JobFailedException(string message) : Exception(message);

/// <summary>Why a run's token was cancelled.</summary>
public enum JobStopReason
{
    None,

    /// <summary>Someone asked for it.</summary>
    CancelRequested,

    /// <summary>Another worker has the job, or may have: nothing more may be written or paid for.</summary>
    LeaseLost,

    /// <summary>This worker shuts down; the job is released for another.</summary>
    WorkerStopping,

    /// <summary>Nothing has come of the run for <see cref="JobsOptions.NoProgressLimit"/>: the attempt has failed.</summary>
    NoProgress,
}
