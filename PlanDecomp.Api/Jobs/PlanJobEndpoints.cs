// Steps 0 and 1 of a job's way: a wish comes in, a durable job goes out, and the answer does not wait for the work.
using Microsoft.AspNetCore.Mvc;
using PlanDecomp.Contracts.Costs;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;

namespace PlanDecomp.Api.Jobs;

/// <summary>Where jobs on plans and their tasks are asked for.</summary>
internal static class PlanJobEndpoints
{
    public static void MapPlanJobs(this IEndpointRouteBuilder routes)
    {
        routes.MapPlanJob<DecomposeRequest, DecomposeTaskRequest>(
            "decompose", "Decompose", isBodyOptional: true,
            "Break the whole plan down, breadth-first, as a background job", "Break one task down as a background job; the body names its plan");
        routes.MapPlanJob<ExecuteRequest, ExecuteTaskRequest>(
            "execute", "Execute", isBodyOptional: true,
            "Work on all tasks of the plan in the order of their dependencies, as a background job", "Work on one task with its subtree as a background job; the body names its plan");
        routes.MapPlanJob<OperationRequest, TaskOperationRequest>(
            "operations", "OperateOn", isBodyOptional: false,
            "Do something to all tasks of a plan as a background job", "Do something to one task, or its subtree, as a background job; the body names its plan");
    }

    /// <param name="routes">Where to.</param>
    /// <param name="path">The last part of both addresses.</param>
    /// <param name="verb">What the names of both in the description begin with.</param>
    /// <param name="isBodyOptional">All of a request on a plan may be left out.</param>
    /// <param name="ofPlan">What the one on a plan does.</param>
    /// <param name="ofTask">What the one on a task does.</param>
    private static void MapPlanJob<TRequest, TTaskRequest>(this IEndpointRouteBuilder routes, string path, string verb, bool isBodyOptional, string ofPlan, string ofTask)
        where TRequest : class, IPlanJobRequest, new()
        where TTaskRequest : class, TRequest, ITaskJobRequest
    {
        Delegate plan = isBodyOptional
            ? (([FromRoute(Name = "plan_id")] long planId, [FromBody] TRequest? request, PlanJobSubmission<TRequest> submission, JobAnswer answer, HttpContext http, CancellationToken ct) =>
                answer.ToAsync(http, planId, taskId: null, request ?? new TRequest(), submission, ct))
            : (([FromRoute(Name = "plan_id")] long planId, [FromBody] TRequest request, PlanJobSubmission<TRequest> submission, JobAnswer answer, HttpContext http, CancellationToken ct) =>
                answer.ToAsync(http, planId, taskId: null, request, submission, ct));
        JobAnswer.Describe(routes.MapPost($"/plans/{{plan_id:long:min(1)}}/{path}", plan).WithName($"{verb}Plan").WithSummary(ofPlan));
        JobAnswer.Describe(routes.MapPost($"/tasks/{{task_id:long:min(1)}}/{path}", (
            [FromRoute(Name = "task_id")] long taskId, [FromBody] TTaskRequest request, PlanJobSubmission<TRequest> submission, JobAnswer answer, HttpContext http, CancellationToken ct) =>
            answer.ToAsync<TRequest>(http, request.PlanId, taskId, request, submission, ct)).WithName($"{verb}Task").WithSummary(ofTask));
        routes.MapEstimates<TRequest, TTaskRequest>(path, verb);
    }

    private static void MapEstimates<TRequest, TTaskRequest>(this IEndpointRouteBuilder routes, string path, string verb)
        where TRequest : class, IPlanJobRequest, new()
        where TTaskRequest : class, TRequest, ITaskJobRequest
    {
        Describe(routes.MapPost($"/plans/{{plan_id:long:min(1)}}/{path}/estimate", (
            [FromRoute(Name = "plan_id")] long planId, [FromBody] TRequest? request, PlanJobSubmission<TRequest> submission, JobAnswer answer, HttpContext http, CancellationToken ct) =>
            answer.EstimateAsync(http, planId, taskId: null, request ?? new TRequest(), submission, ct)), "Plan");
        Describe(routes.MapPost($"/tasks/{{task_id:long:min(1)}}/{path}/estimate", (
            [FromRoute(Name = "task_id")] long taskId, [FromBody] TTaskRequest request, PlanJobSubmission<TRequest> submission, JobAnswer answer, HttpContext http, CancellationToken ct) =>
            answer.EstimateAsync<TRequest>(http, request.PlanId, taskId, request, submission, ct)), "Task");

        void Describe(RouteHandlerBuilder route, string of) => route.WithTags("Usage").WithName($"Estimate{verb}{of}")
            .WithSummary("What the same request, without /estimate, may take of the language model at most; nothing is started")
            .Produces<CostEstimate>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
    }
}
