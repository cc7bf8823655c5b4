using System.Text.Json.Serialization;

namespace PlanDecomp.Contracts.Chat;

/// <summary>A conversation of one account.</summary>
public sealed record ChatSession
{
    public required long SessionId { get; init; }

    /// <summary>Taken from the first message until someone names it.</summary>
    public required string Title { get; init; }

    /// <summary>The account that owns the session. Never sent to a client.</summary>
    [JsonIgnore]
    public string Owner { get; init; } = "";

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the newest message came.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>One page of sessions, the one with the newest message first.</summary>
/// <param name="Sessions">The page.</param>
/// <param name="NextCursor">Pass as <c>cursor</c> for the page after it; null at the end.</param>
public sealed record ChatSessionPage(IReadOnlyList<ChatSession> Sessions, string? NextCursor);

/// <summary>Creates or renames a session.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ChatSessionRequest
{
    public string? Title { get; init; }
}

/// <summary>What answers in the chat.</summary>
/// <param name="Reader"><c>llm</c>: a language model reads and answers; <c>rules</c>: the built-in rules do, because none is configured.</param>
/// <param name="Model">The model's name; null with rules.</param>
public sealed record ChatAbout(string Reader, string? Model);
