using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PlanDecomp.Storage;

public static class StorageServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<DataFolder>();
        services.TryAddSingleton<SqliteFiles>();
        services.TryAddSingleton<JobFiles>();
        services.TryAddSingleton<InstallationKey>();
        services.AddHostedService<FolderInUse>();
        services.AddHealthChecks();
        services.Configure<HealthCheckServiceOptions>(health =>
        {
            // Several features add the storage; one check is enough.
            if (health.Registrations.All(check => check.Name != DiskHealthCheck.Name))
            {
                health.Registrations.Add(new HealthCheckRegistration(DiskHealthCheck.Name, ActivatorUtilities.GetServiceOrCreateInstance<DiskHealthCheck>, null, null));
            }
        });
        return services;
    }
}
