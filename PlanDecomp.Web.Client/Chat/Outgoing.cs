using PlanDecomp.Contracts.Chat;
using PlanDecomp.Web.Client.Api;

namespace PlanDecomp.Web.Client.Chat;

/// <summary>What the person wants of the chat and the Api has not yet accepted.</summary>
public sealed class Outgoing
{
    private Outgoing(SendMessageRequest? say, ChatMessage? retry) => (Say, Retry) = (say, retry);

    /// <summary>The message to send; null when a reply is to be written anew.</summary>
    public SendMessageRequest? Say { get; }

    /// <summary>The reply to be written anew.</summary>
    public ChatMessage? Retry { get; }

    /// <summary>The idempotency key: the same however often this is sent, so that nothing is done twice.</summary>
    public string Key { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Why it was not sent; null while it is on its way.</summary>
    public ApiException? Fault { get; internal set; }

    internal static Outgoing Message(SendMessageRequest request) => new(request, null);

    internal static Outgoing RetryOf(ChatMessage reply) => new(null, reply);
}
