using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Jobs.History;

/// <summary>The lines that tell of a job's life itself, whatever its type.</summary>
public static class LifecycleLines
{
    public static NewLogLine Queued(DateTimeOffset now, string what) =>
        Line(now, JobLogLevel.Info, "job.queued", $"Queued: {what}", ("what", what));

    /// <param name="now">The time.</param>
    /// <param name="jobId">The job that has ended.</param>
    /// <param name="what">What that one was asked to do; null when it does not say.</param>
    public static NewLogLine Continued(DateTimeOffset now, string jobId, string? what) =>
        Line(now, JobLogLevel.Info, "job.continued", $"Queued to go on where job {jobId} ended{(what is null ? "." : $": {what}")}", ("job_id", jobId), ("what", what));

    public static NewLogLine Started(DateTimeOffset now, string worker, int attempt) =>
        Line(now, JobLogLevel.Info, "job.started", $"Started by worker {worker}.", ("worker", worker), ("attempt", attempt));

    public static NewLogLine TakenOver(DateTimeOffset now, string worker, int attempt) =>
        Line(now, JobLogLevel.Warning, "job.taken_over",
            $"Taken over by worker {worker}: the worker before was lost. Going on from the last checkpoint (attempt {attempt}).",
            ("worker", worker), ("attempt", attempt));

    public static NewLogLine Resumed(DateTimeOffset now, string worker, int attempt) =>
        Line(now, JobLogLevel.Info, "job.resumed", $"Resumed by worker {worker} (attempt {attempt}).", ("worker", worker), ("attempt", attempt));

    public static NewLogLine Released(DateTimeOffset now, string worker) =>
        Line(now, JobLogLevel.Info, "job.released", $"Worker {worker} is stopping; the job goes back to the queue.", ("worker", worker));

    public static NewLogLine Retrying(DateTimeOffset now, string error, int attempt, TimeSpan delay) =>
        Line(now, JobLogLevel.Error, "job.retrying", $"Attempt {attempt} broke: {error} Trying again in {delay.TotalSeconds:0.#} s.",
            ("error", error), ("attempt", attempt), ("delay_seconds", delay.TotalSeconds));

    public static NewLogLine Failed(DateTimeOffset now, string error) =>
        Line(now, JobLogLevel.Error, "job.failed", $"Failed: {error}", ("error", error));

    /// <param name="now">The time.</param>
    /// <param name="hasDone">Something of the job's work is stored, and no handler was there to say what.</param>
    public static NewLogLine Cancelled(DateTimeOffset now, bool hasDone) => hasDone
        ? Line(now, JobLogLevel.Warning, "job.cancelled", "Cancelled. What was done before stays.", ("has_done", true))
        : Line(now, JobLogLevel.Warning, "job.cancelled", "Cancelled.");

    public static NewLogLine DeadLettered(DateTimeOffset now, string error, long attempts) =>
        Line(now, JobLogLevel.Error, "job.dead_lettered", error, ("error", error), ("attempts", attempts));

    public static NewLogLine LogFull(DateTimeOffset now, int limit) =>
        Line(now, JobLogLevel.Warning, "log.full",
            $"The log has reached {limit} lines: further lines are not stored. The job goes on.", ("limit", limit));

    public static string LostWorkerError(string? worker) => $"Worker {worker ?? "unknown"} was lost: its lease ran out before the attempt had ended.";

    public static string NoProgressError(TimeSpan limit) => $"Nothing came of it for {limit.TotalSeconds:0.#} s: no line, no figure, no commit.";

    public static string DeadLetterError(long attempts, string? lastError) => lastError is null
        ? $"Given up after {attempts} attempts: each time the worker was lost before the job ended."
        : $"Given up after {attempts} attempts. The last one broke: {lastError}";

    private static NewLogLine Line(
        DateTimeOffset now, JobLogLevel level, string code, string message, params ReadOnlySpan<(string Name, object? Value)> arguments) =>
        new(now, level, message, LogMetadata.Create(code, arguments));
}
