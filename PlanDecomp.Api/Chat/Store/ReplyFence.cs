using PlanDecomp.Contracts.Chat;

namespace PlanDecomp.Api.Chat.Store;

/// <summary>The right to write one reply. Invariant: every write of a reply names its writer, so one that was given up for lost writes nothing.</summary>
internal sealed record ReplyFence(long MessageId, string Writer);

/// <summary>How a reply stands for its writer.</summary>
internal enum ReplyStanding
{
    /// <summary>Write on.</summary>
    Writing,

    /// <summary>Someone wants it to end.</summary>
    StopRequested,

    /// <summary>It is deleted, replaced or counted as interrupted: write no more.</summary>
    Lost,
}

/// <summary>A reply at its end.</summary>
internal sealed record ReplyEnd(string Content, ChatMessageStatus Status, string? Error, ChatMetadata? Metadata);
