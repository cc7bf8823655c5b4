// Steps 0 and 1 of a job's way: a wish comes in, a durable job goes out, and the answer does not wait for the work.
using Microsoft.AspNetCore.Mvc;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Contracts.Operations;

namespace PlanDecomp.Api.Operations;

/// <summary>Operations on a plan's tasks.</summary>
public static class OperationEndpoints
{
    public static IServiceCollection AddOperationsApi(this IServiceCollection services)
    {
        services.AddOptions<OperationOptions>().BindConfiguration(OperationOptions.Section).ValidateDataAnnotations()
            .Validate(options => options.LlmCallBudget <= options.LlmCallLimit, "Operations:LlmCallBudget must not be more than Operations:LlmCallLimit.")
            .ValidateOnStart();
        services.AddSingleton<OperationSubmission>();
        return services;
    }

    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
        JobAnswer.Describe(routes.MapPost("/plans/{plan_id:long:min(1)}/operations", OperateOnPlanAsync)
            .WithName("OperateOnPlan").WithSummary("Do something to all tasks of a plan as a background job"));
        JobAnswer.Describe(routes.MapPost("/tasks/{task_id:long:min(1)}/operations", OperateOnTaskAsync)
            .WithName("OperateOnTask").WithSummary("Do something to one task, or its subtree, as a background job; the body names its plan"));
    }

    private static Task<IResult> OperateOnPlanAsync(
        [FromRoute(Name = "plan_id")] long planId, [FromBody] OperationRequest request, OperationSubmission submission, JobAnswer answer, HttpContext http, CancellationToken ct) =>
        answer.ToAsync(http, planId, taskId: null, request, request.AsyncMode, submission, ct);

    private static Task<IResult> OperateOnTaskAsync(
        [FromRoute(Name = "task_id")] long taskId, [FromBody] TaskOperationRequest request, OperationSubmission submission, JobAnswer answer, HttpContext http, CancellationToken ct) =>
        answer.ToAsync(http, request.PlanId, taskId, request, request.AsyncMode, submission, ct);
}
