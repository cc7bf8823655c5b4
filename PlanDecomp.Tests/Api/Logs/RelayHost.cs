using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PlanDecomp.Api.Accounts;
using PlanDecomp.Api.Logs;
using PlanDecomp.Jobs;
using PlanDecomp.ServiceDefaults.Edge;
using PlanDecomp.Tests.Infrastructure;
using StackExchange.Redis;

namespace PlanDecomp.Tests.Api.Logs;

/// <summary>A small Api instance with the log routes alone, over real HTTP. The caller's account is a header.</summary>
public sealed class RelayHost : IAsyncDisposable
{
    private const string OwnerHeader = "X-Test-Owner";
    private readonly WebApplication _app;

    private RelayHost(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public IServiceProvider Services => _app.Services;

    internal JobLogRelay Relay => Services.GetRequiredService<JobLogRelay>();

    public static async Task<RelayHost> StartAsync(
        TestData data, string redis, string prefix, Action<RelayOptions>? configure = null, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Path"] = data.Root,
            ["Jobs:KeyPrefix"] = prefix,
        });
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddSingleton<IConnectionMultiplexer>(await ConnectionMultiplexer.ConnectAsync(RedisServer.ClientOf(redis)));
        builder.Services.AddJobs();
        builder.Services.AddLogs();
        builder.Services.AddBoundedSendBuffers();
        if (configure is not null) builder.Services.Configure(configure);

        var app = builder.Build();
        app.Use((http, next) =>
        {
            var owner = http.Request.Headers[OwnerHeader].ToString();
            http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", owner.Replace("guest:", ""))], Owners.GuestScheme));
            return next(http);
        });
        app.MapLogs();
        await app.StartAsync();
        return new RelayHost(app);
    }

    /// <summary>A client of its own connections that speaks for an account.</summary>
    public HttpClient Client(string owner = TestJob.Owner)
    {
        var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(5) };
        client.DefaultRequestHeaders.Add(OwnerHeader, owner);
        return client;
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
