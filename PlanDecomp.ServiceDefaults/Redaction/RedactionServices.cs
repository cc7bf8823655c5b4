using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.ServiceDefaults.Redaction;

/// <summary>Puts the one mask before every log and every span of the process, wherever they go.</summary>
internal static class RedactionServices
{
    public static void AddRedaction(this IHostApplicationBuilder builder)
    {
        // By what the settings are when it is asked for first: after all sources are there.
        builder.Services.TryAddSingleton(provider => SecretMask.Of(provider.GetRequiredService<IConfiguration>().AsEnumerable()));

        // Before the factory's providers, so that consoles, exports and whatever comes to them see the same masked entry.
        builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(provider => new MaskedLoggerFactory(
            new LoggerFactory(
                provider.GetServices<ILoggerProvider>(),
                provider.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>(),
                provider.GetService<IOptions<LoggerFactoryOptions>>(),
                provider.GetService<IExternalScopeProvider>()),
            provider.GetRequiredService<SecretMask>())));
    }
}
