using PlanDecomp.Api.Chat.Acts;
using PlanDecomp.Api.Chat.Replies;
using PlanDecomp.Api.Chat.Store;
using PlanDecomp.Contracts.Chat;

namespace PlanDecomp.Api.Chat.Reading;

/// <summary>Gathers what a reply needs to know.</summary>
internal sealed class ChatTurns(IChatStore store)
{
    private const int HistoryMessages = 100;

    /// <param name="begun">The exchange.</param>
    /// <param name="owner">Whose.</param>
    /// <param name="writer">Writes the reply.</param>
    /// <param name="authority">By whose word it acts.</param>
    /// <param name="ct">Cancels the call.</param>
    public async Task<ChatTurn> BeginAsync(SendOutcome.Begun begun, string owner, ReplyWriter writer, TurnAuthority authority, CancellationToken ct)
    {
        var question = begun.Exchange.Question;
        var history = await store.ReadHistoryAsync(question.SessionId, question.MessageId, HistoryMessages, ct);
        var inTalk = begun.PlanId ?? await store.FindPlanInTalkAsync(question.SessionId, question.MessageId, ct);
        var before = history.LastOrDefault(message => message.Role == ChatRole.User)?.Content;
        return new ChatTurn(writer)
        {
            Owner = owner,
            Question = question,
            Language = ReplyLanguages.Of(question.Content, begun.Language, before),
            History = history,
            Authority = authority,
        }.About(inTalk);
    }
}
