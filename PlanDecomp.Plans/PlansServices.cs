using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PlanDecomp.Plans.Changes;
using PlanDecomp.Plans.Documents;
using PlanDecomp.Plans.Proposals;
using PlanDecomp.Plans.Results;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans;

public static class PlansServices
{
    public static IServiceCollection AddPlans(this IServiceCollection services)
    {
        services.AddStorage();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PlanIndex>();
        services.TryAddSingleton<PlanFiles>();
        services.AddOptions<ChangeOptions>().BindConfiguration(ChangeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<ChangeRecorder>();
        services.TryAddSingleton<IPlanHistory, SqlitePlanHistory>();
        services.TryAddSingleton<IProposalStore, SqliteProposalStore>();
        services.TryAddSingleton<IPlanStore, SqlitePlanStore>();
        services.TryAddSingleton<ITaskResultStore, SqliteTaskResultStore>();
        services.TryAddSingleton<IndexRebuild>();
        services.TryAddSingleton<OwnReindex>();
        services.AddOptions<ImportOptions>().BindConfiguration(ImportOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ExportOptions>().BindConfiguration(ExportOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<PlanDocuments>();
        services.AddHostedService<IndexRebuildAtStart>();
        return services;
    }

    /// <summary>For one kind of process, the worker: it tidies up after creations and deletions that were cut off, and takes in files that were laid into the folder.</summary>
    public static IServiceCollection AddPlanHealing(this IServiceCollection services) => services.AddHostedService<PlanIndexHealing>().AddHostedService<DroppedPlanFiles>();
}
