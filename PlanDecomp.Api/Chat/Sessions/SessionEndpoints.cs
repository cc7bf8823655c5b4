using System.ComponentModel;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanDecomp.Api.Accounts;
using PlanDecomp.Api.Chat.Store;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Chat;

namespace PlanDecomp.Api.Chat.Sessions;

/// <summary>Conversations: create, list, read, rename, delete.</summary>
internal static class SessionEndpoints
{
    private const string ReadSession = "ReadChatSession";

    public static void MapSessions(this IEndpointRouteBuilder chat)
    {
        var sessions = chat.MapGroup("/sessions");
        sessions.MapPost("", CreateAsync).WithSummary("Begins a conversation; without a title it takes one from its first message.").ProducesValidationProblem();
        sessions.MapGet("", ListAsync).WithSummary("Lists the caller's conversations, the one with the newest message first.").ProducesValidationProblem();

        var session = sessions.MapGroup("/{session_id:long:min(1)}");
        session.MapGet("", ReadAsync).WithName(ReadSession).WithSummary("Reads a conversation.");
        session.MapPatch("", RenameAsync).WithSummary("Names a conversation.").ProducesValidationProblem();
        session.MapDelete("", DeleteAsync).WithSummary("Deletes a conversation with its messages; plans and jobs stay.");
    }

    private static async Task<Results<CreatedAtRoute<ChatSession>, ValidationProblem>> CreateAsync(
        [FromBody] ChatSessionRequest? request, ClaimsPrincipal user, IChatStore store, CancellationToken ct)
    {
        var validation = new Validation();
        var title = validation.OptionalLine("title", request?.Title, ChatLimits.TitleLength);
        if (validation.Problem is { } problem) return problem;
        var session = await store.CreateSessionAsync(user.Owner(), title, ct);
        return TypedResults.CreatedAtRoute(session, ReadSession, new RouteValueDictionary { ["session_id"] = session.SessionId });
    }

    private static async Task<Results<Ok<ChatSessionPage>, ValidationProblem>> ListAsync(
        [Description("Only conversations whose title or messages contain this.")] string? q,
        [Description("The next_cursor of the page before.")] string? cursor,
        [Description("Conversations a page, 1 to 200; 50 when left out.")] int? limit,
        ClaimsPrincipal user,
        IChatStore store,
        CancellationToken ct)
    {
        var validation = new Validation();
        validation.Range("limit", limit, 1, ChatLimits.MaxPage);
        validation.OptionalText("q", q, ChatLimits.SearchLength);
        if (validation.Problem is { } problem) return problem;
        try
        {
            var search = string.IsNullOrWhiteSpace(q) ? null : q.Trim();
            return TypedResults.Ok(await store.ListSessionsAsync(user.Owner(), search, cursor, limit ?? ChatLimits.DefaultPage, ct));
        }
        catch (FormatException)
        {
            return Problem.Invalid("cursor", "The cursor is none of this list's.");
        }
    }

    private static async Task<Results<Ok<ChatSession>, ProblemHttpResult>> ReadAsync(
        [FromRoute(Name = "session_id")] long sessionId, ClaimsPrincipal user, IChatStore store, CancellationToken ct) =>
        await store.FindSessionAsync(user.Owner(), sessionId, ct) is { } session ? TypedResults.Ok(session) : Problem.NotFound("session");

    private static async Task<Results<Ok<ChatSession>, ValidationProblem, ProblemHttpResult>> RenameAsync(
        [FromRoute(Name = "session_id")] long sessionId, ChatSessionRequest request, ClaimsPrincipal user, IChatStore store, CancellationToken ct)
    {
        // Before the fields are looked at: what is another's answers like what never was.
        if (await store.FindSessionAsync(user.Owner(), sessionId, ct) is null) return Problem.NotFound("session");
        var validation = new Validation();
        var title = validation.RequiredLine("title", request.Title, ChatLimits.TitleLength);
        if (validation.Problem is { } problem) return problem;
        return await store.RenameSessionAsync(user.Owner(), sessionId, title, ct) is { } session ? TypedResults.Ok(session) : Problem.NotFound("session");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        [FromRoute(Name = "session_id")] long sessionId, ClaimsPrincipal user, IChatStore store, CancellationToken ct) =>
        await store.DeleteSessionAsync(user.Owner(), sessionId, ct) ? TypedResults.NoContent() : Problem.NotFound("session");
}
