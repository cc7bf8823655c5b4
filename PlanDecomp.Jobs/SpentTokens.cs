using StackExchange.Redis;

namespace PlanDecomp.Jobs;

/// <summary>Tokens of the language model that an account has used today (UTC), counted in Redis by all processes. A limit's count and no bill: what comes while Redis is away is not in it.</summary>
public sealed class SpentTokens(IConnectionMultiplexer redis, RedisKeys keys, TimeProvider time)
{
    /// <summary>Longer than a day, so that no clock of another process finds it gone.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(36);

    /// <summary>Never fails and waits for nothing.</summary>
    public void Add(string owner, long tokens)
    {
        if (tokens <= 0 || !redis.IsConnected) return;
        try
        {
            var db = redis.GetDatabase();
            var key = keys.Tokens(owner, Today);
            db.StringIncrement(key, tokens, CommandFlags.FireAndForget);
            db.KeyExpire(key, Kept, CommandFlags.FireAndForget);
        }
        catch (Exception e) when (e.IsOfRedis())
        {
            // It went away just now.
        }
    }

    /// <exception cref="RedisException">Redis is away.</exception>
    public async Task<long> TodayAsync(string owner) => (long)await redis.GetDatabase().StringGetAsync(keys.Tokens(owner, Today));

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
}
