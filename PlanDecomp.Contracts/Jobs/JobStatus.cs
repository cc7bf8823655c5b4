namespace PlanDecomp.Contracts.Jobs;

/// <summary>Where a job stands. See docs/job-lifecycle.md for the picture.</summary>
public enum JobStatus
{
    /// <summary>Accepted and durable. A worker's claim moves it to <see cref="Running"/>; a cancel ends it.</summary>
    Queued,

    /// <summary>A worker holds the lease. Its handler moves it on; an expired lease lets another worker claim it anew.</summary>
    Running,

    /// <summary>The handler ended with a result. Terminal.</summary>
    Succeeded,

    /// <summary>Nothing could be done, or the attempts are used up; the error says which. Terminal.</summary>
    Failed,

    /// <summary>Ended on a user's request; what was done is kept. Terminal.</summary>
    Cancelled,
}

public static class JobStatuses
{
    /// <summary>True for a status that no one moves on.</summary>
    public static bool IsTerminal(this JobStatus status) => status >= JobStatus.Succeeded;

    /// <summary>The name on the wire and in the stores.</summary>
    public static string ToName(this JobStatus status) => status switch
    {
        JobStatus.Queued => "queued",
        JobStatus.Running => "running",
        JobStatus.Succeeded => "succeeded",
        JobStatus.Failed => "failed",
        JobStatus.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>Reads a name of the wire or the stores.</summary>
    /// <exception cref="FormatException">The name is none of ours.</exception>
    public static JobStatus Parse(string name) => name switch
    {
        "queued" => JobStatus.Queued,
        "running" => JobStatus.Running,
        "succeeded" => JobStatus.Succeeded,
        "failed" => JobStatus.Failed,
        "cancelled" => JobStatus.Cancelled,
        _ => throw new FormatException($"'{name}' is not a job status."),
    };

    /// <summary>The words that files have for a status: our name first, then those of the first design and of other programs.</summary>
    public static IReadOnlyList<string> WordsOf(JobStatus status) => status switch
    {
        JobStatus.Queued => ["queued", "pending", "created", "waiting", "submitted"],
        JobStatus.Running => ["running", "started", "processing", "in_progress", "in progress"],
        JobStatus.Succeeded => ["succeeded", "success", "successful", "completed", "complete", "done", "finished", "ok"],
        JobStatus.Failed => ["failed", "failure", "fail", "error", "errored", "timeout"],
        JobStatus.Cancelled => ["cancelled", "canceled", "aborted", "stopped", "skipped"],
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>What a word in a file means, upper and lower case alike; null for one that nobody knows.</summary>
    public static JobStatus? Find(string? word)
    {
        var plain = word?.Trim().ToLowerInvariant();
        foreach (var status in Enum.GetValues<JobStatus>())
        {
            if (WordsOf(status).Contains(plain)) return status;
        }

        return null;
    }
}
