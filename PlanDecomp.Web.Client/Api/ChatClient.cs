using System.Globalization;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Json;

namespace PlanDecomp.Web.Client.Api;

/// <summary>The Api's routes of the chat. All throw <see cref="ApiException"/>.</summary>
public sealed class ChatClient(ApiClient api, TimeProvider time)
{
    private const string IdempotencyKey = "Idempotency-Key";

    // Three of the Api's pings. A connection that went away without a word is as good as lost.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);

    public Task<ChatAbout> AboutAsync(CancellationToken ct) => api.GetAsync("chat/about", ContractsJson.Default.ChatAbout, ct);

    public Task<ChatCommandList> ListCommandsAsync(CancellationToken ct) => api.GetAsync("chat/commands", ContractsJson.Default.ChatCommandList, ct);

    public Task<ChatSessionPage> ListSessionsAsync(string? search, string? cursor, int? limit, CancellationToken ct) =>
        api.GetAsync($"chat/sessions{Query.Of(("q", search), ("cursor", cursor), ("limit", limit))}", ContractsJson.Default.ChatSessionPage, ct);

    public Task<ChatSession> CreateSessionAsync(ChatSessionRequest request, CancellationToken ct) =>
        api.PostAsync("chat/sessions", request, ContractsJson.Default.ChatSessionRequest, ContractsJson.Default.ChatSession, ct);

    public Task<ChatSession> FindSessionAsync(long sessionId, CancellationToken ct) => api.GetAsync(PathOf(sessionId), ContractsJson.Default.ChatSession, ct);

    public Task<ChatSession> RenameSessionAsync(long sessionId, string title, CancellationToken ct) =>
        api.PatchAsync(PathOf(sessionId), new ChatSessionRequest { Title = title }, ContractsJson.Default.ChatSessionRequest, ContractsJson.Default.ChatSession, ct);

    public Task DeleteSessionAsync(long sessionId, CancellationToken ct) => api.DeleteAsync(PathOf(sessionId), ct);

    public Task<ChatMessagePage> ReadMessagesAsync(long sessionId, long? before, int? limit, CancellationToken ct) =>
        api.GetAsync($"{PathOf(sessionId)}/messages{Query.Of(("before", before), ("limit", limit))}", ContractsJson.Default.ChatMessagePage, ct);

    public Task<ChatMessage> FindMessageAsync(long sessionId, long messageId, CancellationToken ct) =>
        api.GetAsync(PathOf(sessionId, messageId), ContractsJson.Default.ChatMessage, ct);

    /// <summary>Stops a reply that is being written.</summary>
    public Task<ChatMessage> StopAsync(long sessionId, long messageId, CancellationToken ct) =>
        api.PostAsync($"{PathOf(sessionId, messageId)}/stop", ContractsJson.Default.ChatMessage, ct);

    /// <summary>Has done what a card of a reply asks about. Once: sent again, nothing is done twice.</summary>
    public Task<ChatMessage> ConfirmActAsync(ChatMessage reply, long actId, CancellationToken ct) => SettleActAsync(reply, actId, "confirm", ct);

    /// <summary>Drops a card, or a step that waits.</summary>
    public Task<ChatMessage> RejectActAsync(ChatMessage reply, long actId, CancellationToken ct) => SettleActAsync(reply, actId, "reject", ct);

    /// <summary>Takes back the change that an act has made.</summary>
    public Task<ChatMessage> UndoActAsync(ChatMessage reply, long actId, CancellationToken ct) => SettleActAsync(reply, actId, "undo", ct);

    private Task<ChatMessage> SettleActAsync(ChatMessage reply, long actId, string how, CancellationToken ct) =>
        api.PostAsync(string.Create(CultureInfo.InvariantCulture, $"{PathOf(reply.SessionId, reply.MessageId)}/acts/{actId}/{how}"), ContractsJson.Default.ChatMessage, ct);

    /// <summary>
    /// Says something and yields the reply as it is written. When the connection is lost before <see cref="ReplyEvent.Done"/>,
    /// the enumeration ends or throws; the reply is written all the same.
    /// </summary>
    /// <param name="sessionId">Where.</param>
    /// <param name="request">What.</param>
    /// <param name="key">Names this wish: sent again under the same key, nothing is done twice.</param>
    /// <param name="ct">Stops reading; the reply is written all the same.</param>
    public IAsyncEnumerable<ReplyEvent> SendAsync(long sessionId, SendMessageRequest request, string key, CancellationToken ct) =>
        StreamAsync($"{PathOf(sessionId)}/messages", JsonContent.Create(request, ContractsJson.Default.SendMessageRequest), key, ct);

    /// <summary>Has the session's last reply written anew.</summary>
    public IAsyncEnumerable<ReplyEvent> RetryAsync(long sessionId, long messageId, string key, CancellationToken ct) =>
        StreamAsync($"{PathOf(sessionId, messageId)}/retry", null, key, ct);

    private async IAsyncEnumerable<ReplyEvent> StreamAsync(string path, HttpContent? body, string key, [EnumeratorCancellation] CancellationToken ct)
    {
        using var silence = new CancellationTokenSource(Silence, time);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(ct, silence.Token);
        await using var items = ReadAsync(path, body, key, reading.Token).GetAsyncEnumerator(CancellationToken.None);
        while (await MoveNextAsync(items, ct))
        {
            silence.CancelAfter(Silence);
            if (items.Current is { } item) yield return item;
        }
    }

    private static async Task<bool> MoveNextAsync(IAsyncEnumerator<ReplyEvent?> items, CancellationToken ct)
    {
        try
        {
            return await items.MoveNextAsync();
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new ApiException(ApiFault.Unreachable, inner: e);
        }
        catch (JsonException e)
        {
            throw new ApiException(ApiFault.Failed, inner: e);
        }
    }

    /// <summary>Null stands for an event that says only that the connection lives.</summary>
    private async IAsyncEnumerable<ReplyEvent?> ReadAsync(string path, HttpContent? body, string key, [EnumeratorCancellation] CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        request.Headers.TryAddWithoutValidation(IdempotencyKey, key);
        using var response = await api.OpenAsync(request, ct);
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(ct))
        {
            yield return item.EventType switch
            {
                ChatStreamEvents.Accepted => new ReplyEvent.Accepted(JsonSerializer.Deserialize(item.Data, ContractsJson.Default.ChatExchange)!),
                ChatStreamEvents.Delta => new ReplyEvent.Delta(JsonSerializer.Deserialize(item.Data, ContractsJson.Default.ChatDelta)!.Text),
                ChatStreamEvents.Shown => new ReplyEvent.Shown(JsonSerializer.Deserialize(item.Data, ContractsJson.Default.ChatShown)!),
                ChatStreamEvents.Done => new ReplyEvent.Done(JsonSerializer.Deserialize(item.Data, ContractsJson.Default.ChatMessage)!),
                _ => null,
            };
        }
    }

    private static string PathOf(long sessionId) => string.Create(CultureInfo.InvariantCulture, $"chat/sessions/{sessionId}");

    private static string PathOf(long sessionId, long messageId) =>
        string.Create(CultureInfo.InvariantCulture, $"chat/sessions/{sessionId}/messages/{messageId}");
}

/// <summary>What comes of a reply's stream.</summary>
public abstract record ReplyEvent
{
    private ReplyEvent()
    {
    }

    public sealed record Accepted(ChatExchange Exchange) : ReplyEvent;

    public sealed record Delta(string Text) : ReplyEvent;

    /// <summary>What the reply carries besides its text has changed.</summary>
    public sealed record Shown(ChatShown What) : ReplyEvent;

    public sealed record Done(ChatMessage Reply) : ReplyEvent;
}
