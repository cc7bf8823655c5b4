using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Json;

namespace PlanDecomp.Tests.WebClient.Chat;

/// <summary>A reply that the test writes, over its stream and into the store.</summary>
internal sealed class ScriptedReply(ScriptedChat chat, HttpContext http, long messageId)
{
    private readonly CancellationToken _left = http.RequestAborted;
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long MessageId => messageId;

    /// <summary>The stream has ended, one way or the other.</summary>
    public Task Over => Task.WhenAny(_over.Task, Task.Delay(Timeout.Infinite, _left));

    /// <summary>The reader has left the stream.</summary>
    public bool IsLeft => _left.IsCancellationRequested;

    public async Task AcceptAsync(ChatExchange exchange)
    {
        http.Response.ContentType = "text/event-stream";
        await SendAsync(ChatStreamEvents.Accepted, JsonSerializer.Serialize(exchange, ContractsJson.Readable.ChatExchange));
    }

    public async Task<ScriptedReply> SayAsync(string text)
    {
        Store(text);
        await SendAsync(ChatStreamEvents.Delta, JsonSerializer.Serialize(new ChatDelta(text), ContractsJson.Readable.ChatDelta));
        return this;
    }

    /// <summary>Writes on without the stream, as it does for a reader who was cut off.</summary>
    public ScriptedReply Store(string text)
    {
        chat.Change(messageId, message => message with { Content = message.Content + text });
        return this;
    }

    public Task ShowAsync(ChatShown shown) => SendAsync(ChatStreamEvents.Shown, JsonSerializer.Serialize(shown, ContractsJson.Readable.ChatShown));

    public Task PingAsync() => SendAsync(ChatStreamEvents.Ping, "{}");

    public async Task DoneAsync(Func<ChatMessage, ChatMessage>? more = null)
    {
        var reply = End(more);
        await SendAsync(ChatStreamEvents.Done, JsonSerializer.Serialize(reply, ContractsJson.Readable.ChatMessage));
        _over.TrySetResult();
    }

    /// <summary>Ends the reply in the store only.</summary>
    public ChatMessage End(Func<ChatMessage, ChatMessage>? more = null) => chat.Change(messageId, message =>
    {
        var ended = message with { Status = ChatMessageStatus.Complete };
        return more?.Invoke(ended) ?? ended;
    });

    /// <summary>Cuts the connection, as a process that dies does.</summary>
    public void Cut() => http.Abort();

    /// <summary>Ends the stream, but not the reply.</summary>
    public void Close() => _over.TrySetResult();

    private async Task SendAsync(string name, string data)
    {
        await http.Response.WriteAsync($"event: {name}\ndata: {data}\n\n");
        await http.Response.Body.FlushAsync();
    }
}
