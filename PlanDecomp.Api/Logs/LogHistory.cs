// Step 5 of a log line's way, behind the live edge: lines that are no longer pushed come from Redis, then from the store.
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.LogStream;
using StackExchange.Redis;

namespace PlanDecomp.Api.Logs;

/// <summary>Reads a job's past lines as ready frames.</summary>
internal sealed partial class LogHistory(
    IJobStore store, JobLogStream stream, IOptions<RelayOptions> options, TimeProvider time, RelayMetrics metrics, ILogger<LogHistory> logger)
{
    private long _redisRestsUntil;

    /// <summary>Lines with greater numbers, oldest first. The first may not be the next: lines between were removed.</summary>
    /// <returns>Empty when there are none.</returns>
    public async Task<IReadOnlyList<SseFrame>> ReadAfterAsync(string jobId, long after, int count, CancellationToken ct)
    {
        var pushed = await ReadRedisAsync(jobId, after, count);
        if (pushed.Count > 0)
        {
            metrics.CaughtUp("redis");
            return [.. pushed.Select(e => SseFrames.Of(e))];
        }

        metrics.CaughtUp("store");
        return await ReadStoreAsync(jobId, after, count, ct);
    }

    private async Task<IReadOnlyList<StreamedEvent>> ReadRedisAsync(string jobId, long after, int count)
    {
        if (!stream.IsConnected || time.GetTimestamp() < Volatile.Read(ref _redisRestsUntil)) return [];
        try
        {
            return await stream.ReadAfterAsync(jobId, after, count).WaitAsync(options.Value.RedisPatience);
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            // A server that hangs would make every reader wait its time-out: the store answers for a while.
            Volatile.Write(ref _redisRestsUntil, time.GetTimestamp() + (long)(options.Value.RedisRest.TotalSeconds * time.TimestampFrequency));
            LogRedisAway(e.InBrief());
            return [];
        }
    }

    private async Task<IReadOnlyList<SseFrame>> ReadStoreAsync(string jobId, long after, int count, CancellationToken ct)
    {
        var page = await store.ReadLogAsync(jobId, new JobLogQuery { After = after, Limit = count }, ct);
        if (page is null || page.Entries.Count == 0) return [];

        // Invariant: the job is read after its lines. The end and the last line are one transaction, so a page that holds the
        // last line is followed by a terminal job, and a page read before the end holds no line that must say it.
        var job = await store.FindAsync(jobId, ct);
        if (job is null) return [];
        return [.. page.Entries.Select(entry => SseFrames.Of(StreamedEvents.Create(EventOf(job, entry))))];
    }

    private static JobStreamEvent EventOf(Job job, JobLogEntry entry)
    {
        var isEnd = job.Status.IsTerminal() && entry.Seq == job.LastSeq;
        return new JobStreamEvent
        {
            JobId = job.JobId,
            Status = isEnd ? job.Status : job.Status == JobStatus.Queued ? JobStatus.Queued : JobStatus.Running,
            Event = entry,
            Stats = isEnd ? job.Stats : null,
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis did not answer, the store does for now: {Reason}")]
    private partial void LogRedisAway(string reason);
}
