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
            // The client says the same of a password that is missing and of one that is refused.
            if (fault.Message.Contains("NOAUTH", StringComparison.Ordinal) || fault.Message.Contains("WRONGPASS", StringComparison.Ordinal)
                || fault is RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure })
            {
                return "Redis asks for a password, or refuses the one it gets: set password=… (with ACLs also user=…) in ConnectionStrings:redis.";
            }

            if (fault.Message.Contains("NOPERM", StringComparison.Ordinal)) return "Redis refuses its user in ConnectionStrings:redis to connect: grant +ping +echo +info +client +hello +subscribe.";
        }

        return null;
    }
}
