using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using PlanDecomp.ServiceDefaults.Redis;
using StackExchange.Redis;

namespace PlanDecomp.ServiceDefaults;

/// <summary>The process's one connection to Redis. It may be down at any time, at start too, and comes back by itself.</summary>
public static class RedisConnection
{
    private const int ConnectTimeoutMs = 2_000;
    private const int CommandTimeoutMs = 3_000;
    private const int ReconnectEveryMs = 500;

    /// <summary>Registers <see cref="IConnectionMultiplexer"/> for <c>ConnectionStrings:{name}</c> and a health check that at worst says degraded.</summary>
    /// <exception cref="InvalidOperationException">On first use: there is no such connection string.</exception>
    public static IHostApplicationBuilder AddRedisConnection(this IHostApplicationBuilder builder, string name = "redis")
    {
        builder.AddRedisClient(
            name,
            settings =>
            {
                // Its check says unhealthy when Redis is away; ours, below, says degraded.
                settings.DisableHealthChecks = true;

                // Connecting waits for an absent Redis; a process must not wait for it before it serves.
                settings.DisableAutoActivation = true;
            },
            Configure);
        builder.Services.AddHostedService<RedisWatch>();
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            name,
            services => new RedisHealthCheck(services),
            HealthStatus.Degraded,
            tags: null,
            timeout: TimeSpan.FromMilliseconds(CommandTimeoutMs)));
        return builder;
    }

    private static void Configure(ConfigurationOptions options)
    {
        options.AbortOnConnectFail = false;
        options.ConnectRetry = 1;
        options.ConnectTimeout = ConnectTimeoutMs;
        options.SyncTimeout = CommandTimeoutMs;
        options.AsyncTimeout = CommandTimeoutMs;
        options.ReconnectRetryPolicy = new LinearRetry(ReconnectEveryMs);

        // SQLite is the truth: while Redis is away a command fails at once and the caller goes on without it,
        // instead of queueing behind a connection that may not come back.
        options.BacklogPolicy = BacklogPolicy.FailFast;
    }
}
