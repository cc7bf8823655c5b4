using System.Diagnostics;
using System.Net;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Chat.Replies;

/// <summary>A reply goes its way whatever becomes of those who read it, and of the instance that writes it.</summary>
public sealed class ReplyLifeTests : IClassFixture<ReplyLifeTests.House>, IAsyncDisposable
{
    private readonly House _house;
    private readonly PlanData _data;
    private readonly LlmServer _llm;
    private readonly TaskCompletionSource _hold = new();
    private readonly CookieContainer _jar = new();
    private readonly List<IAsyncDisposable> _apps = [];

    /// <summary>A model that says "one two" and then waits.</summary>
    public ReplyLifeTests(House house)
    {
        (_house, _data, _llm) = (house, house.Data, house.Llm);
        _llm.Forget();
        _llm.Script = _ => new LlmReply { Pieces = ["one ", "two ", "three"], Hold = _hold.Task, HoldAfter = 2 };
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _hold.TrySetResult();
        foreach (var app in _apps) await app.DisposeAsync();
    }

    /// <summary>The model and two instances of the Api, for all tests here that end none of them.</summary>
    public sealed class House : IAsyncLifetime
    {
        public PlanData Data { get; } = new();

        public LlmServer Llm { get; private set; } = null!;

        public ApiApp First { get; private set; } = null!;

        public ApiApp Second { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Llm = await LlmServer.StartAsync();
            (First, Second) = (NewApp(), NewApp());
        }

        public ApiApp NewApp(params (string Key, string Value)[] settings)
        {
            var all = new Dictionary<string, string?> { ["Llm:BaseUrl"] = Llm.BaseUrl.ToString(), ["Llm:Model"] = "m", ["Chat:SaveEvery"] = "00:00:00.1" };
            foreach (var (key, value) in settings) all[key] = value;
            return new ApiApp(Data.Path, all);
        }

        public async ValueTask DisposeAsync()
        {
            await First.DisposeAsync();
            await Second.DisposeAsync();
            await Llm.DisposeAsync();
            Data.Dispose();
        }
    }

    /// <summary>An instance of this test's own.</summary>
    private (ApiApp App, HttpClient Http) Start(params (string Key, string Value)[] settings)
    {
        var app = _house.NewApp(settings);
        _apps.Add(app);
        return (app, app.NewClient(_jar));
    }

    [Fact]
    public async Task The_reply_goes_on_when_its_reader_leaves()
    {
        var http = _house.First.NewClient(_jar);
        var talk = await ChatTalk.BeginAsync(http);
        long id;
        await using (var stream = await talk.OpenAsync("hi"))
        {
            id = (await stream.AcceptedAsync()).Reply.MessageId;
            await stream.TextAsync(text => text == "one two ");
        }

        await Eventually.TrueAsync(async () => (await talk.MessageAsync(id)).Content == "one two ", "what there is is stored");
        Assert.Equal(ChatMessageStatus.Streaming, (await talk.MessageAsync(id)).Status);
        _hold.SetResult();

        await Eventually.TrueAsync(async () => (await talk.MessageAsync(id)).Status == ChatMessageStatus.Complete, "the reply is complete");
        Assert.Equal("one two three", (await talk.MessageAsync(id)).Content);
    }

    [Fact]
    public async Task The_same_key_joins_the_reply_where_it_stands_here_and_at_another_instance()
    {
        var http = _house.First.NewClient(_jar);
        var elsewhere = _house.Second.NewClient(_jar);
        var talk = await ChatTalk.BeginAsync(http);
        await using var first = await talk.OpenAsync("hi", key: "k");
        await first.AcceptedAsync();
        await first.TextAsync(text => text == "one two ");
        await Eventually.TrueAsync(async () => (await talk.MessagesAsync())[1].Content == "one two ", "what there is is stored");

        await using var here = await talk.OpenAsync("hi", key: "k");
        await using var there = await talk.At(elsewhere).OpenAsync("hi", key: "k");
        _hold.SetResult();

        Assert.Equal("one two three", (await here.DoneAsync()).Content);
        Assert.Equal("one two three", (await there.DoneAsync()).Content);
        Assert.Equal("one two three", (await first.DoneAsync("one two ")).Content);
        Assert.Single(_llm.Requests);
    }

    [Fact]
    public async Task While_a_reply_is_written_another_message_is_refused()
    {
        var http = _house.First.NewClient(_jar);
        var talk = await ChatTalk.BeginAsync(http);
        await using var stream = await talk.OpenAsync("hi");
        var exchange = await stream.AcceptedAsync();

        var problem = await http.PostAsync(HttpStatusCode.Conflict, $"{talk.Path}/messages", new { content = "and?" });
        await http.PostAsync(HttpStatusCode.Conflict, $"{talk.Path}/messages", new { content = "hi!", replaces = exchange.Question.MessageId });
        await http.SendAsync(HttpStatusCode.Conflict, HttpMethod.Post, $"{talk.Path}/messages/{exchange.Reply.MessageId}/retry");

        Assert.Equal("A reply is still being written in this conversation.", problem.GetProperty("title").GetString());
        Assert.Equal(exchange.Reply.MessageId, problem.GetProperty("message_id").GetInt64());

        // Another conversation is another matter.
        var other = await ChatTalk.BeginAsync(http);
        await using var second = await other.OpenAsync("hi");
        await second.AcceptedAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stop_ends_the_reply_and_keeps_what_there_is(bool atAnotherInstance)
    {
        var http = _house.First.NewClient(_jar);
        var talk = await ChatTalk.BeginAsync(http);
        await using var stream = await talk.OpenAsync("hi");
        var id = (await stream.AcceptedAsync()).Reply.MessageId;
        await stream.TextAsync(text => text == "one two ");
        var stopping = atAnotherInstance ? talk.At(_house.Second.NewClient(_jar)) : talk;

        var stopped = await stopping.StopAsync(id);

        Assert.Equal(("stopped", "one two "), (stopped.GetProperty("status").GetString(), stopped.GetProperty("content").GetString()));
        Assert.Equal(ChatMessageStatus.Stopped, (await stream.DoneAsync("one two ")).Status);
        Assert.Equal("stopped", (await stopping.StopAsync(id)).GetProperty("status").GetString());
        _llm.Script = _ => LlmReply.Text("on we go");
        Assert.Equal("on we go", (await talk.RetryAsync(id)).Content);
    }

    [Fact]
    public async Task A_silent_stream_is_kept_alive()
    {
        var (_, http) = Start(("Chat:Heartbeat", "00:00:00.2"));
        var talk = await ChatTalk.BeginAsync(http);
        await using var stream = await talk.OpenAsync("hi");
        await stream.AcceptedAsync();
        await stream.TextAsync(text => text == "one two ");

        for (var i = 0; i < 2; i++)
        {
            var ping = await stream.NextAsync();
            Assert.Equal((ChatStreamEvents.Ping, "{}"), (ping!.Value.EventType, ping.Value.Data));
        }

        _hold.SetResult();
        Assert.Equal("one two three", (await stream.DoneAsync("one two ")).Content);
    }

    [Fact]
    public async Task A_stopping_host_marks_its_replies_and_is_not_held_up_by_streams()
    {
        var (app, http) = Start();
        var elsewhere = _house.Second.NewClient(_jar);
        var talk = await ChatTalk.BeginAsync(http);
        await using var stream = await talk.OpenAsync("hi", key: "k");
        var id = (await stream.AcceptedAsync()).Reply.MessageId;
        await stream.TextAsync(text => text == "one two ");
        await using var follower = await talk.At(elsewhere).OpenAsync("hi", key: "k");
        await follower.AcceptedAsync();

        var clock = Stopwatch.StartNew();
        await app.DisposeAsync();

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"The stop took {clock.Elapsed}.");
        Assert.Equal(ChatMessageStatus.Interrupted, (await stream.DoneAsync("one two ")).Status);
        Assert.Equal(ChatMessageStatus.Interrupted, (await talk.At(elsewhere).MessageAsync(id)).Status);
        ChatMessage? told = null;
        while (told is null && await follower.NextAsync() is { } item)
        {
            if (item.EventType == ChatStreamEvents.Done) told = System.Text.Json.JsonSerializer.Deserialize(item.Data, Contracts.Json.ContractsJson.Default.ChatMessage);
        }

        Assert.Equal((ChatMessageStatus.Interrupted, "one two "), (told!.Status, told.Content));
    }

    [Fact]
    public async Task A_deleted_conversation_ends_its_stream()
    {
        var http = _house.First.NewClient(_jar);
        var talk = await ChatTalk.BeginAsync(http);
        await using var stream = await talk.OpenAsync("hi");
        await stream.AcceptedAsync();
        await stream.TextAsync(text => text == "one two ");

        await http.SendAsync(HttpStatusCode.NoContent, HttpMethod.Delete, talk.Path);

        while (await stream.NextAsync() is { } item) Assert.NotEqual(ChatStreamEvents.Done, item.EventType);
    }

    [Fact]
    public async Task A_killed_instances_reply_is_recognised_and_the_conversation_goes_on()
    {
        var (_, http) = Start(("Chat:WriterLostAfter", "00:00:05"));
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        await using var process = ServiceProcess.Start("PlanDecomp.Api", new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = address.ToString(),
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["ConnectionStrings__redis"] = "127.0.0.1:1",
            ["Storage__Path"] = _data.Path,
            ["Llm__BaseUrl"] = _llm.BaseUrl.ToString(),
            ["Llm__Model"] = "m",
            ["Chat__SaveEvery"] = "00:00:00.1",
            ["Chat__WriterLostAfter"] = "00:00:05",
        });
        using var doomed = new HttpClient(new SocketsHttpHandler { CookieContainer = _jar }) { BaseAddress = address };
        var talk = await ChatTalk.BeginAsync(http);
        await Eventually.TrueAsync(async () =>
        {
            Assert.False(process.HasExited, process.Output);
            try
            {
                return (await doomed.GetAsync("/alive", Ct)).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, "the Api answers", TimeSpan.FromSeconds(60));
        await using var stream = await talk.At(doomed).OpenAsync("hi");
        var id = (await stream.AcceptedAsync()).Reply.MessageId;
        await stream.TextAsync(text => text == "one two ");
        await Eventually.TrueAsync(async () => (await talk.MessageAsync(id)).Content == "one two ", "what there is is stored");

        await process.KillAsync();

        await Eventually.TrueAsync(async () => (await talk.MessageAsync(id)).Status == ChatMessageStatus.Interrupted, "the loss is recognised");
        Assert.Equal("one two ", (await talk.MessageAsync(id)).Content);
        Assert.Equal(["interrupted"], PlanData.Query<string>(_data.Files.Folder.Main, "SELECT status FROM chat_messages WHERE message_id = @id", new { id }));
        _llm.Script = _ => LlmReply.Text("back again");
        Assert.Equal("back again", (await talk.RetryAsync(id)).Content);
    }
}
