using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Results;

namespace PlanDecomp.Api.Plans;

/// <summary>What executions have brought for a task.</summary>
internal static class ResultEndpoints
{
    private const int DefaultPage = 20;
    private const int MaxPage = 100;

    /// <param name="task">The routes below one task of a plan, its owner checked.</param>
    public static void MapResults(this RouteGroupBuilder task) =>
        task.MapGet("/results", ListAsync).WithSummary("Lists a task's results, newest first: the current one and the versions before it.").ProducesValidationProblem();

    private static async Task<Results<Ok<TaskResultPage>, ValidationProblem, ProblemHttpResult>> ListAsync(
        [FromRoute(Name = "plan_id")] long planId,
        [FromRoute(Name = "task_id")] long taskId,
        [Description("The next_cursor of the page before.")] string? cursor,
        [Description("Results a page, 1 to 100; 20 when left out.")] int? limit,
        ITaskResultStore results,
        CancellationToken ct)
    {
        var validation = new Validation();
        validation.Range("limit", limit, 1, MaxPage);
        if (validation.Problem is { } problem) return problem;

        return await results.ListAsync(planId, taskId, cursor, limit ?? DefaultPage, ct) is { } page ? TypedResults.Ok(page) : Problem.NotFound("task");
    }
}
