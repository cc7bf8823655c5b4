using System.Text.Json.Serialization;

namespace PlanDecomp.Contracts.Chat;

/// <summary>Says something in a session. The answer is a stream: <see cref="ChatStreamEvents"/>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SendMessageRequest
{
    public string? Content { get; init; }

    /// <summary>A user's message to say anew: it and all after it are removed first.</summary>
    public long? Replaces { get; init; }

    /// <summary>The plan the person looks at, so that "break it down" is understood.</summary>
    public long? PlanId { get; init; }

    /// <summary><c>en</c> or <c>zh</c>: the language of the page, used where the message's own does not tell.</summary>
    public string? Language { get; init; }
}

/// <summary>The <c>event:</c> names of a reply's stream, in the order they come. <c>ping</c> may come between.</summary>
public static class ChatStreamEvents
{
    /// <summary>Question and reply are stored; data is a <see cref="ChatExchange"/>.</summary>
    public const string Accepted = "accepted";

    /// <summary>More text of the reply; data is a <see cref="ChatDelta"/>.</summary>
    public const string Delta = "delta";

    /// <summary>What the reply carries besides its text has changed, and is stored; data is a <see cref="ChatShown"/>.</summary>
    public const string Shown = "shown";

    /// <summary>The reply as it was stored at its end; data is a <see cref="ChatMessage"/>. Nothing follows.</summary>
    public const string Done = "done";

    public const string Ping = "ping";
}

/// <param name="Question">The user's message.</param>
/// <param name="Reply">The assistant's message, not yet complete.</param>
public sealed record ChatExchange(ChatMessage Question, ChatMessage Reply);

/// <param name="Text">To be added to the reply.</param>
public sealed record ChatDelta(string Text);

/// <param name="Metadata">The reply's, as a whole.</param>
/// <param name="Acts">The reply's, all of them.</param>
public sealed record ChatShown(ChatMetadata? Metadata, IReadOnlyList<ChatAct>? Acts);
