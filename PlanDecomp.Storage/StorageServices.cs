using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

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
        return services;
    }
}
