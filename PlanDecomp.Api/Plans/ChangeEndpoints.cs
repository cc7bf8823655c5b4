using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Changes;

namespace PlanDecomp.Api.Plans;

/// <summary>The history of a plan's changes: list, undo, redo.</summary>
internal static class ChangeEndpoints
{
    private const int DefaultPage = 50;
    private const int MaxPage = 200;

    /// <param name="plan">The routes below one plan, its owner checked.</param>
    public static void MapChanges(this RouteGroupBuilder plan)
    {
        var changes = plan.MapGroup("").WithTags("Changes");
        changes.MapGet("/changes", ListAsync).WithName("ListChanges")
            .WithSummary("Lists a plan's change sets, newest first: by hand, by decompositions, by operations.").ProducesValidationProblem();
        changes.MapGet("/changes/{change_set_id:long:min(1)}", FindAsync).WithName("ReadChange")
            .WithSummary("Reads a change set with what it did to each task.");
        changes.MapPost("/undo", UndoAsync).WithName("UndoChange")
            .WithSummary("Takes back the newest change set that holds; the tree is then as it was before it.").ProducesProblem(StatusCodes.Status409Conflict);
        changes.MapPost("/redo", RedoAsync).WithName("RedoChange")
            .WithSummary("Takes back the newest undo, unless something else has changed since.").ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<ChangeSetPage>, ValidationProblem, ProblemHttpResult>> ListAsync(
        [FromRoute(Name = "plan_id")] long planId,
        [Description("The next_cursor of the page before.")] string? cursor,
        [Description("Change sets a page, 1 to 200; 50 when left out.")] int? limit,
        IPlanHistory history,
        CancellationToken ct)
    {
        var validation = new Validation();
        validation.Range("limit", limit, 1, MaxPage);
        if (validation.Problem is { } problem) return problem;

        return await history.ListAsync(planId, cursor, limit ?? DefaultPage, ct) is { } page ? TypedResults.Ok(page) : Problem.NotFound("plan");
    }

    private static async Task<Results<Ok<ChangeSetDetail>, ProblemHttpResult>> FindAsync(
        [FromRoute(Name = "plan_id")] long planId, [FromRoute(Name = "change_set_id")] long changeSetId, IPlanHistory history, CancellationToken ct) =>
        await history.FindAsync(planId, changeSetId, ct) is { } detail ? TypedResults.Ok(detail) : Problem.NotFound("change");

    private static async Task<Results<Ok<ChangeSet>, ProblemHttpResult>> UndoAsync(
        [FromRoute(Name = "plan_id")] long planId, [FromBody] UndoRequest? request, IPlanHistory history, CancellationToken ct) =>
        Answer(await history.UndoAsync(planId, request?.ChangeSetId, ct), "There is nothing to undo.");

    private static async Task<Results<Ok<ChangeSet>, ProblemHttpResult>> RedoAsync(
        [FromRoute(Name = "plan_id")] long planId, [FromBody] UndoRequest? request, IPlanHistory history, CancellationToken ct) =>
        Answer(await history.RedoAsync(planId, request?.ChangeSetId, ct), "There is nothing to do again.");

    private static Results<Ok<ChangeSet>, ProblemHttpResult> Answer(UndoOutcome? outcome, string nothing) => outcome switch
    {
        UndoOutcome.Done done => TypedResults.Ok(done.ChangeSet),
        UndoOutcome.Nothing => Problem.Conflict(nothing),
        UndoOutcome.NotNewest other => Problem.Conflict(
            "Only the newest change can be taken back.", $"That is change {other.Newest.ChangeSetId}: {other.Newest.Message}",
            ("change_set_id", other.Newest.ChangeSetId)),
        UndoOutcome.JobAtWork job => OwnPlans.JobAtWork(job.JobId, job.JobType),
        _ => Problem.NotFound("plan"),
    };
}
