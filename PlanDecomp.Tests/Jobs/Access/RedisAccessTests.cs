using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.Access;
using PlanDecomp.Jobs.Queue;
using PlanDecomp.ServiceDefaults;
using PlanDecomp.Tests.Infrastructure;
using RedisRateLimiting;
using StackExchange.Redis;

namespace PlanDecomp.Tests.Jobs.Access;

public sealed class RedisAccessTests : IAsyncLifetime
{
    private readonly RedisServer _redis = new();
    private readonly RedisKeys _keys = new(Options.Create(new JobsOptions()));
    private ConnectionMultiplexer _admin = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _redis.InitializeAsync();
        _admin = await ConnectionMultiplexer.ConnectAsync(_redis.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await _admin.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task An_account_with_the_rights_that_are_told_can_do_all_that_the_app_does()
    {
        await AllowAsync(Access(_admin).Grants.Split(' '));
        await using var connection = await ConnectAsync();

        var result = await Access(connection).CheckHealthAsync(new HealthCheckContext(), Ct);

        Assert.Equal((HealthStatus.Healthy, null), (result.Status, result.Description));
        var queue = new JobQueue(connection, _keys, TimeProvider.System);
        var rung = new TaskCompletionSource();
        await using var listening = await queue.ListenAsync(rung.SetResult, _ => { });
        await Eventually.TrueAsync(async () => (long)(await _admin.GetDatabase().ExecuteAsync("PUBSUB", "NUMSUB", $"{_keys.QueueBell}"))[1] == 1, "it listens");
        await queue.EnqueueAsync(TestCluster.Owner, "job", null);
        await rung.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);
        Assert.Equal("job", Assert.Single(await queue.TakeAsync("w", 1, 1, _ => 0)).JobId);
        Assert.True(await queue.TryBecomeSweeperAsync("w", TimeSpan.FromSeconds(1)));
        using var limiter = new RedisFixedWindowRateLimiter<string>(
            _keys.Limit("plans", "guest"), new RedisFixedWindowRateLimiterOptions { PermitLimit = 1, Window = TimeSpan.FromHours(1), ConnectionMultiplexerFactory = () => connection });
        Assert.True((await limiter.AcquireAsync(1, Ct)).IsAcquired);
        Assert.False((await limiter.AcquireAsync(1, Ct)).IsAcquired);
    }

    [Fact]
    public async Task What_is_refused_is_named_with_what_to_grant()
    {
        await AllowAsync("~plandecomp:*", "&other:*", "+@all", "-xautoclaim", "-xinfo|groups");
        await using var connection = await ConnectAsync();

        var result = await Access(connection).CheckHealthAsync(new HealthCheckContext(), Ct);

        Assert.Equal(HealthStatus.Degraded, result.Status);
        Assert.StartsWith(
            "Redis refuses XAUTOCLAIM, XINFO GROUPS, EVAL on rl:*, PUBLISH on plandecomp:*, SUBSCRIBE on plandecomp:*. Grant its user: ~plandecomp:* ~rl:* &plandecomp:* +ping",
            result.Description, StringComparison.Ordinal);
        await AllowAsync(Access(_admin).Grants.Split(' '));
        Assert.Equal(HealthStatus.Healthy, (await new RedisAccess(Services(connection), _keys, NullLogger<RedisAccess>.Instance).CheckHealthAsync(new HealthCheckContext(), Ct)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",user=plandecomp,password=wrong")]
    public async Task A_password_that_is_missing_or_wrong_is_said_and_not_taken_for_a_Redis_that_is_away(string options)
    {
        const string words = "Redis asks for a password, or refuses the one it gets";
        await AllowAsync("~*", "&*", "+@all");
        await _admin.GetDatabase().ExecuteAsync("ACL", "SETUSER", "default", "resetpass", ">geheim");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:redis"] = $"127.0.0.1:{_redis.Port}{options}",
            ["Logging:LogLevel:Default"] = "Error",
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        builder.AddRedisConnection();
        await using var app = builder.Build();
        app.MapDefaultEndpoints();
        await app.StartAsync(Ct);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        await Eventually.TrueAsync(
            async () => (await client.GetStringAsync("/health", Ct)) is var health
                && health.Contains("\"redis\":{\"status\":\"degraded\"", StringComparison.Ordinal) && health.Contains(words, StringComparison.Ordinal),
            "/health says so", TimeSpan.FromSeconds(20));
    }

    private static ServiceProvider Services(IConnectionMultiplexer connection) => new ServiceCollection().AddSingleton(connection).BuildServiceProvider();

    private RedisAccess Access(IConnectionMultiplexer connection) => new(Services(connection), _keys, NullLogger<RedisAccess>.Instance);

    private Task<RedisResult> AllowAsync(params string[] rules) =>
        _admin.GetDatabase().ExecuteAsync("ACL", ["SETUSER", "plandecomp", "reset", "on", ">right", .. rules]);

    private Task<ConnectionMultiplexer> ConnectAsync() => ConnectionMultiplexer.ConnectAsync($"{_redis.ConnectionString},user=plandecomp,password=right");
}
