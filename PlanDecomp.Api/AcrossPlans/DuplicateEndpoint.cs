using Microsoft.AspNetCore.Mvc;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Api.Plans;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.AcrossPlans;

internal static class DuplicateEndpoint
{
    public static void MapDuplicate(this IEndpointRouteBuilder routes) => JobAnswer.Describe(routes.MapPost("/plans/{plan_id:long:min(1)}/duplicate", DuplicateAsync)
        .WithName("DuplicatePlan").WithSummary("Copy a plan with its tree, as a background job").ProducesProblem(StatusCodes.Status404NotFound));

    private static async Task<IResult> DuplicateAsync(
        [FromRoute(Name = "plan_id")] long planId, [FromBody] DuplicatePlanRequest? request, AcrossPlansSubmission submission, JobAnswer answer, IPlanStore plans, HttpContext http, CancellationToken ct)
    {
        if (await plans.FindOwnAsync(http.User, planId, ct) is not { } plan) return Problem.NotFound("plan");
        var validation = new Validation();
        var title = validation.OptionalLine("title", request?.Title, PlanLimits.TitleLength);
        if (validation.Problem is { } problem) return problem;

        var wish = AcrossPlansWish.Duplicate(plan, title, IdempotencyKey.TextOf(http.Request));
        return await answer.ToAsync(http, await submission.SubmitAsync(wish, ct), asyncMode: true, ct);
    }
}
