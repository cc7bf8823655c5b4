using Microsoft.Extensions.DependencyInjection.Extensions;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Worker.Logging;

namespace PlanDecomp.Worker.Running;

public static class RunningServices
{
    /// <summary>Makes this process a worker: it takes jobs and runs the handlers that are registered.</summary>
    public static IServiceCollection AddJobWorker(this IServiceCollection services)
    {
        services.AddJobs();
        services.AddOptions<WorkerOptions>().BindConfiguration(WorkerOptions.Section).ValidateDataAnnotations()
            .Validate<Microsoft.Extensions.Options.IOptions<JobsOptions>>(
                (worker, jobs) => worker.RenewEvery < jobs.Value.Lease, "Worker:RenewEvery must be below Jobs:Lease.")
            .ValidateOnStart();
        services.TryAddSingleton<WorkerIdentity>();
        services.TryAddSingleton<RunningJobs>();
        services.TryAddSingleton<JobRunner>();
        services.TryAddSingleton<JobWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<JobWorker>());
        services.TryAddSingleton<JobSweeper>();
        services.AddHostedService(provider => provider.GetRequiredService<JobSweeper>());
        services.AddHostedService<RetentionRounds>();
        services.AddHealthChecks().AddCheck<WorkerHealthCheck>(WorkerHealthCheck.Name, timeout: WorkerHealthCheck.Timeout);
        services.AddLogging(logging =>
        {
            logging.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ILoggerProvider, JobLogLoggerProvider>());
            logging.AddFilter<JobLogLoggerProvider>(null, LogLevel.None);
            logging.AddFilter<JobLogLoggerProvider>("PlanDecomp", LogLevel.Information);

            // The run's own machinery writes its lines itself.
            logging.AddFilter<JobLogLoggerProvider>("PlanDecomp.Worker.Running", LogLevel.None);
            logging.AddFilter<JobLogLoggerProvider>("PlanDecomp.Jobs", LogLevel.None);
        });
        return services;
    }

    public static IServiceCollection AddJobHandler<T>(this IServiceCollection services)
        where T : class, IJobHandler
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IJobHandler, T>());
        return services;
    }
}
