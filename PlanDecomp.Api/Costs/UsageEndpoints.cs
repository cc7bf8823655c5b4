using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PlanDecomp.Api.Accounts;
using PlanDecomp.Api.Plans;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Costs;
using PlanDecomp.Jobs.Spending;

namespace PlanDecomp.Api.Costs;

/// <summary>What plans and accounts have used of the language model.</summary>
internal static class UsageEndpoints
{
    public static IEndpointRouteBuilder MapUsage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/usage", OfAccountAsync).WithTags("Usage").WithName("GetUsage")
            .WithSummary("What the caller's jobs and replies have used of the language model: today (UTC), and in all.");
        routes.MapGroup("/plans/{plan_id:long:min(1)}").RequireOwnPlan().ProducesProblem(StatusCodes.Status404NotFound)
            .MapGet("/usage", OfPlanAsync).WithTags("Usage").WithName("GetPlanUsage").WithSummary("What the jobs of a plan have used of the language model.");
        return routes;
    }

    private static async Task<Ok<AccountUsage>> OfAccountAsync(HttpContext http, SpendingStore spending, CostEstimates costs, IOptions<DayLimits> limits, CancellationToken ct)
    {
        var owner = http.User.Owner();
        var isLimited = limits.Value.Enabled;
        return TypedResults.Ok(new AccountUsage
        {
            Today = Totals(await spending.TodayAsync(owner, ct)),
            AllTime = Totals(await spending.AllTimeAsync(owner, ct)),
            DayEndsAt = spending.DayEndsAt,
            TokensADay = isLimited ? limits.Value.TokensPerAccount : null,
            CostADay = isLimited ? limits.Value.CostPerAccount : null,
            Currency = costs.Currency,
            IsPriced = costs.IsPriced,
        });
    }

    private static async Task<Results<Ok<PlanUsage>, ProblemHttpResult>> OfPlanAsync(
        [FromRoute(Name = "plan_id")] long planId, PlanSpending spending, CostEstimates costs, CancellationToken ct) =>
        await spending.ReadAsync(planId, ct) is var (jobs, spent)
            ? TypedResults.Ok(new PlanUsage(jobs, Totals(spent), costs.Currency, costs.IsPriced))
            : Problem.NotFound("plan");

    private static UsageTotals Totals(Spent spent) => new()
    {
        Calls = spent.Calls,
        InputTokens = spent.InputTokens,
        OutputTokens = spent.OutputTokens,
        EstimatedTokens = spent.EstimatedTokens,
        Cost = spent.Cost,
    };
}
