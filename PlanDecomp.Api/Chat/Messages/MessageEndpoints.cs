using System.ComponentModel;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanDecomp.Api.Accounts;
using PlanDecomp.Api.Chat.Store;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Api.Limits;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Chat;

namespace PlanDecomp.Api.Chat.Messages;

/// <summary>The messages of a conversation: read, say, answer anew, stop.</summary>
internal static class MessageEndpoints
{
    public static void MapMessages(this IEndpointRouteBuilder chat)
    {
        var messages = chat.MapGroup("/sessions/{session_id:long:min(1)}/messages");
        messages.MapGet("", ListAsync).WithSummary("Reads a page of messages, oldest first: the newest ones, or those before one.").ProducesValidationProblem();
        messages.MapGet("/{message_id:long:min(1)}", ReadAsync).WithSummary("Reads a message.");
        Describe(IdempotencyKey.Describe(
            messages.MapPost("", SendAsync).WithSummary("Says something; the answer is a stream of the reply as it is written."),
            "Names one exchange of the conversation for ever: a repeat streams that exchange."));
        Describe(IdempotencyKey.Describe(
            messages.MapPost("/{message_id:long:min(1)}/retry", RetryAsync)
                .WithSummary("Has the last reply written anew; the answer is a stream like that of a message."),
            "Names the new reply for ever: a repeat streams it."));
        messages.MapPost("/{message_id:long:min(1)}/stop", StopAsync).WithSummary("Ends a reply that is being written; what there is of it is kept.")
            .Produces<ChatMessage>().Produces<ChatMessage>(StatusCodes.Status202Accepted).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static void Describe(RouteHandlerBuilder route) => route.RequireRateLimiting(RequestLimits.Messages)
        .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
        .ProducesValidationProblem()
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<ChatMessagePage>, ValidationProblem, ProblemHttpResult>> ListAsync(
        [FromRoute(Name = "session_id")] long sessionId,
        [Description("Only messages before the one of this id.")] long? before,
        [Description("Messages a page, 1 to 200; 50 when left out.")] int? limit,
        ClaimsPrincipal user,
        IChatStore store,
        CancellationToken ct)
    {
        var validation = new Validation();
        validation.Range("limit", limit, 1, ChatLimits.MaxPage);
        validation.Range("before", before, 1);
        if (validation.Problem is { } problem) return problem;
        return await store.ReadMessagesAsync(user.Owner(), sessionId, before, limit ?? ChatLimits.DefaultPage, ct) is { } page
            ? TypedResults.Ok(page)
            : Problem.NotFound("session");
    }

    private static async Task<Results<Ok<ChatMessage>, ProblemHttpResult>> ReadAsync(
        [FromRoute(Name = "session_id")] long sessionId,
        [FromRoute(Name = "message_id")] long messageId,
        ClaimsPrincipal user,
        IChatStore store,
        CancellationToken ct) =>
        await store.FindMessageAsync(user.Owner(), sessionId, messageId, ct) is { } message ? TypedResults.Ok(message) : Problem.NotFound("message");

    private static Task<IResult> SendAsync(
        [FromRoute(Name = "session_id")] long sessionId, SendMessageRequest request, ChatSubmission submission, HttpContext http, CancellationToken ct) =>
        submission.SendAsync(http, sessionId, request, ct);

    private static Task<IResult> RetryAsync(
        [FromRoute(Name = "session_id")] long sessionId, [FromRoute(Name = "message_id")] long messageId, ChatSubmission submission, HttpContext http, CancellationToken ct) =>
        submission.RetryAsync(http, sessionId, messageId, ct);

    private static Task<IResult> StopAsync(
        [FromRoute(Name = "session_id")] long sessionId, [FromRoute(Name = "message_id")] long messageId, ReplyStop stop, ClaimsPrincipal user, CancellationToken ct) =>
        stop.StopAsync(user.Owner(), sessionId, messageId, ct);
}
