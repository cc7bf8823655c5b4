using System.ComponentModel.DataAnnotations;

namespace PlanDecomp.Api.Logs;

/// <summary>How this instance relays log streams. Section <c>Relay</c>.</summary>
public sealed class RelayOptions
{
    public const string Section = "Relay";

    /// <summary>The time between two pings on a stream: shorter than what proxies allow an idle connection.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often the store is asked for what Redis did not bring. The latest a line can be is about twice this.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a feed without subscribers stays, so that a reload of the page finds it.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Linger { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a read waits for Redis before the store is asked instead.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan RedisPatience { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long Redis is left alone after a read of it failed.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan RedisRest { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a reader may take nothing of what waits for it before it is cut off; it comes back with its cursor.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan StallLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Lines of a job that are held ready for its subscribers.</summary>
    [Range(1, 1_000_000)]
    public int RingLines { get; set; } = 2_048;

    /// <summary>UTF-8 bytes of a job's lines that are held ready; whichever limit comes first.</summary>
    [Range(1, 1 << 30)]
    public int RingBytes { get; set; } = 4 << 20;

    /// <summary>Lines read from Redis or the store at once.</summary>
    [Range(1, 1_000)]
    public int PageLines { get; set; } = 256;

    /// <summary>Streams this instance holds open; one more is answered with 503.</summary>
    [Range(1, 1_000_000)]
    public int MaxStreams { get; set; } = 20_000;

    /// <summary>Streams one owner may have open here; one more is answered with 429.</summary>
    [Range(1, 1_000_000)]
    public int MaxStreamsPerOwner { get; set; } = 200;
}
