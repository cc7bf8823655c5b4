using PlanDecomp.Web.Client.Api;
using PlanDecomp.Web.Client.JobLog.Following;
using PlanDecomp.Web.Client.JobLog.Reading;

namespace PlanDecomp.Web.Client.JobLog;

internal static class JobLogServices
{
    public static void AddJobLog(this IServiceCollection services)
    {
        services.AddScoped<PageReturn>();
        services.AddScoped<TraceLink>();
        services.AddScoped<JobRetry>();
        services.AddScoped(provider => new JobLogSubscriptions(
            provider.GetRequiredService<ApiClient>(), provider.GetRequiredService<JobsClient>(),
            provider.GetRequiredService<PageReturn>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<JobLogSubscriptions>>()));
    }
}
