using Dapper;
using PlanDecomp.Contracts.Chat;

namespace PlanDecomp.Api.Chat.Store;

internal sealed partial class SqliteChatStore
{
    private const string Fence = "message_id = @MessageId AND writer = @Writer AND status = 'streaming'";

    public Task<ReplyStanding> SaveReplyAsync(ReplyFence fence, string content, ChatMetadata? metadata, CancellationToken ct) =>
        files.WriteAsync(Main, db => Standing(db.QuerySingleOrDefault<StandingRow>($"""
            UPDATE chat_messages SET content = @content, metadata_json = @metadata, heartbeat_at = @Now WHERE {Fence}
            RETURNING stop_requested_at IS NOT NULL AS StopRequested
            """, new { fence.MessageId, fence.Writer, content, metadata = MessageRow.Write(metadata), Now })), ct);

    public Task<ReplyStanding> FindStandingAsync(ReplyFence fence, CancellationToken ct) =>
        files.ReadAsync(Main, db => Standing(db.QuerySingleOrDefault<StandingRow>(
            $"SELECT stop_requested_at IS NOT NULL AS StopRequested FROM chat_messages WHERE {Fence}", new { fence.MessageId, fence.Writer })), ct);

    public Task<ChatMessage?> EndReplyAsync(ReplyFence fence, ReplyEnd end, CancellationToken ct) =>
        files.WriteAsync(Main, db => WithActs(db, db.Query<MessageRow>($"""
            UPDATE chat_messages SET content = @Content, status = @status, error = @Error, metadata_json = @metadata, writer = NULL WHERE {Fence}
            RETURNING {MessageRow.Columns}
            """,
            new
            {
                fence.MessageId,
                fence.Writer,
                end.Content,
                status = MessageRow.Write(end.Status),
                end.Error,
                metadata = MessageRow.Write(end.Metadata),
            }).AsList()).FirstOrDefault(), ct);

    private static ReplyStanding Standing(StandingRow? row) => row switch
    {
        null => ReplyStanding.Lost,
        { StopRequested: true } => ReplyStanding.StopRequested,
        _ => ReplyStanding.Writing,
    };

    private sealed class StandingRow
    {
        public bool StopRequested { get; init; }
    }
}
