using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;
using PlanDecomp.Jobs.History;
using PlanDecomp.ServiceDefaults;
using PlanDecomp.Tests.Infrastructure;
using StackExchange.Redis;

namespace PlanDecomp.Tests.ServiceDefaults;

public sealed class ServiceDefaultsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_Redis_a_service_starts_and_is_degraded_but_alive()
    {
        await using var app = await StartAsync($"127.0.0.1:{FreePort.Next()}");
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        using var health = await client.GetAsync("/health", Ct);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        var body = await health.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal("degraded", body.GetProperty("status").GetString());
        Assert.Equal("degraded", body.GetProperty("checks").GetProperty("redis").GetProperty("status").GetString());
        Assert.Equal("healthy", body.GetProperty("checks").GetProperty("self").GetProperty("status").GetString());

        var alive = await client.GetFromJsonAsync<JsonElement>("/alive", Ct);
        Assert.Equal("healthy", alive.GetProperty("status").GetString());
        Assert.False(alive.GetProperty("checks").TryGetProperty("redis", out _));
    }

    [Fact]
    public async Task Without_Redis_a_command_fails_instead_of_queueing_and_works_once_Redis_is_there()
    {
        await using var redis = new RedisServer();
        await using var app = await StartAsync($"127.0.0.1:{redis.Port}");
        var database = app.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase();
        await Assert.ThrowsAsync<RedisConnectionException>(() => database.StringSetAsync("key", "value"));

        await redis.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        await Eventually.TrueAsync(
            async () => (await client.GetFromJsonAsync<JsonElement>("/health", Ct)).GetProperty("status").GetString() == "healthy",
            "the connection comes back by itself");
        Assert.True(await database.StringSetAsync("key", "value"));
    }

    [Fact]
    public void A_missing_address_of_Redis_is_named()
    {
        using var services = Builder(redis: null).Build().Services as ServiceProvider;
        var fault = Assert.Throws<InvalidOperationException>(() => services!.GetRequiredService<IConnectionMultiplexer>());
        Assert.Contains("ConnectionStrings:redis", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spans_are_made_for_work_and_not_for_probes_and_streams()
    {
        var exported = new SpanList();
        var builder = Builder($"127.0.0.1:{FreePort.Next()}");
        builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddProcessor(new SimpleActivityExportProcessor(exported)));
        await using var app = builder.Build();
        using var source = new ActivitySource("PlanDecomp.Example");
        app.MapGet("/jobs/{id}", () =>
        {
            using var own = source.StartActivity("own work");
            return "job";
        });
        app.MapGet("/jobs/{id}/stream", () => "stream");
        app.MapDefaultEndpoints();
        await app.StartAsync(Ct);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        foreach (var path in new[] { "/alive", "/health", "/jobs/1/stream", "/jobs/1" }) await client.GetStringAsync(path, Ct);
        await app.StopAsync(Ct);

        // Sources are global: the spans of servers of other tests come here, too.
        var servers = exported.Spans.Where(span => span.Kind == ActivityKind.Server && Equals(span.GetTagItem("server.port"), client.BaseAddress.Port));

        Assert.Equal(["GET /jobs/{id}"], servers.Select(span => span.DisplayName));
        Assert.Contains(exported.Spans, span => span.DisplayName == "own work");
    }

    [Fact]
    public async Task The_time_of_requests_is_counted_in_bounds_of_seconds()
    {
        var bounds = new ConcurrentBag<double[]>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument is Histogram<double> { Name: "http.server.request.duration", Advice.HistogramBucketBoundaries: { } own }) bounds.Add([.. own]);
            },
        };
        listener.Start();
        await using var app = await StartAsync($"127.0.0.1:{FreePort.Next()}");
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        await client.GetStringAsync("/alive", Ct);

        Assert.NotEmpty(bounds);
        Assert.All(bounds, own => Assert.InRange(own[^1], 5, 600));
    }

    [Theory]
    [InlineData("http://127.0.0.1:1", true)]
    [InlineData(null, false)]
    public void Lines_of_jobs_are_repeated_only_where_telemetry_is_exported(string? endpoint, bool isRepeated)
    {
        var builder = Host.CreateApplicationBuilder([$"--OTEL_EXPORTER_OTLP_ENDPOINT={endpoint}"]);
        builder.AddServiceDefaults();
        using var host = builder.Build();

        var mirrored = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(JobLogMirror.Category);

        Assert.Equal(isRepeated, mirrored.IsEnabled(LogLevel.Debug));
        Assert.Equal(isRepeated, mirrored.IsEnabled(LogLevel.Critical));
    }

    [Fact]
    public void A_host_without_HTTP_takes_the_defaults_too()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.AddServiceDefaults();
        using var host = builder.Build();
        Assert.True(host.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<HostOptions>>().Value.ShutdownTimeout < TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Settings_override_the_default_log_levels()
    {
        var builder = Host.CreateApplicationBuilder(["--Logging:LogLevel:Microsoft.AspNetCore=Information"]);
        builder.AddServiceDefaults();
        using var host = builder.Build();
        var loggers = host.Services.GetRequiredService<ILoggerFactory>();
        Assert.True(loggers.CreateLogger("Microsoft.AspNetCore.Hosting").IsEnabled(LogLevel.Information));
        Assert.False(loggers.CreateLogger("Polly").IsEnabled(LogLevel.Information));
    }

    private static WebApplicationBuilder Builder(string? redis)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["ConnectionStrings:redis"] = redis;
        builder.AddServiceDefaults();
        builder.AddRedisConnection();
        return builder;
    }

    private static async Task<WebApplication> StartAsync(string redis)
    {
        var app = Builder(redis).Build();
        app.MapDefaultEndpoints();
        await app.StartAsync(Ct);
        return app;
    }
}
