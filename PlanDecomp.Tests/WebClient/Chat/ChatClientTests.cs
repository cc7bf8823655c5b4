using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Tests.Web;
using PlanDecomp.Web.Client.Api;

namespace PlanDecomp.Tests.WebClient.Chat;

/// <summary>How a reply's stream is read.</summary>
public sealed class ChatClientTests
{
    private const string Accepted =
        """
        event: accepted
        data: {"question":{"message_id":1,"session_id":7,"role":"user","content":"Hello","status":"complete","created_at":"2026-01-31T12:00:00Z"},"reply":{"message_id":2,"session_id":7,"role":"assistant","content":"","status":"streaming","created_at":"2026-01-31T12:00:00Z"}}


        """;

    private const string Done =
        """
        event: done
        data: {"message_id":2,"session_id":7,"role":"assistant","content":"Hi 你好","status":"complete","metadata":{"type":"job_log","job_id":"j","job_status":"running","job":{"job_type":"plan_decompose"},"plan_id":3,"later":"kept"},"created_at":"2026-01-31T12:00:00Z"}


        """;

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_reply_comes_as_accepted_deltas_and_done()
    {
        var events = await ReadAsync(http => WriteAsync(http, Accepted, Delta("Hi "), "event: ping\ndata: {}\n\n: a comment\n\n", Delta("你\\n好"), Done));

        var exchange = Assert.IsType<ReplyEvent.Accepted>(events[0]).Exchange;
        Assert.Equal(("Hello", ChatMessageStatus.Streaming), (exchange.Question.Content, exchange.Reply.Status));
        Assert.Equal(["Hi ", "你\n好"], events.OfType<ReplyEvent.Delta>().Select(delta => delta.Text));
        var reply = Assert.IsType<ReplyEvent.Done>(events[^1]).Reply;
        Assert.Equal(("Hi 你好", "j", "plan_decompose", 3L), (reply.Content, reply.Metadata?.JobId, reply.Metadata?.Job?.JobType, reply.Metadata?.PlanId));
        Assert.Equal("kept", reply.Metadata!.Others!["later"].GetString());
        Assert.Equal(4, events.Count);
    }

    [Fact]
    public async Task Text_cut_in_the_middle_of_a_character_is_put_together()
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(Delta("噬菌体 🧫"));
        var events = await ReadAsync(async http =>
        {
            await WriteAsync(http, Accepted);
            foreach (var part in bytes.Chunk(1))
            {
                await http.Response.Body.WriteAsync(part);
                await http.Response.Body.FlushAsync();
            }
        });

        Assert.Equal("噬菌体 🧫", Assert.IsType<ReplyEvent.Delta>(events[1]).Text);
    }

    [Fact]
    public async Task The_wish_carries_its_key_and_its_words()
    {
        string? path = null, key = null, body = null;
        await ReadAsync(async http =>
        {
            (path, key) = (http.Request.Path, http.Request.Headers["Idempotency-Key"]);
            using var reader = new StreamReader(http.Request.Body);
            body = await reader.ReadToEndAsync();
            await WriteAsync(http, Accepted, Done);
        });

        Assert.Equal(("/api/chat/sessions/7/messages", "key-1"), (path, key));
        Assert.Equal("""{"content":"Hello","plan_id":12,"language":"en"}""", body);
    }

    [Fact]
    public async Task A_connection_that_breaks_after_it_began_is_unreachable()
    {
        var isRead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var fault = await Assert.ThrowsAsync<ApiException>(() => ReadAsync(
            async http =>
            {
                await WriteAsync(http, Accepted);
                await isRead.Task;
                http.Abort();
            },
            onItem: _ => isRead.SetResult()));

        Assert.Equal(ApiFault.Unreachable, fault.Fault);
    }

    [Fact]
    public async Task A_connection_that_falls_silent_is_unreachable_but_pings_keep_it()
    {
        var pinged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reading = ReadAsync(async http =>
        {
            await WriteAsync(http, Accepted);
            await goOn.Task;
            await WriteAsync(http, "event: ping\ndata: {}\n\n", Delta("still here"));
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        },
        onItem: item =>
        {
            if (item is ReplyEvent.Accepted) goOn.SetResult();
            if (item is ReplyEvent.Delta) pinged.SetResult();
        });
        await pinged.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(44));
        Assert.False(reading.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(ApiFault.Unreachable, (await Assert.ThrowsAsync<ApiException>(() => reading)).Fault);
    }

    [Theory]
    [InlineData("event: accepted\ndata: {not json\n\n")]
    [InlineData("event: delta\ndata: []\n\n")]
    public async Task What_cannot_be_read_is_a_fault_and_no_crash(string frame) =>
        Assert.Equal(ApiFault.Failed, (await Assert.ThrowsAsync<ApiException>(() => ReadAsync(http => WriteAsync(http, frame)))).Fault);

    [Theory]
    [InlineData(409, ApiFault.Conflict)]
    [InlineData(404, ApiFault.NotFound)]
    [InlineData(503, ApiFault.Unavailable)]
    [InlineData(422, ApiFault.Invalid)]
    public async Task A_refusal_is_told_by_its_status(int status, ApiFault fault) =>
        Assert.Equal(fault, (await Assert.ThrowsAsync<ApiException>(() => ReadAsync(http =>
        {
            http.Response.StatusCode = status;
            return Task.CompletedTask;
        }))).Fault);

    [Fact]
    public async Task A_reader_who_leaves_ends_the_request()
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var reading = ReadAsync(
            async http =>
            {
                http.RequestAborted.Register(left.SetResult);
                await WriteAsync(http, Accepted);
                await left.Task;
            },
            onItem: _ => leave.Cancel(),
            leave: leave.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        await left.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    private static string Delta(string text) => $"event: delta\ndata: {{\"text\":\"{text}\"}}\n\n";

    private static async Task WriteAsync(HttpContext http, params string[] frames)
    {
        if (!http.Response.HasStarted) http.Response.ContentType = "text/event-stream";
        foreach (var frame in frames) await http.Response.WriteAsync(frame, http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    private async Task<List<ReplyEvent>> ReadAsync(
        RequestDelegate answer, Action<ReplyEvent>? onItem = null, CancellationToken? leave = null)
    {
        var read = new List<ReplyEvent>();
        await using var backend = await Backend.StartAsync(answer);
        using var http = new HttpClient { BaseAddress = new Uri($"{backend.Url}/api/") };
        using var api = new ApiClient(http, new Connectivity(), _time);
        var request = new SendMessageRequest { Content = "Hello", PlanId = 12, Language = "en" };
        await foreach (var item in new ChatClient(api, _time).SendAsync(7, request, "key-1", leave ?? TestContext.Current.CancellationToken))
        {
            read.Add(item);
            onItem?.Invoke(item);
        }

        return read;
    }
}
