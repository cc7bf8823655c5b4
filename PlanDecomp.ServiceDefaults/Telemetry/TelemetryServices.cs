using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using PlanDecomp.ServiceDefaults.Redaction;

namespace PlanDecomp.ServiceDefaults.Telemetry;

/// <summary>Traces, metrics and logs by OpenTelemetry; sent over OTLP only where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.</summary>
internal static class TelemetryServices
{
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // The sources and meters of the solution start with its name.
    private const string OwnInstruments = "PlanDecomp*";

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        builder.Services.AddTransient<IStartupFilter, QuietRequests>();
        var telemetry = builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing
                .AddSource(OwnInstruments)
                .AddProcessor<QuietRedis>()
                .AddProcessor<MaskedSpans>()
                .AddAspNetCoreInstrumentation(options =>
                {
                    options.Filter = context => !QuietPaths.Contains(context.Request.Path.Value);
                    options.EnrichWithHttpResponse = (activity, _) => RouteNames.Shorten(activity);
                })
                .AddHttpClientInstrumentation(options =>
                    options.FilterHttpRequestMessage = request => !QuietPaths.Contains(request.RequestUri?.AbsolutePath)))
            .WithMetrics(metrics => metrics
                .AddMeter(OwnInstruments)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation());

        if (string.IsNullOrWhiteSpace(builder.Configuration[OtlpEndpoint])) return;

        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        telemetry.UseOtlpExporter();
    }
}
