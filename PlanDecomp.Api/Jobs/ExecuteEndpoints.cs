// Steps 0 and 1 of a job's way: a wish comes in, a durable job goes out, and the answer does not wait for the work.
using Microsoft.AspNetCore.Mvc;
using PlanDecomp.Api.Accounts;
using PlanDecomp.Api.Problems;
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
        ExecuteAsync(http, planId, taskId: null, request ?? new ExecuteRequest(), submission, answer, ct);

    private static async Task<IResult> ExecuteTaskAsync(
        [FromRoute(Name = "task_id")] long taskId, [FromBody] ExecuteTaskRequest request, ExecuteSubmission submission, JobAnswer answer, HttpContext http, CancellationToken ct) =>
        request.PlanId is { } planId
            ? await ExecuteAsync(http, planId, taskId, request, submission, answer, ct)
            : Problem.Invalid("plan_id", "is required: the plan the task belongs to.");

    private static async Task<IResult> ExecuteAsync(
        HttpContext http, long planId, long? taskId, ExecuteRequest request, ExecuteSubmission submission, JobAnswer answer, CancellationToken ct)
    {
        var outcome = await submission.SubmitAsync(new ExecuteWish(http.User.Owner(), planId, taskId, request, IdempotencyKey.TextOf(http.Request)), ct);
        return await answer.ToAsync(http, outcome, request.AsyncMode ?? true, ct);
    }
}
