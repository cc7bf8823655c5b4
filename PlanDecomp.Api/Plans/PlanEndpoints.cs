using System.ComponentModel;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanDecomp.Api.Accounts;
using PlanDecomp.Api.Limits;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Graphs;

namespace PlanDecomp.Api.Plans;

/// <summary>Plans: create, list, read, change, delete.</summary>
public static class PlanEndpoints
{
    private const string ReadPlan = "ReadPlan";
    private const int DefaultPage = 50;
    private const int MaxPage = 200;
    private const int MaxSearch = 200;

    public static void MapPlans(this IEndpointRouteBuilder routes)
    {
        var plans = routes.MapGroup("/plans").WithTags("Plans");
        plans.MapPost("", CreateAsync).WithSummary("Creates a plan.").ProducesValidationProblem().RequireRateLimiting(RequestLimits.Plans);
        plans.MapGet("", ListAsync).WithSummary("Lists the caller's plans, newest first.").ProducesValidationProblem();

        var plan = plans.MapGroup("/{plan_id:long:min(1)}").RequireOwnPlan().ProducesProblem(StatusCodes.Status404NotFound);
        plan.MapGet("", ReadAsync).WithName(ReadPlan).WithSummary("Reads a plan.");
        plan.MapPatch("", UpdateAsync).WithSummary("Changes a plan's title or description.").ProducesValidationProblem();
        plan.MapDelete("", DeleteAsync).WithSummary("Deletes a plan with its tasks and the history of its jobs. Its running jobs end.");
        plan.MapGet("/tree", ReadTreeAsync).WithSummary("Reads a plan with its whole tree of tasks, children in order.");
        plan.MapGet("/graph", ReadGraphAsync).WithName("ReadGraph")
            .WithSummary("Reads a plan as a network: order of work, earliest and latest times, critical path.");
        plan.MapTasks();
        plan.MapDocuments();
        plan.MapChanges();
        plan.MapDrafts();
    }

    private static async Task<Results<CreatedAtRoute<Plan>, ValidationProblem>> CreateAsync(
        CreatePlanRequest request, ClaimsPrincipal user, IPlanStore plans, CancellationToken ct)
    {
        var validation = new Validation();
        var title = validation.RequiredLine("title", request.Title, PlanLimits.TitleLength);
        var description = validation.OptionalText("description", request.Description, PlanLimits.DescriptionLength);
        if (validation.Problem is { } problem) return problem;

        var plan = await plans.CreateAsync(user.Owner(), title, description ?? "", ct);
        return TypedResults.CreatedAtRoute(plan, ReadPlan, new RouteValueDictionary { [OwnPlans.RouteParameter] = plan.PlanId });
    }

    private static async Task<Results<Ok<PlanPage>, ValidationProblem>> ListAsync(
        [Description("Only plans whose title or description contains this.")] string? q,
        [Description("The next_cursor of the page before.")] string? cursor,
        [Description("Plans a page, 1 to 200; 50 when left out.")] int? limit,
        ClaimsPrincipal user,
        IPlanStore plans,
        CancellationToken ct)
    {
        var validation = new Validation();
        validation.Range("limit", limit, 1, MaxPage);
        validation.OptionalText("q", q, MaxSearch);
        if (validation.Problem is { } problem) return problem;

        var search = string.IsNullOrWhiteSpace(q) ? null : q.Trim();
        return TypedResults.Ok(await plans.ListAsync(user.Owner(), search, cursor, limit ?? DefaultPage, ct));
    }

    private static async Task<Results<Ok<Plan>, ProblemHttpResult>> ReadAsync(
        [FromRoute(Name = "plan_id")] long planId, IPlanStore plans, CancellationToken ct) =>
        await plans.FindAsync(planId, ct) is { } plan ? TypedResults.Ok(plan) : Problem.NotFound("plan");

    private static async Task<Results<Ok<Plan>, ValidationProblem, ProblemHttpResult>> UpdateAsync(
        [FromRoute(Name = "plan_id")] long planId, UpdatePlanRequest request, IPlanStore plans, CancellationToken ct)
    {
        var validation = new Validation();
        var title = validation.OptionalLine("title", request.Title, PlanLimits.TitleLength);
        var description = validation.OptionalText("description", request.Description, PlanLimits.DescriptionLength);
        var wishes = validation.OptionalText("wishes", request.Wishes, PlanLimits.WishesLength);
        if (validation.Problem is { } problem) return problem;

        return await plans.UpdateAsync(planId, new UpdatePlanRequest { Title = title, Description = description, Wishes = wishes?.Trim() }, ct) is { } plan ? TypedResults.Ok(plan) : Problem.NotFound("plan");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        [FromRoute(Name = "plan_id")] long planId, IPlanStore plans, CancellationToken ct) =>
        await plans.DeleteAsync(planId, ct) ? TypedResults.NoContent() : Problem.NotFound("plan");

    private static async Task<Results<Ok<PlanTree>, ProblemHttpResult>> ReadTreeAsync(
        [FromRoute(Name = "plan_id")] long planId, IPlanStore plans, CancellationToken ct) =>
        await plans.ReadTreeAsync(planId, ct) is { } tree ? TypedResults.Ok(tree) : Problem.NotFound("plan");

    private static async Task<Results<Ok<PlanGraph>, ProblemHttpResult>> ReadGraphAsync(
        [FromRoute(Name = "plan_id")] long planId, IPlanStore plans, CancellationToken ct) =>
        await plans.ReadTreeAsync(planId, ct) is { } tree ? TypedResults.Ok(CriticalPath.Of(tree)) : Problem.NotFound("plan");
}
