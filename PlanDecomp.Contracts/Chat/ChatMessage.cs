using System.Text.Json;
using System.Text.Json.Serialization;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Contracts.Chat;

public enum ChatRole
{
    User,
    Assistant,
}

/// <summary>How far a message has come. A user's message is complete from the start.</summary>
public enum ChatMessageStatus
{
    /// <summary>The reply is being written; the Api instance that writes it moves it on.</summary>
    Streaming,

    Complete,

    /// <summary>The reader pressed stop; what was written is kept.</summary>
    Stopped,

    /// <summary>No reply came of it; the error says why, in words.</summary>
    Failed,

    /// <summary>The instance that wrote it was lost; what was written is kept.</summary>
    Interrupted,
}

/// <summary>One message of a chat session.</summary>
public sealed record ChatMessage
{
    /// <summary>Grows with time within a session.</summary>
    public required long MessageId { get; init; }

    public required long SessionId { get; init; }
    public required ChatRole Role { get; init; }

    /// <summary>Markdown. Shown without raw HTML.</summary>
    public required string Content { get; init; }

    public required ChatMessageStatus Status { get; init; }

    /// <summary>Why there is no reply, in words for a person; null otherwise.</summary>
    public string? Error { get; init; }

    public ChatMetadata? Metadata { get; init; }

    /// <summary>Of a reply: what it did, proposes, or does later, in that order; null when there is nothing.</summary>
    public IReadOnlyList<ChatAct>? Acts { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What a message carries besides its text.</summary>
public sealed record ChatMetadata
{
    public const string JobLogType = "job_log";

    /// <summary><c>job_log</c>: the message shows a job's log. Old messages may have only a <c>job_id</c>.</summary>
    public string? Type { get; init; }

    public string? JobId { get; init; }

    /// <summary>As it was when the message was written.</summary>
    public JobStatus? JobStatus { get; init; }

    public ChatJob? Job { get; init; }
    public long? PlanId { get; init; }
    public long? TaskId { get; init; }

    /// <summary>What the reply asks before it makes a plan; null when it asks nothing.</summary>
    public IReadOnlyList<ChatQuestion>? Questions { get; init; }

    /// <summary>Each one of <see cref="ChatNotices"/>; null when there is none.</summary>
    public IReadOnlyList<string>? Notices { get; init; }

    /// <summary>Fields of other versions, kept as they came.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

/// <summary>The job a message started.</summary>
/// <param name="JobType">Null in old messages, where it means <c>plan_decompose</c>.</param>
public sealed record ChatJob(string? JobType);

/// <summary>One page of messages, oldest first.</summary>
/// <param name="Messages">The page: the newest ones, or those before <c>before</c>.</param>
/// <param name="HasOlder">Messages exist before the page.</param>
public sealed record ChatMessagePage(IReadOnlyList<ChatMessage> Messages, bool HasOlder);
