using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PlanDecomp.Contracts.Texts;
using PlanDecomp.Jobs.Access;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.History.Sqlite;
using PlanDecomp.Jobs.LogStream;
using PlanDecomp.Jobs.Queue;
using PlanDecomp.Jobs.Retention;
using PlanDecomp.Jobs.Spending;
using PlanDecomp.Jobs.Submission;
using PlanDecomp.Storage;

namespace PlanDecomp.Jobs;

public static class JobsServices
{
    /// <summary>The job spine: store, queue, log streams. Expects an <c>IConnectionMultiplexer</c>.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddJobStore();
        services.AddLogging();
        services.TryAddSingleton(provider => SecretMask.Of(provider.GetService<IConfiguration>()?.AsEnumerable() ?? []));
        services.TryAddSingleton<LogLineRules>();
        services.TryAddSingleton<JobLogMirror>();
        services.TryAddSingleton<RedisKeys>();
        services.AddOptions<DayLimits>().BindConfiguration(DayLimits.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<SpendingStore>();
        services.TryAddSingleton<DayBudget>();
        services.TryAddSingleton<PlanSpending>();
        services.TryAddSingleton<EventSeal>();
        services.TryAddSingleton<JobLogStream>();
        services.TryAddSingleton<JobQueue>();
        services.TryAddSingleton<JobSubmission>();
        services.TryAddSingleton<ChildJobs>();
        services.TryAddSingleton<GuestStore>();
        services.TryAddSingleton<JobRetention>();
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section)

            // The name it had before it was one of several: a file that says it must not keep jobs for ever from now on.
            .PostConfigure<IServiceProvider>((retention, provider) => retention.JobsAfter ??=
                provider.GetService<IConfiguration>()?.GetValue<TimeSpan?>("Jobs:KeepEndedFor"))
            .ValidateDataAnnotations().ValidateOnStart();
        return services;
    }

    /// <summary>Looks at the start and for <c>/health</c> whether Redis lets this account do what it must.</summary>
    public static IServiceCollection AddRedisAccess(this IServiceCollection services)
    {
        services.TryAddSingleton<RedisAccess>();
        services.AddHostedService<RedisAccessAtStart>();
        services.AddHealthChecks().AddCheck<RedisAccess>(RedisAccess.Name, HealthStatus.Degraded, timeout: TimeSpan.FromSeconds(3));
        return services;
    }

    /// <summary>The history alone, without Redis.</summary>
    public static IServiceCollection AddJobStore(this IServiceCollection services)
    {
        services.AddOptions<JobsOptions>().BindConfiguration(JobsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddStorage();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IJobStore, SqliteJobStore>();
        return services;
    }
}
