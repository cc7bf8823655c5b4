using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;

namespace PlanDecomp.Tests.WebClient.Chat;

/// <summary>The Api's chat routes over real HTTP, over conversations in memory. The test writes the replies.</summary>
internal sealed class ScriptedChat : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly WebApplication _app;
    private readonly Channel<ScriptedReply> _replies = Channel.CreateUnbounded<ScriptedReply>();
    private readonly ConcurrentDictionary<string, ChatExchange> _accepted = [];
    private readonly Lock _gate = new();
    private readonly List<ChatSession> _sessions = [];
    private readonly List<ChatMessage> _messages = [];
    private long _last;

    private ScriptedChat(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Every request, as method, path and query.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>What was said, with the key it was said under.</summary>
    public ConcurrentQueue<(SendMessageRequest Request, string Key)> Said { get; } = [];

    /// <summary>The keys under which messages and retries were sent, whatever was answered.</summary>
    public ConcurrentQueue<string> Keys { get; } = [];

    /// <summary>Answers with this status what the path is true for.</summary>
    public Func<string, int?> Fault { get; set; } = _ => null;

    /// <summary>The jobs that messages may show.</summary>
    public ConcurrentDictionary<string, JobSnapshot> Jobs { get; } = [];

    public ChatAbout About { get; set; } = new("rules", null);

    /// <summary>Some commands of each kind.</summary>
    public IReadOnlyList<ChatCommand> Commands { get; set; } =
    [
        Command(new("plan", "计划"), ChatCommandGroup.Plans, new("creates a plan", "创建计划")) with { NeedsArguments = true },
        Command(new("plans", "计划列表"), ChatCommandGroup.Plans, new("lists your plans", "列出你的计划")) with { Arguments = new("[word]", "[关键词]") },
        Command(new("status", "状态"), ChatCommandGroup.Plans, new("shows progress", "查看进度")),
        Command(new("decompose", "拆分"), ChatCommandGroup.Work, new("breaks a plan down", "拆分一个计划")),
        Command(new("execute", "执行"), ChatCommandGroup.Work, new("works on the tasks", "执行任务")),
        Command(new("rebreak", "重新拆分"), ChatCommandGroup.Change, new("breaks down anew", "重新拆分任务")) with { Aliases = ["redo", "重做"] },
        Command(new("rewrite", "改写"), ChatCommandGroup.Change, new("words anew", "改写标题")) with { NeedsArguments = true },
        Command(new("repair", "修复依赖"), ChatCommandGroup.Change, new("looks for wrong dependencies", "检查依赖关系")),
        Command(new("drafts", "草稿"), ChatCommandGroup.History, new("lists drafts", "列出草稿")),
        Command(new("accept", "接受"), ChatCommandGroup.History, new("accepts a draft", "接受整份草稿")),
        Command(new("help", "帮助"), ChatCommandGroup.Help, new("shows this", "显示本帮助")),
    ];

    public IReadOnlyList<ChatSession> Sessions
    {
        get
        {
            lock (_gate) return [.. _sessions];
        }
    }

    public static async Task<ScriptedChat> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var chat = new ScriptedChat(app);
        app.Use(chat.RecordAsync);
        app.MapGet("/api/chat/about", () => Json(chat.About));
        app.MapGet("/api/chat/commands", () => Json(new ChatCommandList(chat.Commands)));
        app.MapGet("/api/chat/sessions", chat.List);
        app.MapPost("/api/chat/sessions", () => Json(chat.AddSession("")));
        app.MapGet("/api/chat/sessions/{id:long}", (long id) => chat.FindSession(id) is { } session ? Json(session) : TypedResults.NotFound());
        app.MapPatch("/api/chat/sessions/{id:long}", chat.RenameAsync);
        app.MapDelete("/api/chat/sessions/{id:long}", chat.Delete);
        app.MapGet("/api/chat/sessions/{id:long}/messages", chat.Page);
        app.MapPost("/api/chat/sessions/{id:long}/messages", chat.SendAsync);
        app.MapGet("/api/chat/sessions/{id:long}/messages/{message:long}", (long message) => chat.Find(message) is { } found ? Json(found) : TypedResults.NotFound());
        app.MapPost("/api/chat/sessions/{id:long}/messages/{message:long}/retry", chat.RetryAsync);
        app.MapPost("/api/chat/sessions/{id:long}/messages/{message:long}/stop", (long message) => Json(chat.Change(message, reply => reply with { Status = ChatMessageStatus.Stopped })));
        app.MapPost("/api/chat/sessions/{id:long}/messages/{message:long}/acts/{act:long}/{how}", (long message, long act, string how) => Json(chat.Change(message, reply => reply with { Acts = [.. reply.Acts!.Select(one => one.ActId == act ? Settled(one, how) : one)] })));
        app.MapGet("/api/jobs/{id}", (string id) => chat.Jobs.TryGetValue(id, out var job) ? Json(job) : TypedResults.NotFound());
        await app.StartAsync();
        return chat;
    }

    private static ChatAct Settled(ChatAct act, string how) => how switch
    {
        "confirm" => act with { Status = ChatActStatus.Done, JobId = "j1", JobType = "plan_execute" },
        "reject" => act with { Status = ChatActStatus.Rejected },
        _ => act with { IsUndone = true },
    };

    private static ChatCommand Command(Text name, ChatCommandGroup group, Text meaning) => new() { Name = name, Group = group, Meaning = meaning };

    public ChatSession AddSession(string title)
    {
        lock (_gate)
        {
            var session = new ChatSession { SessionId = ++_last, Title = title, CreatedAt = Start, UpdatedAt = Start };
            _sessions.Insert(0, session);
            return session;
        }
    }

    public ChatMessage AddMessage(long session, ChatRole role, string content, Func<ChatMessage, ChatMessage>? more = null)
    {
        var message = new ChatMessage
        {
            MessageId = Interlocked.Increment(ref _last),
            SessionId = session,
            Role = role,
            Content = content,
            Status = ChatMessageStatus.Complete,
            CreatedAt = Start,
        };
        message = more?.Invoke(message) ?? message;
        lock (_gate) _messages.Add(message);
        return message;
    }

    public ChatMessage? Find(long message)
    {
        lock (_gate) return _messages.Find(known => known.MessageId == message);
    }

    public ChatMessage Change(long message, Func<ChatMessage, ChatMessage> change)
    {
        lock (_gate)
        {
            var index = _messages.FindIndex(known => known.MessageId == message);
            return _messages[index] = change(_messages[index]);
        }
    }

    public void Remove(long message)
    {
        lock (_gate) _messages.RemoveAll(known => known.MessageId == message);
    }

    /// <summary>The next reply that is asked for; its stream has said that the message was accepted.</summary>
    public async Task<ScriptedReply> NextReplyAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await _replies.Reader.ReadAsync(limit.Token);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    internal static IResult Json<T>(T value) => TypedResults.Text(JsonSerializer.Serialize(value, typeof(T), ContractsJson.Readable), "application/json");

    private ChatSession? FindSession(long id) => Sessions.FirstOrDefault(session => session.SessionId == id);

    private async Task RecordAsync(HttpContext http, RequestDelegate next)
    {
        var request = $"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}";
        Requests.Enqueue(request);
        if (http.Request.Headers["Idempotency-Key"] is [{ } key]) Keys.Enqueue(key);
        if (Fault(request) is { } status) http.Response.StatusCode = status;
        else await next(http);
    }

    private IResult List(string? q, string? cursor, int? limit)
    {
        var from = cursor is null ? 0 : int.Parse(cursor);
        var matching = Sessions.Where(session => q is null || session.Title.Contains(q, StringComparison.OrdinalIgnoreCase)).ToList();
        var page = matching.Skip(from).Take(limit ?? 50).ToList();
        return Json(new ChatSessionPage(page, from + page.Count < matching.Count ? $"{from + page.Count}" : null));
    }

    private async Task<IResult> RenameAsync(long id, HttpContext http)
    {
        var request = await JsonSerializer.DeserializeAsync(http.Request.Body, ContractsJson.Default.ChatSessionRequest);
        lock (_gate)
        {
            var index = _sessions.FindIndex(session => session.SessionId == id);
            if (index < 0) return TypedResults.NotFound();
            return Json(_sessions[index] = _sessions[index] with { Title = request!.Title! });
        }
    }

    private IResult Delete(long id)
    {
        lock (_gate) return _sessions.RemoveAll(session => session.SessionId == id) > 0 ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    private IResult Page(long id, long? before, int? limit)
    {
        if (FindSession(id) is null) return TypedResults.NotFound();
        List<ChatMessage> all;
        lock (_gate) all = [.. _messages.Where(message => message.SessionId == id && message.MessageId < (before ?? long.MaxValue))];
        return Json(new ChatMessagePage([.. all.TakeLast(limit ?? 50)], all.Count > (limit ?? 50)));
    }

    private async Task SendAsync(long id, HttpContext http)
    {
        var request = (await JsonSerializer.DeserializeAsync(http.Request.Body, ContractsJson.Default.SendMessageRequest))!;
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        Said.Enqueue((request, key));
        var exchange = _accepted.GetOrAdd(key, _ =>
        {
            lock (_gate)
            {
                if (request.Replaces is { } replaced) _messages.RemoveAll(message => message.SessionId == id && message.MessageId >= replaced);
                var index = _sessions.FindIndex(session => session.SessionId == id);
                if (_sessions[index].Title.Length == 0) _sessions[index] = _sessions[index] with { Title = request.Content! };
            }

            return new ChatExchange(AddMessage(id, ChatRole.User, request.Content!), AddReply(id));
        });
        await StreamAsync(http, exchange);
    }

    private async Task RetryAsync(long id, long message, HttpContext http)
    {
        ChatMessage question;
        lock (_gate)
        {
            question = _messages[_messages.FindIndex(known => known.MessageId == message) - 1];
            _messages.RemoveAll(known => known.MessageId == message);
        }

        await StreamAsync(http, new ChatExchange(question, AddReply(id)));
    }

    private ChatMessage AddReply(long session) => AddMessage(session, ChatRole.Assistant, "", message => message with { Status = ChatMessageStatus.Streaming });

    private async Task StreamAsync(HttpContext http, ChatExchange exchange)
    {
        var reply = new ScriptedReply(this, http, exchange.Reply.MessageId);
        await reply.AcceptAsync(exchange);
        _replies.Writer.TryWrite(reply);
        await reply.Over;
    }
}
