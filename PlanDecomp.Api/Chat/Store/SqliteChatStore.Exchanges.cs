using Dapper;
using Microsoft.Data.Sqlite;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Contracts.Chat;

namespace PlanDecomp.Api.Chat.Store;

internal sealed partial class SqliteChatStore
{
    public Task<SendOutcome> SendAsync(NewQuestion question, CancellationToken ct) => files.WriteAsync<SendOutcome>(Main, db =>
    {
        if (FindSession(db, question.Owner, question.SessionId) is not { } session) return new SendOutcome.NotFound("session");

        // Before all else: a repeat finds its exchange whatever has happened since.
        if (Replay(db, question.SessionId, question.Key) is { } replay) return replay;
        if (FindWriting(db, question.SessionId) is { } writing) return new SendOutcome.Busy(writing);
        if (question.Replaces is { } replaced)
        {
            if (FindMessage(db, question.Owner, question.SessionId, replaced) is not { } row) return new SendOutcome.NotFound("message");
            if (row.Role != MessageRow.User) return new SendOutcome.WrongMessage();
            db.Execute("DELETE FROM chat_messages WHERE session_id = @SessionId AND message_id >= @replaced", new { question.SessionId, replaced });
        }

        var isFirst = !db.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM chat_messages WHERE session_id = @SessionId)", new { question.SessionId });
        var asked = db.QuerySingle<MessageRow>($"""
            INSERT INTO chat_messages (session_id, role, content, status, plan_id, language, idempotency_key, idempotency_fingerprint, created_at)
            VALUES (@SessionId, 'user', @Content, 'complete', @PlanId, @Language, @key, @fingerprint, @Now)
            RETURNING {MessageRow.Columns}
            """,
            new
            {
                question.SessionId,
                question.Content,
                question.PlanId,
                question.Language,
                key = question.Key?.Key,
                fingerprint = question.Key?.Fingerprint,
                Now,
            });
        var title = isFirst && !session.Named ? TakenTitle.Of(question.Content) : session.Title;
        return Begin(db, asked, title, key: null);
    }, ct);

    public Task<SendOutcome> RetryAsync(string owner, long sessionId, long messageId, IdempotencyKey? key, CancellationToken ct) => files.WriteAsync<SendOutcome>(Main, db =>
    {
        if (FindSession(db, owner, sessionId) is not { } session) return new SendOutcome.NotFound("session");
        if (Replay(db, sessionId, key) is { } replay) return replay;
        if (FindMessage(db, owner, sessionId, messageId) is not { } reply) return new SendOutcome.NotFound("message");
        if (FindWriting(db, sessionId) is { } writing) return new SendOutcome.Busy(writing);
        var last = db.Query<MessageRow>(
            $"SELECT {MessageRow.Columns} FROM chat_messages WHERE session_id = @sessionId ORDER BY message_id DESC LIMIT 2", new { sessionId }).AsList();
        if (reply.Role != MessageRow.Assistant || last is not [var newest, { Role: MessageRow.User } question] || newest.MessageId != messageId)
        {
            return new SendOutcome.WrongMessage();
        }

        db.Execute("DELETE FROM chat_messages WHERE message_id = @messageId", new { messageId });
        return Begin(db, question, session.Title, key);
    }, ct);

    public Task<ChatMessage?> RequestStopAsync(string owner, long sessionId, long messageId, CancellationToken ct) => files.WriteAsync(Main, db =>
    {
        if (FindMessage(db, owner, sessionId, messageId) is null) return null;
        InterruptLost(db, sessionId, LostBefore);
        db.Execute("""
            UPDATE chat_messages SET stop_requested_at = coalesce(stop_requested_at, @Now) WHERE message_id = @messageId AND status = 'streaming'
            """, new { messageId, Now });
        return FindMessage(db, owner, sessionId, messageId) is { } row ? WithActs(db, [row])[0] : null;
    }, ct);

    public Task<IReadOnlyList<long>> ReadMadePlansAsync(long questionId, CancellationToken ct) => files.ReadAsync<IReadOnlyList<long>>(Main, db =>
        [.. db.Query<long>("SELECT value FROM chat_messages, json_each(CASE WHEN json_valid(made_plans) THEN made_plans END) WHERE message_id = @questionId", new { questionId })], ct);

    public Task AddMadePlanAsync(long questionId, long planId, CancellationToken ct) => files.WriteAsync(Main, db =>
    {
        db.Execute("""
            UPDATE chat_messages SET made_plans = json_insert(coalesce(made_plans, '[]'), '$[#]', @planId) WHERE message_id = @questionId
            """, new { questionId, planId });
    }, ct);

    /// <summary>The exchange that the key names; null when it names none yet. A message's key stands with the question, a retry's with the reply.</summary>
    private static SendOutcome? Replay(SqliteConnection db, long sessionId, IdempotencyKey? key)
    {
        if (key is null) return null;
        var named = db.QuerySingleOrDefault<MessageRow>(
            $"SELECT {MessageRow.Columns} FROM chat_messages WHERE session_id = @sessionId AND idempotency_key = @Key", new { sessionId, key.Key });
        if (named is null) return null;
        if (named.IdempotencyFingerprint != key.Fingerprint) return new SendOutcome.KeyReused();
        var isQuestion = named.Role == MessageRow.User;
        var other = db.QueryFirst<MessageRow>($"""
            SELECT {MessageRow.Columns} FROM chat_messages
            WHERE session_id = @sessionId AND message_id {(isQuestion ? "> @MessageId ORDER BY message_id" : "< @MessageId ORDER BY message_id DESC")} LIMIT 1
            """, new { sessionId, named.MessageId });
        var (question, reply) = isQuestion ? (named, other) : (other, named);
        return new SendOutcome.Replayed(new ChatExchange(question.ToMessage(), WithActs(db, [reply])[0]));
    }

    /// <summary>The reply of the session that is being written. One whose writer is lost is none any more.</summary>
    private long? FindWriting(SqliteConnection db, long sessionId)
    {
        InterruptLost(db, sessionId, LostBefore);
        return db.QueryFirstOrDefault<long?>(
            "SELECT message_id FROM chat_messages WHERE session_id = @sessionId AND status = 'streaming'", new { sessionId });
    }

    private static void InterruptLost(SqliteConnection db, long sessionId, string lostBefore) => db.Execute("""
        UPDATE chat_messages SET status = 'interrupted', writer = NULL
        WHERE session_id = @sessionId AND status = 'streaming' AND coalesce(heartbeat_at, '') < @lostBefore
        """, new { sessionId, lostBefore });

    /// <summary>Stores the reply that is to be written.</summary>
    private SendOutcome.Begun Begin(SqliteConnection db, MessageRow question, string title, IdempotencyKey? key)
    {
        var writer = Guid.NewGuid().ToString("N");
        var reply = db.QuerySingle<MessageRow>($"""
            INSERT INTO chat_messages (session_id, role, content, status, writer, heartbeat_at, idempotency_key, idempotency_fingerprint, created_at)
            VALUES (@SessionId, 'assistant', '', 'streaming', @writer, @Now, @Key, @Fingerprint, @Now)
            RETURNING {MessageRow.Columns}
            """, new { question.SessionId, writer, key?.Key, key?.Fingerprint, Now });
        db.Execute("UPDATE chat_sessions SET title = @title, updated_at = @Now WHERE session_id = @SessionId", new { question.SessionId, title, Now });
        return new SendOutcome.Begun(
            new ChatExchange(question.ToMessage(), reply.ToMessage()), new ReplyFence(reply.MessageId, writer), question.PlanId, question.Language);
    }
}
