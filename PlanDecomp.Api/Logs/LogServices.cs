using Microsoft.Extensions.DependencyInjection.Extensions;

namespace PlanDecomp.Api.Logs;

/// <summary>The jobs' logs: live streams, pages, export.</summary>
public static class LogServices
{
    /// <summary>Needs the job store and the log stream of PlanDecomp.Jobs.</summary>
    public static IServiceCollection AddLogs(this IServiceCollection services)
    {
        services.AddOptions<RelayOptions>().BindConfiguration(RelayOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<RelayMetrics>();
        services.TryAddSingleton<LogHistory>();
        services.TryAddSingleton<ReplayPages>();
        services.TryAddSingleton<JobLogRelay>();
        return services;
    }

    public static IEndpointRouteBuilder MapLogs(this IEndpointRouteBuilder routes)
    {
        var logs = routes.MapGroup("").WithTags("Logs");
        logs.MapStreams();
        logs.MapLogPages();
        return routes;
    }
}
