using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Storage;

namespace PlanDecomp.Api.Chat.Store;

/// <summary>The chat in <c>main.sqlite</c>.</summary>
/// <remarks>Split by what it does: this file has the sessions and reads messages; exchanges and the writing of replies have files of their own.</remarks>
internal sealed partial class SqliteChatStore(SqliteFiles files, IOptions<ChatOptions> options, TimeProvider time) : IChatStore
{
    private string Main => files.Folder.Main;

    private string Now => SqliteTime.Write(time.GetUtcNow());

    /// <summary>A reply whose writer was last seen before this has lost it.</summary>
    private string LostBefore => SqliteTime.Write(time.GetUtcNow() - options.Value.WriterLostAfter);

    public Task<ChatSession> CreateSessionAsync(string owner, string? title, CancellationToken ct) =>
        files.WriteAsync(Main, db => db.QuerySingle<SessionRow>($"""
            INSERT INTO chat_sessions (owner, title, named, created_at, updated_at) VALUES (@owner, coalesce(@title, ''), @title IS NOT NULL, @Now, @Now)
            RETURNING {SessionRow.Columns}
            """, new { owner, title, Now }).ToSession(), ct);

    public Task<ChatSession?> FindSessionAsync(string owner, long sessionId, CancellationToken ct) =>
        files.ReadAsync(Main, db => FindSession(db, owner, sessionId)?.ToSession(), ct);

    public Task<ChatSessionPage> ListSessionsAsync(string owner, string? search, string? cursor, int limit, CancellationToken ct)
    {
        var after = cursor is null ? null : SessionCursor.Parse(cursor);
        return files.ReadAsync(Main, db =>
        {
            var rows = db.Query<SessionRow>($"""
                SELECT {SessionRow.Columns} FROM chat_sessions
                WHERE owner = @owner
                  AND (@time IS NULL OR (updated_at, session_id) < (@time, @id))
                  AND (@search IS NULL OR contains(title, @search) OR EXISTS (SELECT 1 FROM chat_messages
                    WHERE chat_messages.session_id = chat_sessions.session_id AND contains(content, @search)))
                ORDER BY updated_at DESC, session_id DESC LIMIT @count
                """, new { owner, search, time = after?.UpdatedAt, id = after?.SessionId, count = limit + 1 }).AsList();
            return new ChatSessionPage(
                [.. rows.Take(limit).Select(row => row.ToSession())], rows.Count > limit ? SessionCursor.Of(rows[limit - 1]).ToString() : null);
        }, ct);
    }

    public Task<ChatSession?> RenameSessionAsync(string owner, long sessionId, string title, CancellationToken ct) =>
        files.WriteAsync(Main, db => db.QuerySingleOrDefault<SessionRow>($"""
            UPDATE chat_sessions SET title = @title, named = 1 WHERE session_id = @sessionId AND owner = @owner RETURNING {SessionRow.Columns}
            """, new { owner, sessionId, title })?.ToSession(), ct);

    public Task<bool> DeleteSessionAsync(string owner, long sessionId, CancellationToken ct) =>
        files.WriteAsync(Main, db =>
            db.Execute("DELETE FROM chat_sessions WHERE session_id = @sessionId AND owner = @owner", new { owner, sessionId }) > 0, ct);

    public Task<ChatMessagePage?> ReadMessagesAsync(string owner, long sessionId, long? before, int limit, CancellationToken ct) =>
        ReadCurrentAsync(db =>
        {
            if (FindSession(db, owner, sessionId) is null) return null;
            var rows = db.Query<MessageRow>($"""
                SELECT {MessageRow.Columns} FROM chat_messages WHERE session_id = @sessionId AND (@before IS NULL OR message_id < @before)
                ORDER BY message_id DESC LIMIT @count
                """, new { sessionId, before, count = limit + 1 }).AsList();
            return rows;
        }, rows => rows, (db, rows) => new ChatMessagePage(WithActs(db, rows.Take(limit).Reverse()), rows.Count > limit), ct);

    public Task<ChatMessage?> FindMessageAsync(string owner, long sessionId, long messageId, CancellationToken ct) =>
        ReadCurrentAsync(db => FindMessage(db, owner, sessionId, messageId), row => [row], (db, row) => WithActs(db, [row])[0], ct);

    public Task<IReadOnlyList<ChatMessage>> ReadHistoryAsync(long sessionId, long questionId, int limit, CancellationToken ct) =>
        files.ReadAsync<IReadOnlyList<ChatMessage>>(Main, db => WithActs(db, db.Query<MessageRow>($"""
            SELECT {MessageRow.Columns} FROM chat_messages WHERE session_id = @sessionId AND message_id < @questionId
            ORDER BY message_id DESC LIMIT @limit
            """, new { sessionId, questionId, limit }).Reverse()), ct);

    public Task<long?> FindPlanInTalkAsync(long sessionId, long questionId, CancellationToken ct) =>
        files.ReadAsync(Main, db => db.QueryFirstOrDefault<long?>("""
            SELECT plan FROM (
              SELECT message_id, coalesce(CASE WHEN json_valid(metadata_json) THEN json_extract(metadata_json, '$.plan_id') END, plan_id) AS plan
              FROM chat_messages WHERE session_id = @sessionId AND message_id < @questionId)
            WHERE plan IS NOT NULL ORDER BY message_id DESC LIMIT 1
            """, new { sessionId, questionId }), ct);

    private static SessionRow? FindSession(SqliteConnection db, string owner, long sessionId) => db.QuerySingleOrDefault<SessionRow>(
        $"SELECT {SessionRow.Columns} FROM chat_sessions WHERE session_id = @sessionId AND owner = @owner", new { owner, sessionId });

    private static MessageRow? FindMessage(SqliteConnection db, string owner, long sessionId, long messageId) =>
        db.QuerySingleOrDefault<MessageRow>($"""
            SELECT {MessageRow.Columns} FROM chat_messages WHERE message_id = @messageId AND session_id = @sessionId
              AND EXISTS (SELECT 1 FROM chat_sessions WHERE chat_sessions.session_id = @sessionId AND owner = @owner)
            """, new { owner, sessionId, messageId });

    /// <summary>Reads messages; where the writer of one is lost, that is stored first, so that all readers see the same.</summary>
    private async Task<TResult?> ReadCurrentAsync<TRows, TResult>(
        Func<SqliteConnection, TRows?> read, Func<TRows, IEnumerable<MessageRow>> rowsOf, Func<SqliteConnection, TRows, TResult> result, CancellationToken ct)
        where TRows : class
        where TResult : class
    {
        var lostBefore = LostBefore;
        var (found, lost) = await files.ReadAsync(Main, db => Look(db), ct);
        if (lost is { } sessionId)
        {
            await SqliteFiles.TryAsync(async () => (found, _) = await files.WriteAsync(Main, db =>
            {
                InterruptLost(db, sessionId, lostBefore);
                return Look(db);
            }, ct));
        }

        return found;

        (TResult? Found, long? LostIn) Look(SqliteConnection db) => read(db) is { } rows
            ? (result(db, rows), rowsOf(rows).FirstOrDefault(row => row.IsStreaming && string.CompareOrdinal(row.HeartbeatAt ?? "", lostBefore) < 0)?.SessionId)
            : (null, null);
    }
}
