// Steps 0 and 1 of a job's way: a wish comes in, a durable job goes out, and the answer does not wait for the work.
using Microsoft.AspNetCore.Mvc;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Api.Jobs;

internal static class ExecuteEndpoints
{
    public static void MapExecute(this IEndpointRouteBuilder routes)
    {
        JobAnswer.Describe(routes.MapPost("/plans/{plan_id:long:min(1)}/execute", ExecutePlanAsync)
            .WithName("ExecutePlan").WithSummary("Work on all tasks of the plan in the order of their dependencies, as a background job"));
        JobAnswer.Describe(routes.MapPost("/tasks/{task_id:long:min(1)}/execute", ExecuteTaskAsync)
            .WithName("ExecuteTask").WithSummary("Work on one task with its subtree as a background job; the body names its plan"));
    }

    private static Task<IResult> ExecutePlanAsync(
        [FromRoute(Name = "plan_id")] long planId, [FromBody] ExecuteRequest? request, ExecuteSubmission submission, JobAnswer answer, HttpContext http, CancellationToken ct) =>
        answer.ToAsync(http, planId, taskId: null, request ?? new ExecuteRequest(), request?.AsyncMode, submission, ct);

    private static Task<IResult> ExecuteTaskAsync(
        [FromRoute(Name = "task_id")] long taskId, [FromBody] ExecuteTaskRequest request, ExecuteSubmission submission, JobAnswer answer, HttpContext http, CancellationToken ct) =>
        answer.ToAsync(http, request.PlanId, taskId, request, request.AsyncMode, submission, ct);
}
