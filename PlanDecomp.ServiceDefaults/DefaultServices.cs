using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PlanDecomp.ServiceDefaults.Edge;
using PlanDecomp.ServiceDefaults.Redaction;
using PlanDecomp.ServiceDefaults.Telemetry;

namespace PlanDecomp.ServiceDefaults;

/// <summary>What every process of the app has, whatever it does: telemetry, health, service discovery, resilience.</summary>
public static class DefaultServices
{
    // Shorter than the 30 s after which the AppHost and most orchestrators kill, so that a stop ends by itself.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(25);

    /// <remarks>
    /// The standard resilience handler goes to every client of <see cref="IHttpClientFactory"/>: 10 s an attempt, 30 s in all.
    /// A client with slow answers, such as one for a language model, sets its own limits.
    /// </remarks>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        AddConsole(builder);
        builder.AddRedaction();
        builder.AddTelemetry();
        builder.AddSelfCheck();
        builder.Services.AddEdge();
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            http.AddStandardResilienceHandler();
            http.AddServiceDiscovery();
        });
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        return builder;
    }

    private static void AddConsole(IHostApplicationBuilder builder)
    {
        // First in the list means weakest: appsettings and the environment override these levels.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                ["Logging:LogLevel:Default"] = "Information",
                ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
                ["Logging:LogLevel:System.Net.Http.HttpClient"] = "Warning",
                ["Logging:LogLevel:Polly"] = "Warning",

                // A start that a stop has called off is no failure; one that fails otherwise ends the process with its exception.
                ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "Critical",

                // Each probe of an instance that is away, with its stack trace; that it went and came back is logged beside it.
                ["Logging:LogLevel:Yarp.ReverseProxy.Health.ActiveHealthCheckMonitor"] = "Error",

                // Each request that failed, with its stack trace; the web host says it in a line (UnreachablePolicy).
                ["Logging:LogLevel:Yarp.ReverseProxy.Forwarder.HttpForwarder"] = "None",

                // Lines of the jobs' logs, once more, for the export of telemetry alone.
                ["Logging:LogLevel:PlanDecomp.JobLog"] = "None",
                ["Logging:OpenTelemetry:LogLevel:PlanDecomp.JobLog"] = "Trace",

                // A degraded check is in the answer of /health; each question would log it again, with a stack trace.
                ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "Error",

                // It logs every attempt of an outage with a stack trace; RedisWatch logs the outage.
                ["Logging:LogLevel:StackExchange.Redis"] = "None",
            },
        });

        // One line an entry: the AppHost prefixes lines with the name of their process.
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
        });
    }
}
