namespace PlanDecomp.Api.Jobs;

/// <summary>Asking for decompositions, executions and operations, and following, listing and cancelling jobs.</summary>
public static class JobRoutes
{
    public static IEndpointRouteBuilder MapJobs(this IEndpointRouteBuilder routes)
    {
        routes.MapPlanJobs();
        routes.MapJobSnapshots();
        return routes;
    }
}
