using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanDecomp.Api.Accounts;
using PlanDecomp.Api.Chat.Replies;
using PlanDecomp.Api.Chat.Store;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Api.Problems;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Texts;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Messages;

/// <summary>Takes a person's message in, has its reply written, and answers with the reply's stream.</summary>
internal sealed class ChatSubmission(IChatStore store, IPlanStore plans, ReplyRuns runs, ReplyStream stream)
{
    private const string ReplayedHeader = "Idempotency-Replayed";

    public async Task<IResult> SendAsync(HttpContext http, long sessionId, SendMessageRequest request, CancellationToken ct)
    {
        var owner = http.User.Owner();
        if (await store.FindSessionAsync(owner, sessionId, ct) is null) return Problem.NotFound("session");
        if (Check(request) is { } invalid) return invalid;
        var text = IdempotencyKey.TextOf(http.Request);
        if (text is not null && !IdempotencyKey.IsWellFormed(text)) return IdempotencyKey.Malformed;
        if (runs.IsStopping) return Stopping(http);

        var outcome = await store.SendAsync(new NewQuestion
        {
            Owner = owner,
            SessionId = sessionId,
            Content = CleanText.Of(request.Content!),
            Replaces = request.Replaces,
            PlanId = await OwnPlanAsync(owner, request.PlanId, ct),
            Language = request.Language,
            Key = text is null ? null : IdempotencyKey.Of(text, JsonSerializer.Serialize(request, ContractsJson.Default.SendMessageRequest)),
        }, ct);
        return Answer(http, owner, outcome, Problem.Invalid("replaces", "must be a message of yours, not a reply."));
    }

    public async Task<IResult> RetryAsync(HttpContext http, long sessionId, long messageId, CancellationToken ct)
    {
        var text = IdempotencyKey.TextOf(http.Request);
        if (text is not null && !IdempotencyKey.IsWellFormed(text)) return IdempotencyKey.Malformed;
        if (runs.IsStopping) return Stopping(http);
        var owner = http.User.Owner();
        var key = text is null ? null : IdempotencyKey.Of(text, string.Create(CultureInfo.InvariantCulture, $"retry/{messageId}"));
        var outcome = await store.RetryAsync(owner, sessionId, messageId, key, ct);
        return Answer(http, owner, outcome, Problem.Conflict("Only the last reply of a conversation can be written anew."));
    }

    private IResult Answer(HttpContext http, string owner, SendOutcome outcome, IResult wrongMessage)
    {
        switch (outcome)
        {
            case SendOutcome.Begun begun:
                // From here on the reply is written whether this request lives or not.
                runs.Start(begun, owner);
                return Follow(http, owner, begun.Exchange);
            case SendOutcome.Replayed replayed:
                http.Response.Headers[ReplayedHeader] = "true";
                return Follow(http, owner, replayed.Exchange);
            case SendOutcome.NotFound missing:
                return Problem.NotFound(missing.What);
            case SendOutcome.Busy busy:
                return TypedResults.Problem(
                    statusCode: StatusCodes.Status409Conflict,
                    title: "A reply is still being written in this conversation.",
                    detail: "Wait for its end, or stop it first.",
                    extensions: new Dictionary<string, object?> { ["message_id"] = busy.MessageId });
            case SendOutcome.WrongMessage:
                return wrongMessage;
            case SendOutcome.KeyReused:
                return IdempotencyKey.Reused;
            default:
                throw new ArgumentOutOfRangeException(nameof(outcome));
        }
    }

    private ServerSentEventsResult<string> Follow(HttpContext http, string owner, ChatExchange exchange)
    {
        // nginx and those who follow it hold a response back without this.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(stream.FollowAsync(owner, exchange, http.Abort, http.RequestAborted));
    }

    private static ValidationProblem? Check(SendMessageRequest request)
    {
        var validation = new Validation();
        if (string.IsNullOrWhiteSpace(request.Content)) validation.Add("content", request.Content is null ? "is required." : "must not be blank.");
        validation.OptionalText("content", request.Content?.Replace("\0", "", StringComparison.Ordinal), ChatLimits.ContentLength);
        validation.Range("replaces", request.Replaces, 1);
        validation.Range("plan_id", request.PlanId, 1);
        if (request.Language is not (null or "en" or "zh")) validation.Add("language", "must be en or zh.");
        return validation.Problem;
    }

    /// <summary>A page's plan that is gone, or another's, is none: the message is not about it.</summary>
    private async Task<long?> OwnPlanAsync(string owner, long? planId, CancellationToken ct) =>
        planId is { } id && await plans.FindAsync(id, ct) is { } plan && plan.Owner == owner ? id : null;

    private static ProblemHttpResult Stopping(HttpContext http)
    {
        http.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(statusCode: StatusCodes.Status503ServiceUnavailable, title: "This instance is stopping.");
    }
}
