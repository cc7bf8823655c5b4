using StackExchange.Redis;

namespace PlanDecomp.ServiceDefaults.Redis;

/// <summary>Tells a Redis that lets nobody in, or not this account, from one that is away: waiting does not help there.</summary>
internal static class RedisRefusal
{
    /// <returns>What is missing, for a person; null when it is no refusal.</returns>
    public static string? Of(Exception e)
    {
        for (var fault = e; fault is not null; fault = fault.InnerException)
        {
            if (fault.Message.Contains("NOAUTH", StringComparison.Ordinal)) return "Redis asks for a password: add password=… (with ACLs also user=…) to ConnectionStrings:redis.";
            if (fault.Message.Contains("WRONGPASS", StringComparison.Ordinal)) return "Redis refuses the user or the password in ConnectionStrings:redis.";
            if (fault.Message.Contains("NOPERM", StringComparison.Ordinal)) return "Redis refuses its user in ConnectionStrings:redis to connect: grant +ping +echo +info +client +hello +subscribe.";
            if (fault is RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure }) return "Redis refuses the user or the password in ConnectionStrings:redis, or asks for one that is not there.";
        }

        return null;
    }
}
