namespace PlanDecomp.Api.Logs;

/// <summary>Where one subscriber stands in one job: all that a slow reader costs.</summary>
internal sealed class FeedCursor(string jobId, long after)
{
    public string JobId { get; } = jobId;

    /// <summary>The last number written to the subscriber.</summary>
    public long After { get; set; } = after;

    /// <summary>Lines up to here were there when the stream was opened.</summary>
    public long ReplayUntil { get; init; }

    /// <summary>The last change without a line that was written.</summary>
    public long Change { get; set; }

    /// <summary>Null once there is nothing more to take.</summary>
    public JobFeed? Feed { get; set; }

    /// <summary>The job's end was written: nothing more comes.</summary>
    public bool Ended { get; set; }
}

/// <summary>What a feed has for a cursor.</summary>
internal enum FeedTake
{
    /// <summary>Everything there is, for now.</summary>
    Current,

    /// <summary>Some frames; more are there.</summary>
    More,

    /// <summary>The next line is no longer in the ring: read it from the history.</summary>
    Behind,

    /// <summary>The cursor stands at the end of a job that ended.</summary>
    Ended,

    /// <summary>The job was removed.</summary>
    Gone,
}
