using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace PlanDecomp.Llm;

public static class LlmServices
{
    /// <summary>The environment's name for a key, known to most tools.</summary>
    public const string KeyVariable = "OPENAI_API_KEY";

    /// <summary>The language models: <see cref="LlmModels"/>, and an <see cref="LlmCaller"/> for each <see cref="LlmRole"/>, by which it is keyed.</summary>
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
        services.TryAddSingleton<LlmModels>();
        foreach (var role in Enum.GetValues<LlmRole>()) services.TryAddKeyedSingleton(role, (provider, _) => provider.GetRequiredService<LlmModels>().CallerFor(role));

        // Each feature that asks the model adds it; one processor is enough.
        if (services.All(service => service.ServiceType != typeof(LlmSpanFaults)))
        {
            services.AddSingleton<LlmSpanFaults>();
            services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddSource(LlmChatClient.TelemetryName).AddProcessor<LlmSpanFaults>());
        }

        services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddMeter(LlmChatClient.TelemetryName));
        return services;
    }
}
