using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace PlanDecomp.ServiceDefaults.Redis;

/// <summary>Connects beside the start, so that nothing waits for an absent Redis, and says in one line when it goes and when it comes back.</summary>
internal sealed partial class RedisWatch(IServiceProvider services, ILogger<RedisWatch> logger) : BackgroundService
{
    private readonly Lock _gate = new();
    private bool? _connected;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(Connect, stoppingToken);

    private void Connect()
    {
        var redis = services.GetRequiredService<IConnectionMultiplexer>();
        redis.ConnectionFailed += (_, _) => Note(redis);
        redis.ConnectionRestored += (_, _) => Note(redis);
        Note(redis);
    }

    private void Note(IConnectionMultiplexer redis)
    {
        // The events come once for each of its sockets and each attempt; the log wants the change only.
        lock (_gate)
        {
            var connected = redis.IsConnected;
            if (connected == _connected) return;
            _connected = connected;
            if (connected) LogConnected();
            else _ = SayWhyAsync(redis);
        }
    }

    /// <summary>The events of a connection that never was tell nothing; a command tells what it failed by.</summary>
    private async Task SayWhyAsync(IConnectionMultiplexer redis)
    {
        try
        {
            await redis.GetDatabase().PingAsync();
        }
        catch (Exception e) when (e is RedisException or TimeoutException && RedisRefusal.Of(e) is not null)
        {
            LogRefused(RedisRefusal.Of(e)!);
            return;
        }
        catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException)
        {
            // It is away.
        }

        LogAway();
    }

    [LoggerMessage(LogLevel.Warning, "{Refusal} Going on without it and trying again.")]
    private partial void LogRefused(string refusal);

    [LoggerMessage(LogLevel.Information, "Redis is connected.")]
    private partial void LogConnected();

    [LoggerMessage(LogLevel.Warning, "Redis does not answer; going on without it and trying again.")]
    private partial void LogAway();
}
