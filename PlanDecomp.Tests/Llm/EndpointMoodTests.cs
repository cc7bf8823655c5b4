using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using PlanDecomp.Llm;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Llm;

/// <summary>Endpoints that only nearly speak OpenAI's language, over real HTTP, streamed and not.</summary>
public sealed class EndpointMoodTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("eos")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("STOP")]
    [InlineData("end_turn")]
    [InlineData("something new")]
    public async Task An_unknown_reason_for_the_end_is_an_end(string? reason)
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => LlmReply.Text("hello there") with { FinishReason = reason };
        using var house = new LlmHouse(server, options => options.MaxRetries = 0);

        Assert.Equal("hello there", (await AskAsync(house)).Text);
        Assert.Equal("hello there", await StreamAsync(house));
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("max_tokens")]
    [InlineData("MAX_TOKENS")]
    [InlineData("model_length")]
    public async Task Other_words_for_the_output_limit_are_known(string reason)
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => LlmReply.Text("hel") with { FinishReason = reason };
        using var house = new LlmHouse(server, options => options.MaxRetries = 0);

        Assert.True((await AskAsync(house)).CutOff);
    }

    [Fact]
    public async Task A_reason_that_is_an_error_is_tried_again_and_then_named()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = request => LlmReply.Text("hel") with { FinishReason = request.Number == 1 ? "error" : "stop" };
        using var house = new LlmHouse(server, options => options.MaxRetries = 1);
        Assert.Equal("hel", (await AskAsync(house)).Text);

        server.Script = _ => LlmReply.Text("hel") with { FinishReason = "error" };
        var error = await Assert.ThrowsAsync<LlmCallException>(() => AskAsync(house));

        Assert.Contains("the endpoint ended its answer with the reason \"error\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("the reason \"error\"", (await Assert.ThrowsAsync<LlmCallException>(() => StreamAsync(house))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"choices":[{"message":{"content":"hello"}}]}""")]
    [InlineData("""{"id":null,"created":1.5,"model":null,"choices":[{"index":null,"finish_reason":null,"message":{"role":null,"content":"hello","tool_calls":[]}}],"usage":{"prompt_tokens":null,"completion_tokens":3.0}}""")]
    [InlineData("""{"id":7,"object":"chat.completion","created":"now","choices":[{"index":0,"finish_reason":"stop","message":{"role":"model","content":[{"type":"thinking","text":"secret"},{"type":"text","text":"hello"}],"refusal":"","function_call":null}}],"usage":null,"error":null}""")]
    [InlineData("""{"choices":[{"text":"hello","finish_reason":"eos_token"}]}""")]
    public async Task Properties_that_are_missing_or_of_another_type_do_no_harm(string body)
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => new LlmReply { Body = body };
        using var house = new LlmHouse(server, options => options.MaxRetries = 0);

        Assert.Equal("hello", (await AskAsync(house)).Text);
        Assert.Equal("hello", await StreamAsync(house));
    }

    [Fact]
    public async Task Events_that_are_only_nearly_right_are_read()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => LlmReply.Events(
            """{"choices":[{"delta":{"role":"","content":"hel"},"finish_reason":""}]}""",
            """{"id":null,"choices":[{"index":0,"delta":{"content":"lo"},"finish_reason":null}],"usage":null}""",
            """{"choices":[{"index":0,"delta":null,"finish_reason":"eos"}]}""",
            """{"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}""",
            "[DONE]");
        using var house = new LlmHouse(server, options => options.MaxRetries = 0);

        Assert.Equal("hello", await StreamAsync(house));
    }

    [Fact]
    public async Task An_endpoint_that_streams_unasked_is_read()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => LlmReply.Events(
            """{"choices":[{"delta":{"role":"assistant","content":"hel","reasoning_content":"secret"}}]}""",
            """{"choices":[{"delta":{"content":"lo"},"finish_reason":"length"}]}""",
            """{"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9}}""",
            "[DONE]");
        using var house = new LlmHouse(server, options => options.MaxRetries = 0);

        var answer = await AskAsync(house);

        Assert.Equal(("hello", true, 7, 2), (answer.Text, answer.CutOff, answer.Usage.InputTokens, answer.Usage.OutputTokens));
    }

    [Fact]
    public async Task A_refusal_that_comes_whole_where_a_stream_was_asked_for_is_one_too()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => new LlmReply { Body = """{"choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":null,"refusal":"I will not."}}]}""" };
        using var house = new LlmHouse(server);

        Assert.Contains("it refuses: I will not", (await Assert.ThrowsAsync<LlmCallException>(() => StreamAsync(house))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":{"message":"Rate limited by the provider","code":429}}""", "Rate limited by the provider")]
    [InlineData("""{"error":"the model is loading"}""", "the model is loading")]
    [InlineData("""{"object":"error","message":"something broke","code":500}""", "something broke")]
    [InlineData("""{"detail":"out of memory"}""", "out of memory")]
    [InlineData("""<!DOCTYPE html><html><head><title>Sign in &amp; go</title></head><body>x</body></html>""", "a web page instead of JSON. Check Llm:BaseUrl. The page: Sign in & go")]
    [InlineData("""{"choices":[]}""", "holds no choices")]
    [InlineData("Internal problem", "no JSON: Internal problem")]
    [InlineData("", "no body")]
    public async Task What_stands_in_the_place_of_an_answer_is_said_in_the_endpoints_words(string body, string says)
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => new LlmReply { Body = body, ContentType = body.StartsWith('<') ? "text/html" : "application/json" };
        using var house = new LlmHouse(server, options => options.MaxRetries = 0);

        var error = await Assert.ThrowsAsync<LlmCallException>(() => AskAsync(house));

        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Equal(LlmFault.Transient, error.Failure.Fault);
        if (body.Length > 0) Assert.Contains(says, (await Assert.ThrowsAsync<LlmCallException>(() => StreamAsync(house))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":{"message":"Insufficient credits","code":402}}""", LlmFault.Configuration)]
    [InlineData("""{"error":{"message":"no such key","type":"authentication_error"}}""", LlmFault.Configuration)]
    public async Task A_lasting_error_inside_an_answer_is_not_tried_again(string body, LlmFault fault)
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => new LlmReply { Body = body };
        using var house = new LlmHouse(server);

        Assert.Equal(fault, (await Assert.ThrowsAsync<LlmCallException>(() => AskAsync(house))).Failure.Fault);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task An_error_in_the_middle_of_a_stream_is_said_in_the_endpoints_words()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => LlmReply.Events("""{"choices":[{"index":0,"delta":{"content":"hel"}}]}""", """{"error":{"message":"the provider went away","code":502}}""");
        using var house = new LlmHouse(server, options => options.MaxRetries = 0);

        var error = await Assert.ThrowsAsync<LlmCallException>(() => StreamAsync(house));

        Assert.Contains("broke off: the endpoint answered with an error: the provider went away", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateways_page_is_quoted_by_its_title()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => new LlmReply { Status = 502, Body = "<html><head><title>502 Bad Gateway</title></head><body><hr>nginx</body></html>", ContentType = "text/html" };
        using var house = new LlmHouse(server, options => options.MaxRetries = 0);

        Assert.Contains("HTTP 502: a web page (\"502 Bad Gateway\")", (await Assert.ThrowsAsync<LlmCallException>(() => AskAsync(house))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refusal_is_called_one_and_not_tried_again(bool isFilter)
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => isFilter ? LlmReply.Text("") with { FinishReason = "content_filter" } : new LlmReply { Refusal = "I will not do that." };
        using var house = new LlmHouse(server);
        var says = isFilter ? "content filter" : "it refuses: I will not do that";

        var error = await Assert.ThrowsAsync<LlmCallException>(() => AskAsync(house));

        Assert.Equal("Declined", error.Failure.Fault.ToString());
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Contains(says, (await Assert.ThrowsAsync<LlmCallException>(() => StreamAsync(house))).Message, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("hello", "<think>secret</think>hello")]
    [InlineData("hello", "<th", "ink>sec", "ret</thi", "nk>", "\n\nhel", "lo")]
    [InlineData("hello", "  \n<", "thinking>", "se<c>ret</", "thinking>", "hello")]
    [InlineData("a <b> c\n<thin air>", "a <b> c\n<thi", "n air>")]
    [InlineData("a\n<", "a\n<")]
    [InlineData("a\nb", "a\n", "<think>", "secret", "</think>", "\n", "b")]
    [InlineData("```\n<think>\n```", "```\n<think>", "\n```")]
    [InlineData("", "<think>secret")]
    public async Task Reasoning_never_shows_in_a_stream_however_it_is_torn(string shown, params string[] pieces)
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => new LlmReply { Pieces = pieces, Reasoning = "secret" };
        using var house = new LlmHouse(server);

        Assert.Equal(shown, await StreamAsync(house));
    }

    [Fact]
    public async Task Reasoning_in_a_property_of_its_own_is_no_part_of_an_answer()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => LlmReply.Text("hello") with { Reasoning = "secret" };
        using var house = new LlmHouse(server);

        Assert.Equal("hello", (await AskAsync(house)).Text);
    }

    [Fact]
    public async Task Without_a_Retry_After_a_429_pauses_all_calls_longer_each_time_up_to_minutes()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50));
        await using var server = await LlmServer.StartAsync(time);
        server.Script = request => request.Number <= 4 ? LlmReply.Error(429, "slow down") : LlmReply.Text("{}");
        using var house = new LlmHouse(server, options => (options.CallTimeout, options.RetryDelay) = (TimeSpan.FromHours(1), TimeSpan.FromSeconds(1)), time);
        var notes = new CallNotes();
        var first = house.Caller.AskForTextAsync([new ChatMessage(ChatRole.User, "?")], notes, Ct);
        await Eventually.TrueAsync(() => Retries(notes) == 1, "the first call is refused");
        var second = AskAsync(house);

        for (var i = 0; i < 400 && !(first.IsCompleted && second.IsCompleted); i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, Ct);
        }

        await Task.WhenAll(first, second);

        // Which of the two goes first after a pause is chance; how long the longest is, is not.
        var gaps = server.Requests.Zip(server.Requests.Skip(1), (a, b) => b.At - a.At).ToList();
        Assert.True(gaps.Max() >= TimeSpan.FromSeconds(16), string.Join(", ", gaps));
        Assert.True(server.Requests[1].At - server.Requests[0].At >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Calls_in_a_row_that_get_no_answer_mean_that_the_endpoint_is_down_and_an_answer_ends_that()
    {
        await using var server = await LlmServer.StartAsync();
        var isUp = false;
        server.Script = _ => isUp ? LlmReply.Text("{}") : LlmReply.Error(503, "no");
        using var house = new LlmHouse(server, options => options.MaxRetries = 1);
        LlmFault FaultOf(LlmCallException error) => error.Failure.Fault;

        Assert.Equal(LlmFault.Transient, FaultOf(await Assert.ThrowsAsync<LlmCallException>(() => AskAsync(house))));
        Assert.Equal(LlmFault.Transient, FaultOf(await Assert.ThrowsAsync<LlmCallException>(() => AskAsync(house))));
        var down = await Assert.ThrowsAsync<LlmCallException>(() => AskAsync(house));
        Assert.True(down.Message.StartsWith("The endpoint of the language model is down: 3 calls in a row got no answer.", StringComparison.Ordinal), down.Message);

        isUp = true;
        await AskAsync(house);
        isUp = false;
        Assert.Equal(LlmFault.Transient, FaultOf(await Assert.ThrowsAsync<LlmCallException>(() => AskAsync(house))));
    }

    private static int Retries(CallNotes notes)
    {
        lock (notes.Retries) return notes.Retries.Count;
    }

    private static Task<LlmAnswer> AskAsync(LlmHouse house) => house.Caller.AskForTextAsync([new ChatMessage(ChatRole.User, "?")], new CallNotes(), Ct);

    private static async Task<string> StreamAsync(LlmHouse house)
    {
        var text = "";
        await foreach (var update in house.Stream.GetStreamingResponseAsync("hi", cancellationToken: Ct)) text += update.Text;
        return text;
    }
}
