namespace PlanDecomp.Api.Chat.Reading;

/// <summary>Understands what a person writes and answers it.</summary>
internal interface IChatReader
{
    /// <summary>Writes the reply and does what the person wants done.</summary>
    /// <exception cref="Replies.ReplyFailedException">No reply comes of it.</exception>
    Task AnswerAsync(ChatTurn turn, CancellationToken ct);
}
