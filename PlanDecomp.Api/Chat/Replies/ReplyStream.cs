using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
using PlanDecomp.Api.Chat.Store;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Json;

namespace PlanDecomp.Api.Chat.Replies;

/// <summary>An exchange as a stream of events: what is there, then what comes, then the end.</summary>
internal sealed class ReplyStream(ReplyRuns runs, IChatStore store, IOptions<ChatOptions> options, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>How long a stopping host waits for a reply's end, which normally comes at once.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);

    /// <summary>How often a reply that another instance writes is looked up.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    /// <param name="owner">Whose.</param>
    /// <param name="exchange">As it was stored; what the reply has by then is not sent again.</param>
    /// <param name="abort">Cuts the connection of one who does not read while the host stops.</param>
    /// <param name="ct">The reader has left.</param>
    public async IAsyncEnumerable<SseItem<string>> FollowAsync(
        string owner, ChatExchange exchange, Action abort, [EnumeratorCancellation] CancellationToken ct)
    {
        using var over = new CancellationTokenSource();
        await using var onStopping = lifetime.ApplicationStopping.Register(() => over.CancelAfter(StopPatience));
        await using var onOver = over.Token.Register(abort);
        yield return Item(ChatStreamEvents.Accepted, exchange, ContractsJson.Readable.ChatExchange);
        if (exchange.Reply.Status != ChatMessageStatus.Streaming)
        {
            yield return Done(exchange.Reply);
            yield break;
        }

        var events = runs.Find(exchange.Reply.MessageId) is { } live
            ? FollowLiveAsync(live, owner, exchange.Reply, ct)
            : FollowStoredAsync(owner, exchange.Reply, ct);
        await foreach (var item in events) yield return item;
    }

    private async IAsyncEnumerable<SseItem<string>> FollowLiveAsync(
        LiveReply live, string owner, ChatMessage reply, [EnumeratorCancellation] CancellationToken ct)
    {
        var from = reply.Content.Length;
        ChatShown? shown = null;
        while (true)
        {
            var look = live.Read(from);
            from += look.Text.Length;
            if (look.Text.Length > 0) yield return Delta(look.Text);
            if (look.Shown is { } now && !ReferenceEquals(now, shown))
            {
                shown = now;
                yield return Shown(now);
            }

            if (look.Ended)
            {
                // Without an end of its own the reply has become another's, who has stored it.
                var end = look.End ?? await store.FindMessageAsync(owner, reply.SessionId, reply.MessageId, ct);
                if (end is not null) yield return Done(end);
                yield break;
            }

            if (!await ComesAsync(look.Changed, options.Value.Heartbeat, ct)) yield return Ping;
        }
    }

    private async IAsyncEnumerable<SseItem<string>> FollowStoredAsync(
        string owner, ChatMessage reply, [EnumeratorCancellation] CancellationToken ct)
    {
        var from = reply.Content.Length;
        var lastSent = time.GetTimestamp();
        var lastShown = "";
        while (!lifetime.ApplicationStopping.IsCancellationRequested
            && await store.FindMessageAsync(owner, reply.SessionId, reply.MessageId, ct) is { } now)
        {
            if (now.Content.Length > from)
            {
                yield return Delta(now.Content[from..]);
                (from, lastSent) = (now.Content.Length, time.GetTimestamp());
            }

            if (now.Status != ChatMessageStatus.Streaming)
            {
                yield return Done(now);
                yield break;
            }

            var shown = Shown(new ChatShown(now.Metadata, now.Acts));
            if (now is not { Metadata: null, Acts: null } && shown.Data != lastShown)
            {
                lastShown = shown.Data;
                yield return shown;
            }

            if (time.GetElapsedTime(lastSent) >= options.Value.Heartbeat)
            {
                yield return Ping;
                lastSent = time.GetTimestamp();
            }

            await Task.Delay(Poll, time, ct);
        }
    }

    /// <summary>False when it did not come in that time.</summary>
    private async Task<bool> ComesAsync(Task change, TimeSpan within, CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var first = await Task.WhenAny(change, Task.Delay(within, time, enough.Token));
        await enough.CancelAsync();
        ct.ThrowIfCancellationRequested();
        return first == change;
    }

    private static SseItem<string> Ping => new("{}", ChatStreamEvents.Ping);

    private static SseItem<string> Delta(string text) => Item(ChatStreamEvents.Delta, new ChatDelta(text), ContractsJson.Readable.ChatDelta);

    private static SseItem<string> Shown(ChatShown shown) => Item(ChatStreamEvents.Shown, shown, ContractsJson.Readable.ChatShown);

    private static SseItem<string> Done(ChatMessage reply) => Item(ChatStreamEvents.Done, reply, ContractsJson.Readable.ChatMessage);

    /// <remarks>Invariant: data is one line, because JSON escapes the line breaks inside its strings; so no text can begin a field of its own.</remarks>
    private static SseItem<string> Item<T>(string name, T data, JsonTypeInfo<T> type) => new(JsonSerializer.Serialize(data, type), name);
}
