using Dapper;
using Microsoft.Data.Sqlite;
using PlanDecomp.Api.Chat.Acts;
using PlanDecomp.Contracts.Chat;

namespace PlanDecomp.Api.Chat.Store;

internal sealed partial class SqliteChatStore
{
    private const string Mine = """
        EXISTS (SELECT 1 FROM chat_messages m JOIN chat_sessions s USING (session_id)
          WHERE m.message_id = chat_acts.message_id AND m.session_id = @sessionId AND s.owner = @owner)
        """;

    public Task<ChatAct?> AddActAsync(ReplyFence fence, ActDraft act, CancellationToken ct) => files.WriteAsync(Main, db =>
        db.QuerySingleOrDefault<ActRow>($"""
            INSERT INTO chat_acts (message_id, name, status, subject, content, plan_id, task_id, job_id, job_type, change_set_id, call_json, mark, after_act_id, after_job_id, created_at)
            SELECT message_id, @Name, @status, @Subject, @Text, @PlanId, @TaskId, @JobId, @JobType, @ChangeSetId, @call, @Mark, @AfterAct, @AfterJob, @Now
            FROM chat_messages WHERE {Fence}
            RETURNING {ActRow.Columns.Replace("a.", "", StringComparison.Ordinal)}
            """,
            new
            {
                fence.MessageId,
                fence.Writer,
                act.Name,
                status = ActRow.Write(act.Status),
                act.Subject,
                act.Text,
                act.PlanId,
                act.TaskId,
                act.JobId,
                act.JobType,
                act.ChangeSetId,
                call = act.Call?.ToJson(),
                act.Mark,
                act.AfterAct,
                act.AfterJob,
                Now,
            })?.ToAct(), ct);

    public Task<StoredAct?> FindActAsync(string owner, long sessionId, long messageId, long actId, CancellationToken ct) => files.ReadAsync(Main, db =>
        FindMessage(db, owner, sessionId, messageId) is null
            ? null
            : db.QuerySingleOrDefault<ActRow>($"SELECT {ActRow.Columns} FROM chat_acts a WHERE act_id = @actId AND message_id = @messageId", new { actId, messageId }) is { } row
                ? Stored(db, row) : null, ct);

    public Task<IReadOnlyList<StoredAct>> ReadOpenActsAsync(CancellationToken ct) => files.ReadAsync<IReadOnlyList<StoredAct>>(Main, db =>
    [
        .. db.Query<ActRow>(
            $"SELECT {ActRow.Columns} FROM chat_acts a WHERE status IN ('waiting', 'running') AND (status = 'waiting' OR coalesce(claimed_at, '') < @LostBefore) ORDER BY act_id",
            new { LostBefore }).Select(row => Stored(db, row)).OfType<StoredAct>(),
    ], ct);

    public Task<bool> MoveActAsync(long actId, ChatActStatus from, ChatActStatus to, string? text, CancellationToken ct) => files.WriteAsync(Main, db => db.Execute(
        "UPDATE chat_acts SET status = @to, content = coalesce(@text, content) WHERE act_id = @actId AND status = @from",
        new { actId, from = ActRow.Write(from), to = ActRow.Write(to), text }) > 0, ct);

    public Task<bool> ClaimActAsync(long actId, string writer, CancellationToken ct) => files.WriteAsync(Main, db => db.Execute("""
        UPDATE chat_acts SET status = 'running', claimed_by = @writer, claimed_at = @Now
        WHERE act_id = @actId AND (status = 'waiting' OR (status = 'running' AND coalesce(claimed_at, '') < @LostBefore))
        """, new { actId, writer, Now, LostBefore }) > 0, ct);

    public Task<bool> EndActAsync(long actId, string writer, ActEnd end, CancellationToken ct) => files.WriteAsync(Main, db => db.Execute("""
        UPDATE chat_acts SET status = @status, content = @Text, subject = coalesce(@Subject, subject), plan_id = coalesce(@PlanId, plan_id), task_id = coalesce(@TaskId, task_id),
          job_id = coalesce(@JobId, job_id), job_type = coalesce(@JobType, job_type), change_set_id = coalesce(@ChangeSetId, change_set_id), claimed_by = NULL
        WHERE act_id = @actId AND status = 'running' AND claimed_by = @writer
        """, new { actId, writer, status = ActRow.Write(end.Status), end.Text, end.Subject, end.PlanId, end.TaskId, end.JobId, end.JobType, end.ChangeSetId }) > 0, ct);

    public Task<bool> MarkUndoneAsync(string owner, long sessionId, long actId, CancellationToken ct) => files.WriteAsync(Main, db =>
        db.Execute($"UPDATE chat_acts SET undone = 1 WHERE act_id = @actId AND {Mine}", new { owner, sessionId, actId }) > 0, ct);

    private static StoredAct? Stored(SqliteConnection db, ActRow row)
    {
        var session = db.QuerySingleOrDefault<(long SessionId, string Owner)>(
            "SELECT s.session_id, s.owner FROM chat_messages m JOIN chat_sessions s USING (session_id) WHERE m.message_id = @MessageId", new { row.MessageId });
        var question = db.QueryFirstOrDefault<MessageRow>($"""
            SELECT {MessageRow.Columns} FROM chat_messages WHERE session_id = @SessionId AND message_id < @MessageId AND role = 'user' ORDER BY message_id DESC LIMIT 1
            """, new { session.SessionId, row.MessageId });
        if (question is null) return null;
        var place = db.ExecuteScalar<int>("SELECT count(*) FROM chat_acts WHERE message_id = @MessageId AND act_id < @ActId", new { row.MessageId, row.ActId });
        return row.ToStored(session.Owner, question.ToMessage()) with { Place = place };
    }

    /// <summary>The rows as messages, each with what it lists.</summary>
    private static List<ChatMessage> WithActs(SqliteConnection db, IEnumerable<MessageRow> rows)
    {
        var messages = rows.Select(row => row.ToMessage()).ToList();
        var replies = messages.Where(message => message.Role == ChatRole.Assistant).Select(message => message.MessageId).ToList();
        if (replies.Count == 0) return messages;
        var acts = db.Query<ActRow>($"SELECT {ActRow.Columns} FROM chat_acts a WHERE message_id IN @replies ORDER BY act_id", new { replies }).ToLookup(row => row.MessageId);
        return [.. messages.Select(message => acts[message.MessageId].Any() ? message with { Acts = [.. acts[message.MessageId].Select(row => row.ToAct())] } : message)];
    }
}
