// Steps 0 and 1 of a job's way: a wish comes in, a durable job goes out, and the answer does not wait for the work.
using Microsoft.AspNetCore.Mvc;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Api.Jobs;

internal static class DecomposeEndpoints
{
    public static void MapDecompose(this IEndpointRouteBuilder routes)
    {
        JobAnswer.Describe(routes.MapPost("/plans/{plan_id:long:min(1)}/decompose", DecomposePlanAsync)
            .WithName("DecomposePlan").WithSummary("Break the whole plan down, breadth-first, as a background job"));
        JobAnswer.Describe(routes.MapPost("/tasks/{task_id:long:min(1)}/decompose", DecomposeTaskAsync)
            .WithName("DecomposeTask").WithSummary("Break one task down as a background job; the body names its plan"));
    }

    private static Task<IResult> DecomposePlanAsync(
        [FromRoute(Name = "plan_id")] long planId, [FromBody] DecomposeRequest? request, DecomposeSubmission submission, JobAnswer answer, HttpContext http, CancellationToken ct) =>
        answer.ToAsync(http, planId, taskId: null, request ?? new DecomposeRequest(), request?.AsyncMode, submission, ct);

    private static Task<IResult> DecomposeTaskAsync(
        [FromRoute(Name = "task_id")] long taskId, [FromBody] DecomposeTaskRequest request, DecomposeSubmission submission, JobAnswer answer, HttpContext http, CancellationToken ct) =>
        answer.ToAsync(http, request.PlanId, taskId, request, request.AsyncMode, submission, ct);
}
