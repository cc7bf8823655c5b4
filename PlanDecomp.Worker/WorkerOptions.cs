using System.ComponentModel.DataAnnotations;

namespace PlanDecomp.Worker;

/// <summary>How this worker works. Section <c>Worker</c>.</summary>
public sealed class WorkerOptions
{
    public const string Section = "Worker";

    /// <summary>Jobs this process runs at once.</summary>
    [Range(1, 1_000)]
    public int Concurrency { get; set; } = 4;

    /// <summary>Jobs of one owner this process runs at once; null, the default, leaves one place free for another's.</summary>
    [Range(1, 1_000)]
    public int? ConcurrencyPerOwner { get; set; }

    /// <summary>The same, settled.</summary>
    public int MostOfOwner => Math.Min(Concurrency, ConcurrencyPerOwner ?? Math.Max(1, Concurrency - 1));

    /// <summary>How often a running job's lease is prolonged; well below <c>Jobs:Lease</c>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:10:00")]
    public TimeSpan RenewEvery { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often jobs that the queue has lost are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:10:00")]
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The same while Redis is away, when sweeping is the only way to hear of jobs.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:10:00")]
    public TimeSpan SweepEveryWithoutRedis { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often the queue is asked although its bell did not ring: pub/sub may lose a message.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long live figures may wait for a log line to travel with.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan ReportEvery { get; set; } = TimeSpan.FromSeconds(0.5);
}
