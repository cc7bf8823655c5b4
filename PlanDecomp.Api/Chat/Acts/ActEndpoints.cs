using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using PlanDecomp.Api.Accounts;
using PlanDecomp.Api.Chat.Store;
using PlanDecomp.Api.Limits;
using PlanDecomp.Api.Plans;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Plans.Changes;

namespace PlanDecomp.Api.Chat.Acts;

/// <summary>What a person does about the acts of a reply. Each answers with the message as it is then.</summary>
internal static class ActEndpoints
{
    public static void MapActs(this IEndpointRouteBuilder chat)
    {
        var act = chat.MapGroup("/sessions/{session_id:long:min(1)}/messages/{message_id:long:min(1)}/acts/{act_id:long:min(1)}");
        Describe(act.MapPost("/confirm", ConfirmAsync).RequireRateLimiting(RequestLimits.Messages)
            .WithSummary("Has done what a card of a reply asks about, once; 409 when the plan has changed since, or it was rejected."));
        Describe(act.MapPost("/reject", RejectAsync).WithSummary("Drops a card, or a step that waits."));
        Describe(act.MapPost("/undo", UndoAsync).WithSummary("Takes back the change that an act has made, as long as it is the plan's newest."));
    }

    private static void Describe(RouteHandlerBuilder route) =>
        route.Produces<ChatMessage>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<IResult> ConfirmAsync(
        [FromRoute(Name = "session_id")] long sessionId, [FromRoute(Name = "message_id")] long messageId, [FromRoute(Name = "act_id")] long actId,
        ClaimsPrincipal user, IChatStore store, ActSettlement settlement, CancellationToken ct) =>
        SettleAsync(sessionId, messageId, actId, user, store, settlement.ConfirmAsync, ct);

    private static Task<IResult> RejectAsync(
        [FromRoute(Name = "session_id")] long sessionId, [FromRoute(Name = "message_id")] long messageId, [FromRoute(Name = "act_id")] long actId,
        ClaimsPrincipal user, IChatStore store, ActSettlement settlement, CancellationToken ct) =>
        SettleAsync(sessionId, messageId, actId, user, store, settlement.RejectAsync, ct);

    private static async Task<IResult> SettleAsync(
        long sessionId, long messageId, long actId, ClaimsPrincipal user, IChatStore store, Func<StoredAct, CancellationToken, Task<SettleOutcome>> settle, CancellationToken ct)
    {
        if (await store.FindActAsync(user.Owner(), sessionId, messageId, actId, ct) is not { } act) return Problem.NotFound("act");
        return await settle(act, ct) == SettleOutcome.Done
            ? await MessageAsync(sessionId, messageId, user, store, ct)
            : Problem.Conflict("This cannot be done any more.", "The plan has changed since, or it was settled. Read the message for how it stands.");
    }

    private static async Task<IResult> UndoAsync(
        [FromRoute(Name = "session_id")] long sessionId, [FromRoute(Name = "message_id")] long messageId, [FromRoute(Name = "act_id")] long actId,
        ClaimsPrincipal user, IChatStore store, ActSettlement settlement, CancellationToken ct)
    {
        if (await store.FindActAsync(user.Owner(), sessionId, messageId, actId, ct) is not { } act) return Problem.NotFound("act");
        if (act.Act.IsUndone) return await MessageAsync(sessionId, messageId, user, store, ct);
        return await settlement.UndoAsync(act, ct) switch
        {
            UndoOutcome.Done => await MessageAsync(sessionId, messageId, user, store, ct),
            UndoOutcome.NotNewest other => Problem.Conflict(
                "Only the newest change can be taken back.", $"That is change {other.Newest.ChangeSetId}: {other.Newest.Message}", ("change_set_id", other.Newest.ChangeSetId)),
            UndoOutcome.JobAtWork job => OwnPlans.JobAtWork(job.JobId, job.JobType),
            _ => Problem.Conflict("There is nothing to undo."),
        };
    }

    private static async Task<IResult> MessageAsync(long sessionId, long messageId, ClaimsPrincipal user, IChatStore store, CancellationToken ct) =>
        await store.FindMessageAsync(user.Owner(), sessionId, messageId, ct) is { } message ? TypedResults.Ok(message) : Problem.NotFound("message");
}
