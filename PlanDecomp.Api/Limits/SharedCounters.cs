using PlanDecomp.Jobs;
using StackExchange.Redis;

namespace PlanDecomp.Api.Limits;

/// <summary>Redis for counting. A limit is no truth: without an answer in time it is done without, and Redis left alone for a while.</summary>
internal sealed partial class SharedCounters(IConnectionMultiplexer redis, TimeProvider time, ILogger<SharedCounters> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    private long _restUntil = time.GetTimestamp();

    public IConnectionMultiplexer Redis => redis;

    /// <summary>Nothing when Redis is to blame for there being no answer, or is left alone.</summary>
    public async Task<T?> AskAsync<T>(Func<Task<T>> ask)
    {
        if (!redis.IsConnected || time.GetTimestamp() < Volatile.Read(ref _restUntil)) return default;
        try
        {
            return await ask().WaitAsync(Patience);
        }
        catch (Exception e) when (e.IsOfRedis() || e is TimeoutException)
        {
            Volatile.Write(ref _restUntil, time.GetTimestamp() + (long)(Rest.TotalSeconds * time.TimestampFrequency));
            LogAway(e.GetType().Name);
            return default;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Limits are counted by this instance alone for now: {Reason}")]
    private partial void LogAway(string reason);
}
