using System.Text.Json;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Storage;

namespace PlanDecomp.Api.Chat.Store;

/// <summary>A row of <c>chat_messages</c>.</summary>
internal sealed class MessageRow
{
    public const string Columns = """
        message_id AS MessageId, session_id AS SessionId, role AS Role, CAST(content AS TEXT) AS Content, CAST(status AS TEXT) AS Status,
        CAST(error AS TEXT) AS Error, CAST(metadata_json AS TEXT) AS MetadataJson, plan_id AS PlanId, language AS Language,
        idempotency_fingerprint AS IdempotencyFingerprint, CAST(heartbeat_at AS TEXT) AS HeartbeatAt, CAST(created_at AS TEXT) AS CreatedAt
        """;

    public const string User = "user";
    public const string Assistant = "assistant";
    public const string Streaming = "streaming";

    public long MessageId { get; init; }
    public long SessionId { get; init; }
    public string Role { get; init; } = "";
    public string Content { get; init; } = "";
    public string Status { get; init; } = "";
    public string? Error { get; init; }
    public string? MetadataJson { get; init; }
    public long? PlanId { get; init; }
    public string? Language { get; init; }
    public string? IdempotencyFingerprint { get; init; }
    public string? HeartbeatAt { get; init; }
    public string CreatedAt { get; init; } = "";

    public bool IsStreaming => Status == Streaming;

    public ChatMessage ToMessage() => new()
    {
        MessageId = MessageId,
        SessionId = SessionId,
        Role = Role == User ? ChatRole.User : ChatRole.Assistant,
        Content = Content,
        Status = ReadStatus(Status),
        Error = Error,
        Metadata = ReadMetadata(MetadataJson),
        CreatedAt = SqliteTime.ReadOrEpoch(CreatedAt),
    };

    public static string Write(ChatMessageStatus status) => status switch
    {
        ChatMessageStatus.Streaming => Streaming,
        ChatMessageStatus.Complete => "complete",
        ChatMessageStatus.Stopped => "stopped",
        ChatMessageStatus.Failed => "failed",
        ChatMessageStatus.Interrupted => "interrupted",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static string? Write(ChatMetadata? metadata) =>
        metadata is null ? null : JsonSerializer.Serialize(metadata, ContractsJson.Readable.ChatMetadata);

    private static ChatMessageStatus ReadStatus(string name) => name switch
    {
        Streaming => ChatMessageStatus.Streaming,
        "stopped" => ChatMessageStatus.Stopped,
        "failed" => ChatMessageStatus.Failed,
        "interrupted" => ChatMessageStatus.Interrupted,
        _ => ChatMessageStatus.Complete,
    };

    private static ChatMetadata? ReadMetadata(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize(json, ContractsJson.Default.ChatMetadata);
        }
        catch (JsonException)
        {
            // Another version's form: its message is worth more than what it carried.
            return null;
        }
    }
}
