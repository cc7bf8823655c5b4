using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace PlanDecomp.Api.Limits;

/// <summary>Against floods: how much one account and one address may ask for.</summary>
public static class LimitServices
{
    /// <summary>Needs the connection to Redis and the keys of PlanDecomp.Jobs.</summary>
    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SharedCounters>();
        services.AddSingleton<RequestLimits>();
        services.AddSingleton<StreamsElsewhere>();
        services.AddHostedService(provider => provider.GetRequiredService<StreamsElsewhere>());
        services.AddSingleton<IConfigureOptions<RateLimiterOptions>>(provider => provider.GetRequiredService<RequestLimits>());
        return services.AddRateLimiter(_ => { });
    }
}
