using PlanDecomp.Api.Chat.Acts;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Contracts.Chat;

namespace PlanDecomp.Api.Chat.Store;

/// <summary>Conversations and their messages, durable.</summary>
/// <remarks>
/// A seam, as the job store is: SQLite on one host's disk, a central database for several hosts. Every call names the owner:
/// another's session is none. "Now" is the store's <see cref="TimeProvider"/>.
/// </remarks>
internal interface IChatStore
{
    /// <param name="owner">Whose.</param>
    /// <param name="title">Null leaves it to the first message.</param>
    /// <param name="ct">Cancels the call.</param>
    Task<ChatSession> CreateSessionAsync(string owner, string? title, CancellationToken ct);

    Task<ChatSession?> FindSessionAsync(string owner, long sessionId, CancellationToken ct);

    /// <summary>One page of sessions, the one with the newest message first.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="search">Only those whose title or messages contain it, upper and lower case alike; null for all.</param>
    /// <param name="cursor">From the page before; null for the first.</param>
    /// <param name="limit">The page's size.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <exception cref="FormatException">The cursor is none of this list's.</exception>
    Task<ChatSessionPage> ListSessionsAsync(string owner, string? search, string? cursor, int limit, CancellationToken ct);

    /// <summary>Null when there is no such session.</summary>
    Task<ChatSession?> RenameSessionAsync(string owner, long sessionId, string title, CancellationToken ct);

    /// <summary>Deletes the session with its messages. False when there was none.</summary>
    Task<bool> DeleteSessionAsync(string owner, long sessionId, CancellationToken ct);

    /// <summary>The newest messages, or those before <paramref name="before"/>; oldest first. Null when there is no such session.</summary>
    Task<ChatMessagePage?> ReadMessagesAsync(string owner, long sessionId, long? before, int limit, CancellationToken ct);

    Task<ChatMessage?> FindMessageAsync(string owner, long sessionId, long messageId, CancellationToken ct);

    /// <summary>Stores a question with the reply that is to be written, in one transaction.</summary>
    Task<SendOutcome> SendAsync(NewQuestion question, CancellationToken ct);

    /// <summary>Puts a new reply in the place of the session's last one.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="sessionId">Where.</param>
    /// <param name="messageId">The reply to replace.</param>
    /// <param name="key">Names the new reply for ever; null for none.</param>
    /// <param name="ct">Cancels the call.</param>
    Task<SendOutcome> RetryAsync(string owner, long sessionId, long messageId, IdempotencyKey? key, CancellationToken ct);

    /// <summary>Marks a reply that is being written for its writer to end. Null when there is no such message; one at its end stays as it is.</summary>
    Task<ChatMessage?> RequestStopAsync(string owner, long sessionId, long messageId, CancellationToken ct);

    /// <summary>The messages before a question, oldest first, as far as the newest <paramref name="limit"/> reach.</summary>
    Task<IReadOnlyList<ChatMessage>> ReadHistoryAsync(long sessionId, long questionId, int limit, CancellationToken ct);

    /// <summary>The plan that the talk before a question was about last; null when there was none.</summary>
    Task<long?> FindPlanInTalkAsync(long sessionId, long questionId, CancellationToken ct);

    /// <summary>The plans that came of a question so far.</summary>
    Task<IReadOnlyList<long>> ReadMadePlansAsync(long questionId, CancellationToken ct);

    /// <summary>Notes that a plan came of a question.</summary>
    Task AddMadePlanAsync(long questionId, long planId, CancellationToken ct);

    /// <summary>Stores something that a reply lists. Null when its writer may not write it any more.</summary>
    Task<ChatAct?> AddActAsync(ReplyFence fence, ActDraft act, CancellationToken ct);

    Task<StoredAct?> FindActAsync(string owner, long sessionId, long messageId, long actId, CancellationToken ct);

    /// <summary>The acts of all sessions that wait for something, or whose doer was lost; the oldest first.</summary>
    Task<IReadOnlyList<StoredAct>> ReadOpenActsAsync(CancellationToken ct);

    /// <summary>Moves an act on, once. False when it does not stand there (any more).</summary>
    /// <param name="actId">Which.</param>
    /// <param name="from">How it must stand.</param>
    /// <param name="to">How it stands then.</param>
    /// <param name="text">Its new text; null keeps it.</param>
    /// <param name="ct">Cancels the call.</param>
    Task<bool> MoveActAsync(long actId, ChatActStatus from, ChatActStatus to, string? text, CancellationToken ct);

    /// <summary>Takes a waiting act to do it, or one whose doer was lost. Invariant: only who has it ends it.</summary>
    Task<bool> ClaimActAsync(long actId, string writer, CancellationToken ct);

    /// <summary>Stores what came of a claimed act. False when another has it.</summary>
    Task<bool> EndActAsync(long actId, string writer, ActEnd end, CancellationToken ct);

    /// <summary>Notes that an act was taken back.</summary>
    Task<bool> MarkUndoneAsync(string owner, long sessionId, long actId, CancellationToken ct);

    /// <summary>Stores what there is of a reply, and with it that its writer lives.</summary>
    Task<ReplyStanding> SaveReplyAsync(ReplyFence fence, string content, ChatMetadata? metadata, CancellationToken ct);

    /// <summary>How a reply stands, without a write.</summary>
    Task<ReplyStanding> FindStandingAsync(ReplyFence fence, CancellationToken ct);

    /// <summary>Ends a reply. Null when its writer may not write it any more; nothing was stored then.</summary>
    Task<ChatMessage?> EndReplyAsync(ReplyFence fence, ReplyEnd end, CancellationToken ct);
}
