using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using PlanDecomp.Llm;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Llm;

/// <summary>Whole answers that come in pieces, so that no gateway takes a long call for dead; and what a call is taken to have cost that was cut.</summary>
public sealed class StreamedCallTests
{
    private static readonly JsonElement Schema = JsonElement.Parse("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}""");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_in_pieces_is_put_together_with_the_endpoints_figures()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => LlmReply.Text("") with { Pieces = ["{\"a\":", " \"long", " text\"}"], FinishReason = "length", Usage = (70, 30) };
        using var house = Streaming(server);

        var answer = await AskAsync(house, new CallNotes());

        Assert.True(Assert.Single(server.Requests).IsStreamed);
        Assert.Equal(("{\"a\": \"long text\"}", true), (answer.Text, answer.CutOff));
        Assert.Equal((70, 30, false), (answer.Usage.InputTokens, answer.Usage.OutputTokens, answer.Usage.Estimated));
    }

    [Theory]
    [InlineData("Streaming is not supported by this model.")]
    [InlineData("This endpoint does not support stream.")]
    [InlineData("Unknown parameter: stream_options.")]
    public async Task An_endpoint_that_refuses_to_stream_is_asked_for_whole_answers_from_then_on(string refusal)
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = request => request.IsStreamed ? LlmReply.Error(400, refusal) : LlmReply.Text("{}");
        using var house = Streaming(server);
        var notes = new CallNotes();

        await AskAsync(house, notes);
        await AskAsync(house, notes);

        Assert.Equal([true, false, false], server.Requests.Select(request => request.IsStreamed));
        Assert.Equal([("stream", "")], notes.Simplifications);
    }

    [Fact]
    public async Task A_setting_switches_it_off()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => LlmReply.Text("{}");
        using var house = new LlmHouse(server, options => options.Streaming = false);

        await AskAsync(house, new CallNotes());

        Assert.False(Assert.Single(server.Requests).IsStreamed);
    }

    [Theory]
    [InlineData(50, 4, null)]
    [InlineData(61, 4, "nothing more came within 60 s")]
    [InlineData(50, 13, "came to no end within 600 s")]
    public async Task Pieces_keep_a_call_alive_that_takes_longer_than_its_limit(int secondsBetween, int pieces, string? fault)
    {
        var time = new FakeTimeProvider();
        var options = new LlmOptions { CallTimeout = TimeSpan.FromSeconds(60), MaxRetries = 0 };
        using var traffic = new LlmTraffic(Microsoft.Extensions.Options.Options.Create(options), time);
        using var client = new SlowClient(time, TimeSpan.FromSeconds(secondsBetween), pieces);
        using var endpoint = new LlmEndpoint(options.ModelFor(LlmRole.Planning), client, traffic);
        var caller = new LlmCaller(new LlmRoute(endpoint, null, time), options, time);
        var call = caller.AskAsync([new ChatMessage(ChatRole.User, "question")], Schema, "answer", new CallNotes(), Ct);

        if (fault is null) Assert.Equal(new string('.', pieces), (await call).Text);
        else Assert.Contains(fault, (await Assert.ThrowsAsync<LlmCallException>(() => call)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_that_times_out_counts_its_prompt_as_an_estimate(bool isStreamed)
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => LlmReply.Text("{}") with { Hold = Task.Delay(Timeout.Infinite, Ct) };
        using var house = new LlmHouse(server, options =>
        {
            (options.CallTimeout, options.MaxRetries, options.Streaming) = (TimeSpan.FromMilliseconds(100), 0, isStreamed);
            options.Prices.Add(new LlmPrice { Model = "test-model", InputPerMillion = 1_000_000m, OutputPerMillion = 1 });
        });
        var notes = new CallNotes();

        await Assert.ThrowsAsync<LlmCallException>(() => AskAsync(house, notes, new string('x', 400)));

        var usage = Assert.Single(notes.Requests);
        Assert.Equal((100, 0, true, 100m), (usage.InputTokens, usage.OutputTokens, usage.Estimated, usage.Cost));
    }

    [Fact]
    public async Task A_call_that_breaks_off_counts_what_has_come_too()
    {
        var options = new LlmOptions { MaxRetries = 0 };
        using var traffic = new LlmTraffic(Microsoft.Extensions.Options.Options.Create(options), TimeProvider.System);
        using var client = new SlowClient(new FakeTimeProvider(), TimeSpan.Zero, pieces: 40) { Fault = new IOException("reset") };
        using var endpoint = new LlmEndpoint(options.ModelFor(LlmRole.Planning), client, traffic);
        var notes = new CallNotes();

        await Assert.ThrowsAsync<LlmCallException>(() => new LlmCaller(new LlmRoute(endpoint, null, TimeProvider.System), options, TimeProvider.System)
            .AskAsync([new ChatMessage(ChatRole.User, new string('x', 400))], Schema, "answer", notes, Ct));

        var usage = Assert.Single(notes.Requests);
        Assert.Equal((100, 10, true), (usage.InputTokens, usage.OutputTokens, usage.Estimated));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(401)]
    public async Task A_call_that_the_endpoint_refuses_counts_no_tokens(int status)
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => LlmReply.Error(status, "no");
        using var house = Streaming(server, options => options.MaxRetries = 0);
        var notes = new CallNotes();

        await Assert.ThrowsAsync<LlmCallException>(() => AskAsync(house, notes));

        var usage = Assert.Single(notes.Requests);
        Assert.Equal((0, 0, false), (usage.InputTokens, usage.OutputTokens, usage.Estimated));
    }

    [Fact]
    public async Task A_reply_that_streams_is_counted_also_when_the_endpoint_tells_no_figures()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => LlmReply.Text("") with { Pieces = [new string('y', 40)], Usage = null };
        using var house = new LlmHouse(server);

        await foreach (var _ in house.Stream.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, new string('x', 400))], null, Ct))
        {
        }

        var usage = Assert.Single(house.StreamUsages);
        Assert.Equal((100, 10, true), (usage.InputTokens, usage.OutputTokens, usage.Estimated));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_attempt_is_a_span_with_the_conventions_attributes(bool isStreamed)
    {
        using var spans = new SpanRecorder();
        await using var server = await LlmServer.StartAsync();
        server.Script = request => request.Number == 1 ? LlmReply.Error(503, "busy") : LlmReply.Text("{}") with { Usage = (11, 7) };
        using var house = new LlmHouse(server, options => options.Streaming = isStreamed);
        using var request = spans.Begin();

        await AskAsync(house, new CallNotes());

        var calls = spans.Of(request.TraceId, "chat test-model");
        Assert.Equal(2, calls.Count);
        Assert.NotNull(calls[0].GetTagItem("error.type"));
        Assert.All(calls, call => Assert.Equal(
            ("chat", "openai", "test-model", server.BaseUrl.Host, server.BaseUrl.Port),
            (call.GetTagItem("gen_ai.operation.name"), call.GetTagItem("gen_ai.provider.name"), call.GetTagItem("gen_ai.request.model"), call.GetTagItem("server.address"), Convert.ToInt32(call.GetTagItem("server.port")))));
        Assert.Equal(
            ("test-model", 11, 7, "[\"stop\"]"),
            (calls[1].GetTagItem("gen_ai.response.model"), Convert.ToInt32(calls[1].GetTagItem("gen_ai.usage.input_tokens")), Convert.ToInt32(calls[1].GetTagItem("gen_ai.usage.output_tokens")), $"{calls[1].GetTagItem("gen_ai.response.finish_reasons")}"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_tag_of_a_metric_shows_what_an_endpoint_puts_into_its_models_name(bool isStreamed)
    {
        const string Key = "sk-canary-in-the-models-name-0001";
        var tags = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var listener = new System.Diagnostics.Metrics.MeterListener
        {
            InstrumentPublished = (instrument, heard) =>
            {
                if (instrument.Meter.Name == LlmChatClient.TelemetryName) heard.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, _, all, _) => Hear(all));
        listener.SetMeasurementEventCallback<double>((_, _, all, _) => Hear(all));
        listener.Start();
        await using var server = await LlmServer.StartAsync();
        server.Script = request => isStreamed
            ? LlmReply.Events("""{"model":"@","choices":[{"index":0,"delta":{"content":"{}"},"finish_reason":"stop"}]}""".Replace("@", Key, StringComparison.Ordinal), "[DONE]")
            : LlmReply.Text("") with { Body = """{"model":"@","choices":[{"message":{"content":"{}"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1}}""".Replace("@", Key, StringComparison.Ordinal) };
        using var house = new LlmHouse(server, options => (options.Streaming, options.ApiKey) = (isStreamed, Key));

        Assert.Equal("{}", (await AskAsync(house, new CallNotes())).Text);

        Assert.Contains(tags, tag => tag.StartsWith("gen_ai.response.model=", StringComparison.Ordinal));
        Assert.DoesNotContain(tags, tag => tag.Contains("canary", StringComparison.Ordinal));

        void Hear(ReadOnlySpan<KeyValuePair<string, object?>> all)
        {
            foreach (var tag in all) tags.Enqueue($"{tag.Key}={tag.Value}");
        }
    }

    private static LlmHouse Streaming(LlmServer server, Action<LlmOptions>? change = null, TimeProvider? time = null) => new(
        server,
        options =>
        {
            options.Streaming = true;
            change?.Invoke(options);
        },
        time);

    private static Task<LlmAnswer> AskAsync(LlmHouse house, CallNotes notes, string question = "question") =>
        house.Caller.AskAsync([new ChatMessage(ChatRole.User, question)], Schema, "answer", notes, Ct);

    /// <summary>Lets time pass before each piece but the first.</summary>
    private sealed class SlowClient(FakeTimeProvider time, TimeSpan between, int pieces) : IChatClient
    {
        /// <summary>After the last piece.</summary>
        public Exception? Fault { get; init; }

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            for (var i = 0; i < pieces; i++)
            {
                await Task.Yield();
                if (i > 0) time.Advance(between);
                cancellationToken.ThrowIfCancellationRequested();
                yield return new ChatResponseUpdate(ChatRole.Assistant, ".");
            }

            if (Fault is not null) throw Fault;
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
