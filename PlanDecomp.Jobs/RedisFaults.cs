using StackExchange.Redis;

namespace PlanDecomp.Jobs;

public static class RedisFaults
{
    /// <summary>True for what Redis or the way to it is to blame for: it is away, too slow, or refuses. Anything else is a fault of ours, and says nothing about Redis.</summary>
    public static bool IsOfRedis(this Exception e) => e is RedisException or RedisTimeoutException or RedisCommandException;
}
