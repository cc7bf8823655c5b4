using PlanDecomp.Contracts.Chat;
using PlanDecomp.Web.Client.Api;

namespace PlanDecomp.Web.Client.Chat;

/// <summary>One session as its page shows it: messages, what is on its way, the reply being written.</summary>
/// <remarks>Not for several threads: the page calls it, and it calls back, on the page's own.</remarks>
public sealed partial class Conversation : IDisposable
{
    private const int PageSize = 40;
    private static readonly TimeSpan FollowPause = TimeSpan.FromSeconds(1);

    private readonly ChatClient _chat;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _close = new();
    private readonly CancellationToken _closed;
    private readonly List<ChatMessage> _messages = [];
    private CancellationTokenSource? _reading;

    /// <param name="chat">To the Api.</param>
    /// <param name="time">For the pauses between tries.</param>
    /// <param name="sessionId">The session to open; null for a new chat.</param>
    public Conversation(ChatClient chat, TimeProvider time, long? sessionId)
    {
        _chat = chat;
        _time = time;
        _closed = _close.Token;
        SessionId = sessionId;
        IsLoading = sessionId is not null;
    }

    /// <summary>Null until the first message has made a session.</summary>
    public long? SessionId { get; private set; }

    /// <summary>The session's messages are still to come.</summary>
    public bool IsLoading { get; private set; }

    /// <summary>Why the messages could not be loaded.</summary>
    public ApiException? LoadFault { get; private set; }

    public bool HasOlder { get; private set; }

    public bool IsLoadingOlder { get; private set; }

    public Outgoing? Outgoing { get; private set; }

    public RunningReply? Running { get; private set; }

    /// <summary>Why the reply could not be stopped, or older messages not be loaded.</summary>
    public ApiException? ActionFault { get; private set; }

    /// <summary>Nothing can be sent: a message is on its way or a reply is being written.</summary>
    public bool IsBusy => Running is not null || Outgoing is { Fault: null };

    /// <summary>Something else than the running reply's text has changed.</summary>
    public event Action? Changed;

    /// <summary>The running reply has more text. Comes often.</summary>
    public event Action? Grew;

    /// <summary>A session's newest messages are there.</summary>
    public event Action? Opened;

    /// <summary>The first message has made a session.</summary>
    public event Action<ChatSession>? Started;

    /// <summary>A message was accepted.</summary>
    public event Action<ChatExchange>? Accepted;

    /// <summary>A reply has ended.</summary>
    public event Action<ChatMessage>? Replied;

    /// <summary>What to draw, oldest first; the message on its way is not among it.</summary>
    public IEnumerable<ChatMessage> Messages
    {
        get
        {
            var shown = Outgoing switch
            {
                { Say.Replaces: { } replaced } => _messages.TakeWhile(message => message.MessageId < replaced),
                { Retry: { } reply, Fault: null } => _messages.Where(message => message.MessageId != reply.MessageId),
                _ => _messages,
            };
            return Running is null ? shown : shown.Append(Running.Message);
        }
    }

    /// <summary>The newest stored message; null when there is none.</summary>
    public ChatMessage? Last => _messages.Count == 0 ? null : _messages[^1];

    /// <summary>Loads the session's newest messages. As long as the Api cannot be reached, it tries again.</summary>
    public async Task OpenAsync()
    {
        if (SessionId is not { } sessionId) return;
        IsLoading = true;
        var pauses = Pauses.Growing();
        try
        {
            while (!await LoadAsync(sessionId)) await Task.Delay(pauses.Next(), _time, _closed);
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            return;
        }

        if (Running is { } running) await FollowAsync(running);
    }

    public async Task LoadOlderAsync()
    {
        if (!HasOlder || IsLoadingOlder || SessionId is not { } sessionId) return;
        IsLoadingOlder = true;
        ActionFault = null;
        Changed?.Invoke();
        await TryAsync(async () =>
        {
            var page = await _chat.ReadMessagesAsync(sessionId, _messages[0].MessageId, PageSize, _closed);
            _messages.InsertRange(0, page.Messages);
            HasOlder = page.HasOlder;
        });
        IsLoadingOlder = false;
        Changed?.Invoke();
    }

    /// <summary>Says something, in a new session if there is none.</summary>
    public Task SendAsync(SendMessageRequest request) => IsBusy ? Task.CompletedTask : DeliverAsync(Outgoing.Message(request));

    /// <summary>Has the last reply written anew.</summary>
    public Task RetryAsync(ChatMessage reply) => IsBusy ? Task.CompletedTask : DeliverAsync(Outgoing.RetryOf(reply));

    /// <summary>Sends again what was not accepted, under its key.</summary>
    public Task ResendAsync() => Outgoing is { Fault: not null } outgoing ? DeliverAsync(outgoing) : Task.CompletedTask;

    /// <summary>Gives up what was not accepted, and returns its text.</summary>
    public string? TakeBack()
    {
        if (Outgoing is not { Fault: not null } outgoing) return null;
        Outgoing = null;
        Changed?.Invoke();
        return outgoing.Say?.Content;
    }

    public async Task StopAsync()
    {
        if (Running is not { IsStopping: false } running || SessionId is not { } sessionId) return;
        running.IsStopping = true;
        ActionFault = null;
        Changed?.Invoke();
        await TryAsync(async () =>
        {
            var stopped = await _chat.StopAsync(sessionId, running.MessageId, _closed);

            // Written by another instance, it ends a moment later.
            if (stopped.Status != ChatMessageStatus.Streaming) End(running, stopped);
        });
        running.IsStopping = ActionFault is null;
        Changed?.Invoke();
    }

    public void Dispose()
    {
        _close.Cancel();
        _close.Dispose();
    }

    /// <summary>False when it is worth another try.</summary>
    private async Task<bool> LoadAsync(long sessionId)
    {
        try
        {
            var page = await _chat.ReadMessagesAsync(sessionId, before: null, PageSize, _closed);
            _messages.Clear();
            _messages.AddRange(page.Messages);
            HasOlder = page.HasOlder;
            LoadFault = null;
            if (Last is { Status: ChatMessageStatus.Streaming } reply)
            {
                _messages.RemoveAt(_messages.Count - 1);
                Running = new RunningReply(reply);
            }

            Opened?.Invoke();
            _ = WatchStepsAsync();
        }
        catch (ApiException e)
        {
            LoadFault = e;
        }

        IsLoading = LoadFault is { IsTransient: true };
        Changed?.Invoke();
        return !IsLoading;
    }

    private async Task TryAsync(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (ApiException e)
        {
            ActionFault = e;
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            // The page was left.
        }
    }
}
