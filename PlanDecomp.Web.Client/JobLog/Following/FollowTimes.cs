namespace PlanDecomp.Web.Client.JobLog.Following;

/// <summary>How patient the following of jobs is.</summary>
internal static class FollowTimes
{
    /// <summary>A stream that brings nothing for so long after it was asked for is held back on the way, or cannot be read by this browser.</summary>
    public static readonly TimeSpan OpenPatience = TimeSpan.FromSeconds(10);

    /// <summary>A stream that is silent for so long is broken: the server pings every 15 s.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(40);

    /// <summary>A stream from which no ping came for so long is doubtful.</summary>
    public static readonly TimeSpan PingOverdue = TimeSpan.FromSeconds(17);

    /// <summary>A stream that has lived so long was a good one, even if it brought no line.</summary>
    public static readonly TimeSpan Healthy = TimeSpan.FromSeconds(20);

    public static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(4);

    /// <summary>While polling works, the stream is tried again after so long.</summary>
    public static readonly TimeSpan BackToStream = TimeSpan.FromSeconds(30);

    /// <summary>Having given up, the page asks quietly once in a while, so that it goes on by itself when the server is back.</summary>
    public static readonly TimeSpan Probe = TimeSpan.FromSeconds(60);

    /// <summary>Several panels that open together make one new stream.</summary>
    public static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(100);

    /// <summary>Readers are told of changes at most so often.</summary>
    public static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(100);
}
