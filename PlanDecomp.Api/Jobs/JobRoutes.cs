using PlanDecomp.Api.Operations;

namespace PlanDecomp.Api.Jobs;

/// <summary>Asking for decompositions, executions and operations, and following, listing and cancelling jobs.</summary>
public static class JobRoutes
{
    public static IEndpointRouteBuilder MapJobs(this IEndpointRouteBuilder routes)
    {
        routes.MapDecompose();
        routes.MapExecute();
        routes.MapOperations();
        routes.MapJobSnapshots();
        return routes;
    }
}
