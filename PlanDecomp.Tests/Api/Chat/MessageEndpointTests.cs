using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Chat;

public sealed partial class MessageEndpointTests(SharedApi shared) : ApiTest(shared)
{
    [Fact]
    public async Task The_stream_is_exactly_accepted_deltas_done()
    {
        var talk = await ChatTalk.BeginAsync(Anna);
        using var response = await ReplyReader.SendAsync(Anna, $"{talk.Path}/messages", new { content = "hello" }, null);
        var body = await response.Content.ReadAsStringAsync(Ct);

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("no", response.Headers.GetValues("X-Accel-Buffering").Single());
        Assert.True(response.Headers.CacheControl!.NoStore);
        var times = Time().Replace(body, "TIME");
        const string text = "Hello! Tell me what you want to get done, and I break it down into tasks. For example: plan a team trip to Lisbon. /help shows the rest.";
        var ids = (await talk.MessagesAsync()).Select(message => message.MessageId).ToList();
        Assert.Equal($$$"""
            event: accepted
            data: {"question":{"message_id":{{{ids[0]}}},"session_id":{{{talk.SessionId}}},"role":"user","content":"hello","status":"complete","created_at":"TIME"},"reply":{"message_id":{{{ids[1]}}},"session_id":{{{talk.SessionId}}},"role":"assistant","content":"","status":"streaming","created_at":"TIME"}}

            event: delta
            data: {"text":"{{{text}}}"}

            event: done
            data: {"message_id":{{{ids[1]}}},"session_id":{{{talk.SessionId}}},"role":"assistant","content":"{{{text}}}","status":"complete","created_at":"TIME"}


            """.ReplaceLineEndings("\n"), times);
    }

    [Fact]
    public async Task What_was_said_is_there_page_by_page()
    {
        var talk = await ChatTalk.BeginAsync(Anna);
        await talk.SayAsync("hello");
        var reply = await talk.SayAsync("thanks");

        var page = await Anna.GetAsync(HttpStatusCode.OK, $"{talk.Path}/messages?limit=3");
        Assert.True(page.GetProperty("has_older").GetBoolean());
        Assert.Equal(["assistant", "user", "assistant"], page.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString()));
        var oldest = page.GetProperty("messages")[0].GetProperty("message_id").GetInt64();
        var older = await Anna.GetAsync(HttpStatusCode.OK, $"{talk.Path}/messages?before={oldest}");
        Assert.Equal("hello", Assert.Single(older.GetProperty("messages").EnumerateArray()).GetProperty("content").GetString());
        Assert.False(older.GetProperty("has_older").GetBoolean());
        Assert.Equal(reply, await talk.MessageAsync(reply.MessageId));
    }

    public static TheoryData<object, string> MistakenMessages() => new()
    {
        { new { }, "content" },
        { new { content = "" }, "content" },
        { new { content = " \n\t " }, "content" },
        { new { content = new string('x', 20_001) }, "content" },
        { new { content = "x", language = "de" }, "language" },
        { new { content = "x", replaces = 0 }, "replaces" },
        { new { content = "x", plan_id = -1 }, "plan_id" },
        { new { content = 7 }, "content" },
        { new { content = "x", unheard = true }, "unheard" },
    };

    [Theory]
    [MemberData(nameof(MistakenMessages))]
    public async Task A_mistaken_message_is_refused_by_its_field_and_stores_nothing(object message, string field)
    {
        var talk = await ChatTalk.BeginAsync(Anna);
        var problem = await Anna.PostAsync(HttpStatusCode.BadRequest, $"{talk.Path}/messages", message);

        Assert.Equal([field], problem.Fields());
        Assert.Empty(await talk.MessagesAsync());
    }

    [Fact]
    public async Task Characters_are_counted_as_people_count()
    {
        var talk = await ChatTalk.BeginAsync(Anna);
        var text = string.Concat(Enumerable.Repeat("😀", 20_000));

        await talk.SayAsync(text);

        Assert.Equal(text, (await talk.MessagesAsync())[0].Content);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=x", "limit")]
    [InlineData("before=0", "before")]
    [InlineData("before=x", "before")]
    public async Task A_mistaken_page_is_refused_by_its_field(string query, string field)
    {
        var talk = await ChatTalk.BeginAsync(Anna);
        Assert.Equal([field], (await Anna.GetAsync(HttpStatusCode.BadRequest, $"{talk.Path}/messages?{query}")).Fields());
    }

    [Fact]
    public async Task The_same_key_gets_the_same_exchange_and_does_nothing_twice()
    {
        var talk = await ChatTalk.BeginAsync(Anna);
        var first = await talk.SayAsync("/plan Trip to Rome", key: "k1");

        await using var again = await talk.OpenAsync("/plan Trip to Rome", key: "k1");

        Assert.Equal("true", again.Response.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(first.Content, (await again.DoneAsync()).Content);
        Assert.Equal(2, (await talk.MessagesAsync()).Count);
        Assert.Single((await Anna.GetAsync(HttpStatusCode.OK, "/plans")).GetProperty("plans").EnumerateArray());
        Assert.Single((await Anna.GetAsync(HttpStatusCode.OK, "/jobs")).GetProperty("jobs").EnumerateArray());
        using var other = await ReplyReader.SendAsync(Anna, $"{talk.Path}/messages", new { content = "/plan Trip to Oslo" }, "k1");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        using var mistaken = await ReplyReader.SendAsync(Anna, $"{talk.Path}/messages", new { content = "hi" }, new string('k', 256));
        Assert.Equal(HttpStatusCode.BadRequest, mistaken.StatusCode);
    }

    [Fact]
    public async Task Edit_and_resend_answers_the_new_words()
    {
        var talk = await ChatTalk.BeginAsync(Anna);
        await talk.SayAsync("hello");
        var question = (await talk.MessagesAsync())[0];

        var reply = await talk.SayAsync("谢谢", replaces: question.MessageId);

        Assert.StartsWith("不客气", reply.Content, StringComparison.Ordinal);
        Assert.Equal(["谢谢", reply.Content], (await talk.MessagesAsync()).Select(message => message.Content));
        var wrong = await Anna.PostAsync(HttpStatusCode.BadRequest, $"{talk.Path}/messages", new { content = "x", replaces = reply.MessageId });
        Assert.Equal(["replaces"], wrong.Fields());
        await Anna.PostAsync(HttpStatusCode.NotFound, $"{talk.Path}/messages", new { content = "x", replaces = question.MessageId });
    }

    [Fact]
    public async Task A_retry_puts_a_new_reply_in_the_place_of_the_last_one()
    {
        var talk = await ChatTalk.BeginAsync(Anna);
        var first = await talk.SayAsync("hello");

        var second = await talk.RetryAsync(first.MessageId);

        Assert.True(second.MessageId > first.MessageId);
        Assert.Equal(["hello", second.Content], (await talk.MessagesAsync()).Select(message => message.Content));
        await Anna.SendAsync(HttpStatusCode.NotFound, HttpMethod.Post, $"{talk.Path}/messages/{first.MessageId}/retry");
        var question = (await talk.MessagesAsync())[0].MessageId;
        var refused = await Anna.SendAsync(HttpStatusCode.Conflict, HttpMethod.Post, $"{talk.Path}/messages/{question}/retry");
        Assert.Equal("Only the last reply of a conversation can be written anew.", refused.GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_retry_makes_no_plan_and_no_task_twice()
    {
        var talk = await ChatTalk.BeginAsync(Anna);
        var first = await talk.SayAsync("Plan a trip to Rome");
        var retried = await talk.RetryAsync(first.MessageId);
        Assert.Equal(first.Metadata!.JobId, retried.Metadata!.JobId);
        var added = await talk.SayAsync("add a task: book the hotel");
        await talk.RetryAsync(added.MessageId);

        var plan = Assert.Single((await Anna.GetAsync(HttpStatusCode.OK, "/plans")).GetProperty("plans").EnumerateArray());
        Assert.Equal("Trip to Rome", plan.GetProperty("title").GetString());
        Assert.Equal(1, plan.GetProperty("task_count").GetInt32());
        Assert.Single((await Anna.GetAsync(HttpStatusCode.OK, "/jobs")).GetProperty("jobs").EnumerateArray());
    }

    [Fact]
    public async Task About_says_what_answers()
    {
        var about = await Anna.GetAsync(HttpStatusCode.OK, "/chat/about");
        Assert.Equal("rules", about.GetProperty("reader").GetString());
        Assert.False(about.TryGetProperty("model", out _));

        await using var other = new ApiApp(Data.Path, new Dictionary<string, string?> { ["Llm:BaseUrl"] = "http://127.0.0.1:1", ["Llm:Model"] = "m" });
        using var bert = other.NewClient();
        Assert.Equal("""{"reader":"llm","model":"m"}""", (await bert.GetAsync(HttpStatusCode.OK, "/chat/about")).GetRawText());

        await using var chosen = new ApiApp(Data.Path, new Dictionary<string, string?> { ["Llm:BaseUrl"] = "http://127.0.0.1:1", ["Llm:Model"] = "m", ["Chat:Reader"] = "rules" });
        using var cora = chosen.NewClient();
        Assert.Equal("rules", (await cora.GetAsync(HttpStatusCode.OK, "/chat/about")).GetProperty("reader").GetString());
    }

    [Fact]
    public async Task Only_json_is_read()
    {
        var talk = await ChatTalk.BeginAsync(Anna);
        using var text = await Anna.PostAsync($"{talk.Path}/messages", new StringContent("""{"content":"forged"}""", Encoding.UTF8, "text/plain"), Ct);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, text.StatusCode);
        Assert.Empty(await talk.MessagesAsync());
    }

    [Fact]
    public async Task Hostile_text_is_text()
    {
        var talk = await ChatTalk.BeginAsync(Anna);
        var hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>\n\ndata: {}\n\nevent: done\r\ndata: x\u2028\u202e [a](javascript:alert(3)) `x` **y** \ud83d\ude00 '; DROP TABLE chat_messages; --";
        await using var stream = await talk.OpenAsync(hostile);
        var exchange = await stream.AcceptedAsync();
        var reply = await stream.DoneAsync();

        Assert.Equal(hostile.Replace("\r\n", "\n", StringComparison.Ordinal), exchange.Question.Content);
        Assert.Equal(exchange.Question, (await talk.MessagesAsync())[0]);
        Assert.DoesNotMatch(@"(?<!\\)<img", reply.Content);
        Assert.DoesNotMatch(@"(?<!\\)\]\(javascript", reply.Content);

        await talk.SayAsync("/plan " + hostile[..60]);
        var raw = await Anna.GetStringAsync($"{talk.Path}/messages", Ct);
        Assert.DoesNotContain("<script", raw, StringComparison.Ordinal);
        Assert.Equal(4, JsonDocument.Parse(raw).RootElement.GetProperty("messages").GetArrayLength());
    }

    [Fact]
    public async Task Half_a_character_is_refused_and_a_nul_left_out()
    {
        var talk = await ChatTalk.BeginAsync(Anna);
        using var half = new StringContent("{\"content\":\"a \\ud800 c\"}", Encoding.UTF8, "application/json");
        using var refused = await Anna.PostAsync($"{talk.Path}/messages", half, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Empty(await talk.MessagesAsync());

        await talk.SayAsync("he\0llo");

        Assert.Equal("hello", (await talk.MessagesAsync())[0].Content);
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")]
    private static partial Regex Time();
}
