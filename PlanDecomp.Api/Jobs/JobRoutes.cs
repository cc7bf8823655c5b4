namespace PlanDecomp.Api.Jobs;

/// <summary>Asking for decompositions and executions, and following, listing and cancelling jobs.</summary>
public static class JobRoutes
{
    public static IEndpointRouteBuilder MapJobs(this IEndpointRouteBuilder routes)
    {
        routes.MapDecompose();
        routes.MapExecute();
        routes.MapJobSnapshots();
        return routes;
    }
}
