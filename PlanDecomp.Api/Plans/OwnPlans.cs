using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanDecomp.Api.Accounts;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Plans;

/// <summary>The one place that says whose plan it is.</summary>
public static class OwnPlans
{
    /// <summary>The name of the route parameter that <see cref="RequireOwnPlan{T}"/> looks for.</summary>
    public const string RouteParameter = "plan_id";

    /// <summary>The caller's plan; null when there is none of that id, and when it is another's.</summary>
    public static async Task<Plan?> FindOwnAsync(this IPlanStore plans, ClaimsPrincipal user, long planId, CancellationToken ct) =>
        await plans.FindAsync(planId, ct) is { } plan && plan.Owner == user.Owner() ? plan : null;

    /// <summary>409: what would take rows away from below a job waits for its end.</summary>
    internal static ProblemHttpResult JobAtWork(string jobId, string jobType) => Problem.Conflict(
        "A job is at work on this plan.", "Wait for its end, or cancel it first.", ("job_id", jobId), ("job_type", jobType));

    /// <summary>Answers 404 for every route below unless <c>plan_id</c> in its path is a plan of the caller's.</summary>
    public static T RequireOwnPlan<T>(this T routes)
        where T : IEndpointConventionBuilder =>
        routes.AddEndpointFilter(async (invocation, next) =>
        {
            var context = invocation.HttpContext;
            var isOwn = long.TryParse((string?)context.GetRouteValue(RouteParameter), NumberStyles.None, CultureInfo.InvariantCulture, out var planId)
                && await context.RequestServices.GetRequiredService<IPlanStore>().FindOwnAsync(context.User, planId, context.RequestAborted) is not null;
            return isOwn ? await next(invocation) : Problem.NotFound("plan");
        });
}
