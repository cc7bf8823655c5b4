using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace PlanDecomp.Llm;

public static class LlmServices
{
    /// <summary>The environment's name for a key, known to most tools.</summary>
    public const string KeyVariable = "OPENAI_API_KEY";

    /// <summary>The language model: <see cref="IChatClient"/>, with <see cref="LlmCaller"/> and <see cref="LlmStream"/> around it.</summary>
    public static IServiceCollection AddLlm(this IServiceCollection services)
    {
        services.AddOptions<LlmOptions>()
            .BindConfiguration(LlmOptions.Section)
            .PostConfigure<IConfiguration>((options, configuration) =>
            {
                if (string.IsNullOrWhiteSpace(options.ApiKey)) options.ApiKey = configuration[KeyVariable];
            })
            .ValidateDataAnnotations()
            .ValidateOnStart();

        // It logs each failed call with all that the endpoint said, which may hold a part of the key, and every stop as a failure.
        // What there is to say of a failed call says LlmFailure.
        services.AddLogging(logging => logging.AddFilter("Microsoft.Extensions.AI.OpenTelemetryChatClient", LogLevel.None));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<LlmHttpClient>();
        services.TryAddSingleton(provider => LlmChatClient.Create(
            provider.GetRequiredService<IOptions<LlmOptions>>().Value,
            provider.GetRequiredService<LlmHttpClient>().Client,
            provider.GetRequiredService<ILoggerFactory>()));
        services.TryAddSingleton<LlmTraffic>();
        services.TryAddSingleton<LlmCaller>();
        services.TryAddSingleton<LlmStream>();

        // Each feature that asks the model adds it; one processor is enough.
        if (services.All(service => service.ServiceType != typeof(LlmSpanFaults)))
        {
            services.AddSingleton<LlmSpanFaults>();
            services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddSource(LlmChatClient.TelemetryName).AddProcessor<LlmSpanFaults>());
        }

        services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddMeter(LlmChatClient.TelemetryName));
        return services;
    }

    /// <summary>Owns the connections for the container's life.</summary>
    private sealed class LlmHttpClient(IOptions<LlmOptions> options) : IDisposable
    {
        public HttpClient Client { get; } = LlmChatClient.CreateHttpClient(options.Value);

        public void Dispose() => Client.Dispose();
    }
}
