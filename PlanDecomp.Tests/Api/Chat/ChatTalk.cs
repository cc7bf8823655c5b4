using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Chat;

/// <summary>A person's conversation over HTTP.</summary>
internal sealed class ChatTalk(HttpClient http, long sessionId)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public HttpClient Http => http;

    public long SessionId => sessionId;

    public string Path => $"/chat/sessions/{sessionId}";

    public static async Task<ChatTalk> BeginAsync(HttpClient http, string? title = null) =>
        new(http, (await http.PostAsync(HttpStatusCode.Created, "/chat/sessions", new { title })).GetProperty("session_id").GetInt64());

    /// <summary>The same conversation at another instance.</summary>
    public ChatTalk At(HttpClient other) => new(other, sessionId);

    /// <summary>Says something and waits for the reply's end.</summary>
    public async Task<ChatMessage> SayAsync(string content, long? planId = null, string? language = null, long? replaces = null, string? key = null)
    {
        await using var stream = await OpenAsync(content, planId, language, replaces, key);
        return await stream.DoneAsync();
    }

    public Task<ReplyReader> OpenAsync(string content, long? planId = null, string? language = null, long? replaces = null, string? key = null) =>
        ReplyReader.OpenAsync(http, $"{Path}/messages", new { content, plan_id = planId, language, replaces }, key);

    public Task<ReplyReader> OpenRetryAsync(long messageId) => ReplyReader.OpenAsync(http, $"{Path}/messages/{messageId}/retry", null, null);

    public async Task<ChatMessage> RetryAsync(long messageId)
    {
        await using var stream = await OpenRetryAsync(messageId);
        return await stream.DoneAsync();
    }

    public async Task<IReadOnlyList<ChatMessage>> MessagesAsync() =>
        (await http.GetFromJsonAsync($"{Path}/messages", ContractsJson.Default.ChatMessagePage, Ct))!.Messages;

    public async Task<ChatMessage> MessageAsync(long messageId) =>
        (await http.GetFromJsonAsync($"{Path}/messages/{messageId}", ContractsJson.Default.ChatMessage, Ct))!;

    /// <summary>Confirms, rejects or undoes what a reply lists.</summary>
    public Task<JsonElement> SettleAsync(HttpStatusCode status, ChatMessage reply, long actId, string how) =>
        http.SendAsync(status, HttpMethod.Post, $"{Path}/messages/{reply.MessageId}/acts/{actId}/{how}");

    public Task<JsonElement> StopAsync(long messageId) => http.SendAsync(HttpStatusCode.OK, HttpMethod.Post, $"{Path}/messages/{messageId}/stop");
}

/// <summary>Reads a reply's stream frame by frame.</summary>
internal sealed class ReplyReader : IAsyncDisposable
{
    // Only ends a test that would hang.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly IAsyncEnumerator<SseItem<string>> _items;

    private ReplyReader(HttpResponseMessage response, Stream body)
    {
        Response = response;
        _items = SseParser.Create(body).EnumerateAsync().GetAsyncEnumerator();
    }

    public HttpResponseMessage Response { get; }

    public static async Task<ReplyReader> OpenAsync(HttpClient http, string path, object? body, string? key)
    {
        var response = await SendAsync(http, path, body, key);
        Assert.True(
            response.StatusCode == HttpStatusCode.OK,
            response.StatusCode == HttpStatusCode.OK ? "" : $"{path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return new ReplyReader(response, await response.Content.ReadAsStreamAsync());
    }

    public static async Task<HttpResponseMessage> SendAsync(HttpClient http, string path, object? body, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Limit);
    }

    /// <summary>The next frame; null at the end.</summary>
    public async Task<SseItem<string>?> NextAsync() => await _items.MoveNextAsync().AsTask().WaitAsync(Limit) ? _items.Current : null;

    /// <summary>The next frame that is neither a ping nor about what the reply carries besides its text.</summary>
    public async Task<SseItem<string>> NextEventAsync()
    {
        while (await NextAsync() is { } item)
        {
            if (item.EventType is not (ChatStreamEvents.Ping or ChatStreamEvents.Shown)) return item;
        }

        throw new EndOfStreamException("The stream ended.");
    }

    /// <summary>Reads on until what the reply carries besides its text satisfies the condition.</summary>
    public async Task<ChatShown> ShownAsync(Func<ChatShown, bool> until)
    {
        while (await NextAsync() is { } item)
        {
            if (item.EventType == ChatStreamEvents.Shown && JsonSerializer.Deserialize(item.Data, ContractsJson.Default.ChatShown)! is var shown && until(shown)) return shown;
            Assert.NotEqual(ChatStreamEvents.Done, item.EventType);
        }

        throw new EndOfStreamException("The stream ended.");
    }

    public async Task<ChatExchange> AcceptedAsync()
    {
        var item = await NextEventAsync();
        Assert.Equal(ChatStreamEvents.Accepted, item.EventType);
        return JsonSerializer.Deserialize(item.Data, ContractsJson.Default.ChatExchange)!;
    }

    /// <summary>Reads on until the text of the deltas so far satisfies the condition.</summary>
    public async Task<string> TextAsync(Func<string, bool> until)
    {
        var text = "";
        while (!until(text)) text += Delta(await NextEventAsync());
        return text;
    }

    /// <summary>Reads to the end and checks that what was streamed is what was stored.</summary>
    public async Task<ChatMessage> DoneAsync(string before = "")
    {
        ChatMessage? done = null;
        while (await NextAsync() is { } item)
        {
            Assert.Null(done);
            switch (item.EventType)
            {
                case ChatStreamEvents.Accepted:
                    before += JsonSerializer.Deserialize(item.Data, ContractsJson.Default.ChatExchange)!.Reply.Content;
                    break;
                case ChatStreamEvents.Delta:
                    before += Delta(item);
                    break;
                case ChatStreamEvents.Done:
                    done = JsonSerializer.Deserialize(item.Data, ContractsJson.Default.ChatMessage)!;
                    break;
                case ChatStreamEvents.Shown:
                    break;
                default:
                    Assert.Equal(ChatStreamEvents.Ping, item.EventType);
                    break;
            }
        }

        Assert.NotNull(done);
        Assert.Equal(done.Content, before);
        return done;
    }

    public async ValueTask DisposeAsync()
    {
        // Closing the response first ends a read that waits.
        Response.Dispose();
        try
        {
            await _items.DisposeAsync();
        }
        catch (NotSupportedException)
        {
            // A read is still on its way; the response it reads is closed.
        }
    }

    private static string Delta(SseItem<string> item)
    {
        Assert.Equal(ChatStreamEvents.Delta, item.EventType);
        return JsonSerializer.Deserialize(item.Data, ContractsJson.Default.ChatDelta)!.Text;
    }
}
