using PlanDecomp.Api.Jobs;
using PlanDecomp.Contracts.Chat;

namespace PlanDecomp.Api.Chat.Store;

/// <summary>A person's message, before it is stored.</summary>
internal sealed record NewQuestion
{
    public required string Owner { get; init; }
    public required long SessionId { get; init; }
    public required string Content { get; init; }

    /// <summary>A question of the session: it and all after it are removed first.</summary>
    public long? Replaces { get; init; }

    /// <summary>The plan the person looks at.</summary>
    public long? PlanId { get; init; }

    /// <summary>The page's language.</summary>
    public string? Language { get; init; }

    /// <summary>Names one exchange of the session for ever.</summary>
    public IdempotencyKey? Key { get; init; }
}

/// <summary>What became of a message.</summary>
internal abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>Question and reply are stored; whoever got this writes the reply.</summary>
    /// <param name="Exchange">Both.</param>
    /// <param name="Fence">The right to write the reply.</param>
    /// <param name="PlanId">The plan the person looked at.</param>
    /// <param name="Language">The page's language.</param>
    public sealed record Begun(ChatExchange Exchange, ReplyFence Fence, long? PlanId, string? Language) : SendOutcome;

    /// <summary>The key names this exchange, which was begun before.</summary>
    public sealed record Replayed(ChatExchange Exchange) : SendOutcome;

    /// <summary>There is no such thing, or it is another's.</summary>
    /// <param name="What">session, message.</param>
    public sealed record NotFound(string What) : SendOutcome;

    /// <summary>A reply of the session is still being written.</summary>
    public sealed record Busy(long MessageId) : SendOutcome;

    /// <summary>The message named is not one that this can be done with.</summary>
    public sealed record WrongMessage : SendOutcome;

    /// <summary>The key names an exchange that was asked for with another request.</summary>
    public sealed record KeyReused : SendOutcome;
}
