using Microsoft.Extensions.Options;
using PlanDecomp.Api.Accounts;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Plans.Documents;

namespace PlanDecomp.Api.AcrossPlans;

/// <summary>Jobs bound to no plan: export, import, duplicate, reindex, and the files they make.</summary>
public static class AcrossPlansRoutes
{
    public static IServiceCollection AddAcrossPlans(this IServiceCollection services)
    {
        services.AddSingleton<AcrossPlansSubmission>();
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

    /// <summary>The wish of a request for such a job.</summary>
    internal static AcrossPlansWish Wish(this HttpContext http, string mode, System.Text.Json.JsonElement parameters, string what) =>
        new(http.User.Owner(), mode, parameters, what, IdempotencyKey.TextOf(http.Request));
}
