using Microsoft.Extensions.Options;
using PlanDecomp.Plans.Documents;

namespace PlanDecomp.Api.AcrossPlans;

/// <summary>Jobs bound to no plan: export, import, duplicate, reindex, and the files they make.</summary>
public static class AcrossPlansRoutes
{
    public static IServiceCollection AddAcrossPlans(this IServiceCollection services)
    {
        services.AddSingleton<AcrossPlansSubmission>();
        services.AddSingleton<ImportSubmission>();
        return services;
    }

    public static IEndpointRouteBuilder MapAcrossPlans(this IEndpointRouteBuilder routes)
    {
        routes.MapExport();
        routes.MapImport(routes.ServiceProvider.GetRequiredService<IOptions<ImportOptions>>().Value);
        routes.MapDuplicate();
        routes.MapReindex();
        routes.MapJobFiles();
        return routes;
    }
}
