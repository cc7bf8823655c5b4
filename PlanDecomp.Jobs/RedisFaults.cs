using PlanDecomp.Contracts.Texts;
using StackExchange.Redis;

namespace PlanDecomp.Jobs;

public static class RedisFaults
{
    private const int BriefLength = 200;

    /// <summary>True for what Redis or the way to it is to blame for: it is away, too slow, or refuses. Anything else is a fault of ours, and says nothing about Redis.</summary>
    public static bool IsOfRedis(this Exception e) => e is RedisException or RedisTimeoutException or RedisCommandException;

    /// <summary>What is wrong, for one line of a log: its type and how its message begins. The rest tells of the client's own state, a kilobyte of it.</summary>
    public static string InBrief(this Exception e) => TextCut.To($"{e.GetType().Name}: {e.Message}", BriefLength);
}
