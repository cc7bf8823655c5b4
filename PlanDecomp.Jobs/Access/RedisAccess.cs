using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace PlanDecomp.Jobs.Access;

/// <summary>Asks Redis whether this account may do there all that the app does, and says in one line what it may not and what to grant.</summary>
/// <remarks>By doing it, on keys and channels of its own: an account that is kept short may not ask for its rights. Asked again while something is refused, and with each new connection.</remarks>
public sealed partial class RedisAccess(IServiceProvider services, RedisKeys keys, ILogger<RedisAccess> logger) : IHealthCheck
{
    public const string Name = "redis_access";

    private string? _refused;
    private bool _isGranted;
    private bool _isWatched;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var redis = services.GetRequiredService<IConnectionMultiplexer>();
            if (!_isWatched) redis.ConnectionRestored += (_, _) => _isGranted = false;
            _isWatched = true;

            // That it is away is another check's to say.
            if (!redis.IsConnected || _isGranted) return HealthCheckResult.Healthy();
            var refused = await RefusedAsync(redis, cancellationToken);
            _isGranted = refused.Count == 0;
            var line = _isGranted ? null : $"Redis refuses {string.Join(", ", refused)}. Grant its user: {Grants}";
            if (line != _refused && line is not null) LogRefused(line);
            _refused = line;
            return line is null ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(line);
        }
        catch (Exception e) when (e.IsOfRedis() || e is TimeoutException or InvalidOperationException)
        {
            return HealthCheckResult.Healthy();
        }
    }

    /// <summary>Rules for <c>ACL SETUSER</c>.</summary>
    public string Grants =>
        $"~{keys.All} ~{RedisKeys.Limits} &{keys.All} +ping +echo +info +cluster|nodes +client|setname +client|id +hello +xadd +xrange +xlen +xdel +xack +xgroup +xreadgroup +xautoclaim +xinfo +set +get +del +unlink +expire +pexpire +expireat +incr +incrby +zadd +zrange +zrem +zremrangebyscore +hset +hmset +hgetall +scan +watch +unwatch +multi +exec +discard +eval +evalsha +script +publish +subscribe +unsubscribe";

    private async Task<List<string>> RefusedAsync(IConnectionMultiplexer redis, CancellationToken ct)
    {
        var db = redis.GetDatabase();
        var key = keys.AccessCheck;
        var channel = keys.AccessChannel;
        var refused = new List<string>();

        // XADD first: what reads needs something to read. It goes by itself.
        await TryAsync("XADD", () => db.StreamAddAsync(key, "check", "", maxLength: 1, useApproximateMaxLength: false));
        await TryAsync("EXPIRE", () => db.KeyExpireAsync(key, TimeSpan.FromMinutes(1)));
        await TryAsync("XGROUP CREATE", () => db.StreamCreateConsumerGroupAsync(key, RedisKeys.Group, "0-0"));
        await TryAsync("XREADGROUP", () => db.StreamReadGroupAsync(key, RedisKeys.Group, "check", ">", 1));
        await TryAsync("XAUTOCLAIM", () => db.StreamAutoClaimAsync(key, RedisKeys.Group, "check", 60_000, "0-0", 1));
        await TryAsync("XACK", () => db.StreamAcknowledgeAsync(key, RedisKeys.Group, "0-1"));
        await TryAsync("XDEL", () => db.StreamDeleteAsync(key, ["0-1"]));
        await TryAsync("XRANGE", () => db.StreamRangeAsync(key, "-", "+", 1));
        await TryAsync("XLEN", () => db.StreamLengthAsync(key));
        await TryAsync("XINFO GROUPS", () => db.StreamGroupInfoAsync(key));
        await TryAsync("XINFO CONSUMERS", () => db.StreamConsumerInfoAsync(key, RedisKeys.Group));
        await TryAsync("XGROUP DELCONSUMER", () => db.StreamDeleteConsumerAsync(key, RedisKeys.Group, "check"));
        await TryAsync("SET", () => db.StringSetAsync(keys.AccessLock, "", TimeSpan.FromSeconds(1), When.NotExists));
        await TryAsync("ZADD", () => db.SortedSetAddAsync(keys.AccessQueue, "check", 0));
        await TryAsync("ZRANGE", () => db.SortedSetRangeByRankAsync(keys.AccessQueue, 0, 0));
        await TryAsync("ZREMRANGEBYSCORE", () => db.SortedSetRemoveRangeByScoreAsync(keys.AccessQueue, double.NegativeInfinity, -1));
        await TryAsync("ZREM", () => db.SortedSetRemoveAsync(keys.AccessQueue, "check"));
        await TryAsync("HSET", () => db.HashSetAsync(keys.AccessTable, "check", ""));
        await TryAsync("HGETALL", () => db.HashGetAllAsync(keys.AccessTable));
        await TryAsync("UNLINK", () => db.KeyDeleteAsync(keys.AccessTable));
        await TryAsync("INCRBY", () => db.StringIncrementAsync(keys.AccessCount, 2));
        await TryAsync("WATCH", async () =>
        {
            var transaction = db.CreateTransaction();
            transaction.AddCondition(Condition.KeyNotExists(keys.AccessTable));
            _ = transaction.KeyDeleteAsync(keys.AccessTable);
            await transaction.ExecuteAsync();
        });
        await TryAsync("SCAN", async () => await redis.GetServers().First(server => server.IsConnected).KeysAsync(db.Database, keys.All, pageSize: 1).FirstOrDefaultAsync(ct));
        await TryAsync("EVAL", () => db.ScriptEvaluateAsync("return redis.call('get', KEYS[1])", [RedisKeys.LimitCheck]), RedisKeys.Limits);
        await TryAsync("PUBLISH", () => db.PublishAsync(channel, ""));
        await TryAsync("SUBSCRIBE", async () =>
        {
            var subscriber = redis.GetSubscriber();
            await subscriber.SubscribeAsync(channel, static (_, _) => { });
            await subscriber.UnsubscribeAsync(channel);
        });
        return refused;

        async Task TryAsync(string command, Func<Task> ask, string? on = null)
        {
            try
            {
                await ask().WaitAsync(ct);
            }
            catch (RedisServerException e) when (e.Message.Contains("NOPERM", StringComparison.Ordinal))
            {
                // "No permissions to access a key", or "a channel"; else the command itself is refused.
                refused.Add(e.Message.Contains("to access", StringComparison.Ordinal) ? $"{command} on {on ?? keys.All}" : command);
            }
            catch (RedisServerException)
            {
                // It may; what it found is another matter, such as a group that is there.
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Refused}")]
    private partial void LogRefused(string refused);
}

/// <summary>Asks at the start, beside it.</summary>
internal sealed class RedisAccessAtStart(RedisAccess access, TimeProvider time, ILogger<RedisAccessAtStart> logger) : PeriodicWork(time, logger)
{
    protected override TimeSpan Pause => TimeSpan.FromMinutes(1);

    protected override async Task RoundAsync(CancellationToken ct)
    {
        await access.CheckHealthAsync(new HealthCheckContext(), ct);
    }
}
