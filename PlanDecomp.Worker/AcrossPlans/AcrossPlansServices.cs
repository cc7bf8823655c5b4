using Microsoft.Extensions.DependencyInjection.Extensions;
using PlanDecomp.Worker.Running;

namespace PlanDecomp.Worker.AcrossPlans;

public static class AcrossPlansServices
{
    /// <summary>The jobs bound to no plan: export, import, duplicate, reindex.</summary>
    public static IServiceCollection AddAcrossPlans(this IServiceCollection services)
    {
        services.TryAddSingleton<PlanCreation>();
        services.TryAddSingleton<ImportOfSeveral>();
        services.AddJobHandler<ExportPlans>();
        services.AddJobHandler<ImportPlan>();
        services.AddJobHandler<DuplicatePlan>();
        services.AddJobHandler<ReindexPlans>();
        services.AddHostedService<JobFilesCleanup>();
        return services;
    }
}
