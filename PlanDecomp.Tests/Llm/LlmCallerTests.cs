using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OpenTelemetry;
using OpenTelemetry.Trace;
using PlanDecomp.Llm;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Llm;

/// <summary>Calls over real HTTP: what is sent, what is tried again, what is given up.</summary>
public sealed class LlmCallerTests
{
    private static readonly JsonElement Schema = JsonElement.Parse("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}""");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_carries_model_key_schema_and_settings()
    {
        await using var server = await LlmServer.StartAsync();
        using var house = new LlmHouse(server, options => (options.ApiKey, options.Temperature, options.MaxOutputTokens) = ("sk-test", 0.25f, 777));

        var answer = await AskAsync(house, new CallNotes());

        var request = Assert.Single(server.Requests);
        Assert.Equal(("test-model", "Bearer sk-test", "json_schema"), (request.Model, request.Authorization, request.ResponseFormat));
        var schema = request.Body["response_format"]!["json_schema"]!;
        Assert.Equal(("answer", true), (schema["name"]!.GetValue<string>(), schema["strict"]!.GetValue<bool>()));
        Assert.Equal("object", schema["schema"]!["type"]!.GetValue<string>());
        Assert.Equal(0.25, request.Body["temperature"]!.GetValue<double>(), 3);
        Assert.Equal(777, (request.Body["max_completion_tokens"] ?? request.Body["max_tokens"])!.GetValue<int>());
        Assert.Equal((100, 50, false), (answer.Usage.InputTokens, answer.Usage.OutputTokens, answer.Usage.Estimated));
    }

    [Fact]
    public async Task Settings_left_open_are_left_to_the_endpoint()
    {
        await using var server = await LlmServer.StartAsync();
        using var house = new LlmHouse(server, options => options.StructuredOutput = "none");

        await AskAsync(house, new CallNotes());

        var body = Assert.Single(server.Requests).Body.AsObject();
        Assert.DoesNotContain(body, pair => pair.Key is "temperature" or "max_tokens" or "max_completion_tokens" or "response_format");
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task A_passing_failure_is_tried_again_and_each_try_is_counted(int status)
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = request => request.Number <= 2 ? LlmReply.Error(status, "busy") : LlmReply.Text("{}");
        using var house = new LlmHouse(server);
        var notes = new CallNotes();

        var answer = await AskAsync(house, notes);

        Assert.Equal("{}", answer.Text);
        Assert.Equal((3, 3), (server.Requests.Count, notes.Sent));
        Assert.Equal([0, 0, 100], notes.Requests.Select(usage => usage.InputTokens));
        Assert.Equal([(1, status), (2, status)], notes.Retries.Select(retry => (retry.Retry, retry.Failure.Status!.Value)));
    }

    [Fact]
    public async Task Retries_end()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => LlmReply.Error(500, "out of order");
        using var house = new LlmHouse(server, options => options.MaxRetries = 2);

        var error = await Assert.ThrowsAsync<LlmCallException>(() => AskAsync(house, new CallNotes()));

        Assert.Equal(3, server.Requests.Count);
        Assert.Equal("The language model gave no answer in 3 tries: the endpoint answered HTTP 500: out of order.", error.Message);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(500)]
    public async Task An_answer_of_any_size_costs_no_more_than_is_allowed_and_is_asked_for_once(int status)
    {
        await using var server = await LlmServer.StartAsync();
        var large = LlmReply.Text(new string('x', 40 << 20));
        server.Script = _ => status == 200 ? large : LlmReply.Error(status, new string('x', 40 << 20));
        using var house = new LlmHouse(server, options => (options.MaxAnswerBytes, options.MaxRetries) = (1 << 20, status == 200 ? 4 : 0));

        var error = await Assert.ThrowsAsync<LlmCallException>(() => AskAsync(house, new CallNotes()));

        Assert.Single(server.Requests);
        if (status == 200)
        {
            Assert.Equal(LlmFault.TooLarge, error.Failure.Fault);
            Assert.Equal("The language model cannot be used: the endpoint's answer is larger than 1048576 bytes (Llm:MaxAnswerBytes).", error.Message);
        }
        else
        {
            Assert.Equal((LlmFault.Transient, 500), (error.Failure.Fault, error.Failure.Status));
            Assert.True(error.Message.Length < 1_000, $"{error.Message.Length} characters");
        }
    }

    [Fact]
    public async Task An_answer_up_to_the_limit_is_taken()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => LlmReply.Text(new string('x', 900_000));
        using var house = new LlmHouse(server, options => options.MaxAnswerBytes = 1 << 20);

        Assert.Equal(900_000, (await AskAsync(house, new CallNotes())).Text.Length);
    }

    [Fact]
    public async Task Characters_that_no_text_should_hold_are_taken_out_of_an_answer()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => LlmReply.Text("a\u0000b\u001B[31mc\r\nd\te\u0007");
        using var house = new LlmHouse(server);

        Assert.Equal("ab[31mc\nd\te", (await AskAsync(house, new CallNotes())).Text);
    }

    [Fact]
    public async Task Retry_After_in_seconds_is_waited_for()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50));
        await using var server = await LlmServer.StartAsync(time);
        server.Script = request => request.Number == 1 ? LlmReply.Error(429, "slow down", "7") : LlmReply.Text("{}");

        await RetriesAfterAsync(server, time, TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task Retry_After_as_a_date_is_waited_for_by_our_clock()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50));
        await using var server = await LlmServer.StartAsync(time);
        var date = LlmReply.HttpDate(time.GetUtcNow().AddSeconds(90));
        server.Script = request => request.Number == 1 ? LlmReply.Error(503, "slow down", date) : LlmReply.Text("{}");

        await RetriesAfterAsync(server, time, TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task A_Retry_After_for_one_call_pauses_the_others()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50));
        await using var server = await LlmServer.StartAsync(time);
        server.Script = request => request.Number == 1 ? LlmReply.Error(429, "slow down", "30") : LlmReply.Text("{}");
        using var house = new LlmHouse(server, options => options.CallTimeout = TimeSpan.FromHours(1), time);
        var notes = new CallNotes();
        var begun = time.GetUtcNow();
        var first = AskAsync(house, notes);
        await Eventually.TrueAsync(() => Retries(notes) == 1, "the first call is refused");
        var second = AskAsync(house, new CallNotes());

        await AdvanceUntilAsync(time, () => first.IsCompleted && second.IsCompleted);

        Assert.Equal(3, server.Requests.Count);
        Assert.All(server.Requests.Skip(1), request => Assert.True(request.At - begun >= TimeSpan.FromSeconds(30), $"sent after {request.At - begun}"));
    }

    [Fact]
    public async Task Without_Retry_After_the_pauses_grow_with_jitter()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = request => request.Number <= 4 ? LlmReply.Error(500, "busy") : LlmReply.Text("{}");
        var sums = new List<double>();
        for (var i = 0; i < 3; i++)
        {
            await using var own = await LlmServer.StartAsync();
            own.Script = server.Script;
            using var house = new LlmHouse(own);
            var notes = new CallNotes();
            await AskAsync(house, notes);
            Assert.Equal(4, notes.Retries.Count);
            Assert.All(notes.Retries, retry => Assert.True(retry.Delay > TimeSpan.Zero && retry.Delay <= TimeSpan.FromMinutes(2)));
            sums.Add(notes.Retries.Sum(retry => retry.Delay.TotalMilliseconds));
        }

        Assert.True(sums.Distinct().Count() > 1);
    }

    [Fact]
    public async Task An_endpoint_that_asks_for_too_long_a_pause_is_not_waited_for()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => LlmReply.Error(429, "tomorrow", "86400");
        using var house = new LlmHouse(server);

        var error = await Assert.ThrowsAsync<LlmCallException>(() => AskAsync(house, new CallNotes()));

        Assert.Single(server.Requests);
        Assert.Contains("86400 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_answer_times_out_and_is_tried_again()
    {
        await using var server = await LlmServer.StartAsync();
        var never = new TaskCompletionSource();
        server.Script = request => request.Number == 1 ? LlmReply.Text("late") with { Hold = never.Task } : LlmReply.Text("{}");
        using var house = new LlmHouse(server, options => options.CallTimeout = TimeSpan.FromMilliseconds(400));
        var notes = new CallNotes();

        var answer = await AskAsync(house, notes);

        Assert.Equal("{}", answer.Text);
        Assert.Contains("no answer within 0.4 s", notes.Retries[0].Failure.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("{\"id\":\"chatc")]
    [InlineData("<html>gateway</html>")]
    [InlineData("{}")]
    [InlineData("{\"choices\":[]}")]
    public async Task An_answer_damaged_on_the_way_is_asked_for_again(string body)
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = request => request.Number > 1 ? LlmReply.Text("{}") : body == "cut" ? new LlmReply { CutConnection = true } : new LlmReply { Body = body };
        using var house = new LlmHouse(server);
        var notes = new CallNotes();

        var answer = await AskAsync(house, notes);

        Assert.Equal("{}", answer.Text);
        Assert.Single(notes.Retries);
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_tried_again_and_then_named()
    {
        var server = await LlmServer.StartAsync();
        await server.DisposeAsync();
        using var house = new LlmHouse(server, options => options.MaxRetries = 1);
        var notes = new CallNotes();

        var error = await Assert.ThrowsAsync<LlmCallException>(() => AskAsync(house, notes));

        Assert.Equal(2, notes.Sent);
        Assert.StartsWith("The language model gave no answer in 2 tries: the endpoint cannot be reached: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, null, "Llm:ApiKey")]
    [InlineData(403, null, "Llm:ApiKey")]
    [InlineData(404, null, "Llm:Model")]
    [InlineData(429, "insufficient_quota", "billing")]
    public async Task What_a_person_must_set_right_is_said_and_not_tried_again(int status, string? code, string says)
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => LlmReply.Error(status, "no: sk-secret-key", code: code);
        using var house = new LlmHouse(server, options => options.ApiKey = "sk-secret-key");

        var error = await Assert.ThrowsAsync<LlmCallException>(() => AskAsync(house, new CallNotes()));

        Assert.Single(server.Requests);
        Assert.Equal(LlmFault.Configuration, error.Failure.Fault);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-secret-key", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forbidden_call_after_answers_is_that_calls_own_fault()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = request => request.Number == 2 ? LlmReply.Error(403, "flagged") : LlmReply.Text("{}");
        using var house = new LlmHouse(server);
        await AskAsync(house, new CallNotes());

        var error = await Assert.ThrowsAsync<LlmCallException>(() => AskAsync(house, new CallNotes()));

        Assert.Equal(LlmFault.Forbidden, error.Failure.Fault);
    }

    [Fact]
    public async Task A_bad_request_is_not_tried_again()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => LlmReply.Error(400, "the context is too long");
        using var house = new LlmHouse(server);

        var error = await Assert.ThrowsAsync<LlmCallException>(() => AskAsync(house, new CallNotes()));

        Assert.Single(server.Requests);
        Assert.Equal(LlmFault.Refused, error.Failure.Fault);
        Assert.Contains("the context is too long", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_refuses_a_form_is_asked_in_a_simpler_one_and_that_is_remembered()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = request => request.ResponseFormat is "" ? LlmReply.Text("{}") : LlmReply.Error(400, $"response_format type {request.ResponseFormat} is unavailable now");
        using var house = new LlmHouse(server);
        var notes = new CallNotes();

        await AskAsync(house, notes);
        await AskAsync(house, new CallNotes());

        Assert.Equal(["json_schema", "json_object", "", ""], server.Requests.Select(request => request.ResponseFormat));
        Assert.Equal([("json_schema", "json_object"), ("json_object", "none")], notes.Simplifications);
        Assert.Equal(3, notes.Sent);
    }

    [Fact]
    public async Task A_cancel_ends_a_call_in_mid_air()
    {
        await using var server = await LlmServer.StartAsync();
        var never = new TaskCompletionSource();
        server.Script = _ => LlmReply.Text("late") with { Hold = never.Task };
        using var house = new LlmHouse(server);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var notes = new CallNotes();
        var call = house.Caller.AskAsync([new ChatMessage(ChatRole.User, "?")], Schema, "answer", notes, cancel.Token);
        await Eventually.TrueAsync(() => server.Requests.Count == 1, "the call is under way");

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(1, notes.Sent);
        Assert.Single(notes.Requests);
    }

    [Fact]
    public async Task A_cancel_ends_the_pause_before_a_retry()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => LlmReply.Error(429, "slow down", "100");
        using var house = new LlmHouse(server);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var notes = new CallNotes();
        var call = house.Caller.AskAsync([new ChatMessage(ChatRole.User, "?")], Schema, "answer", notes, cancel.Token);
        await Eventually.TrueAsync(() => Retries(notes) == 1, "a retry waits");

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task No_more_calls_run_at_once_than_the_process_may_make()
    {
        await using var server = await LlmServer.StartAsync();
        var go = new TaskCompletionSource();
        server.Script = _ => LlmReply.Text("{}") with { Hold = go.Task };
        using var house = new LlmHouse(server, options => options.MaxConcurrentCalls = 3);
        var calls = Enumerable.Range(0, 9).Select(_ => AskAsync(house, new CallNotes())).ToList();
        await Eventually.TrueAsync(() => server.Requests.Count == 3, "three calls are open");

        go.SetResult();
        await Task.WhenAll(calls);

        Assert.Equal((9, 3), (server.Requests.Count, server.MostAtOnce));
    }

    [Fact]
    public async Task Tokens_are_estimated_when_the_endpoint_gives_none()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => LlmReply.Text("四个汉字") with { Usage = null };
        using var house = new LlmHouse(server);

        var answer = await AskAsync(house, new CallNotes());

        Assert.Equal(new LlmUsage(2, 4, Estimated: true, Cost: null) { Model = "test-model" }, answer.Usage);
    }

    [Fact]
    public async Task A_priced_model_has_a_cost()
    {
        await using var server = await LlmServer.StartAsync();
        using var house = new LlmHouse(server, options => options.Prices.Add(new LlmPrice { Model = "TEST-model", InputPerMillion = 2m, OutputPerMillion = 8m }));

        var answer = await AskAsync(house, new CallNotes());

        Assert.Equal(((100 * 2m) + (50 * 8m)) / 1_000_000m, answer.Usage.Cost);
    }

    [Fact]
    public async Task A_call_is_a_span_without_prompts_or_keys()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == LlmChatClient.TelemetryName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                lock (spans) spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var server = await LlmServer.StartAsync();
        using var house = new LlmHouse(server, options => options.ApiKey = "sk-secret-key");
        using var parent = new Activity("job").Start();

        await house.Caller.AskAsync([new ChatMessage(ChatRole.User, "my secret wish")], Schema, "answer", new CallNotes(), Ct);

        var span = spans.Single(span => span.TraceId == parent.TraceId);
        var tags = string.Join('\n', span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"));
        Assert.Contains("gen_ai.request.model=test-model", tags, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", tags, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_is_a_span_with_its_figures_and_with_prompts_only_when_that_is_wished(bool isWished)
    {
        using var spans = new SpanRecorder();
        await using var server = await LlmServer.StartAsync();
        using var house = new LlmHouse(server, options => options.RecordContent = isWished);
        using var request = spans.Begin();

        await house.Caller.AskAsync([new ChatMessage(ChatRole.User, "my wish")], Schema, "answer", new CallNotes(), Ct);

        var call = Assert.Single(spans.Of(request.TraceId, "chat test-model"));
        Assert.Equal(("chat", "test-model", 100, 50), (call.GetTagItem("gen_ai.operation.name"), call.GetTagItem("gen_ai.request.model"), Convert.ToInt32(call.GetTagItem("gen_ai.usage.input_tokens")), Convert.ToInt32(call.GetTagItem("gen_ai.usage.output_tokens"))));
        var tags = string.Join('\n', call.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"));
        Assert.Contains("gen_ai.response.finish_reasons=[\"stop\"]", tags, StringComparison.Ordinal);
        Assert.Equal(isWished, tags.Contains("my wish", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_span_of_a_refused_call_does_not_repeat_what_the_endpoint_says_of_the_key()
    {
        var exported = new SpanList();
        using var services = new ServiceCollection().AddLlm().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddProcessor(new SimpleActivityExportProcessor(exported))).Services.BuildServiceProvider();
        _ = services.GetRequiredService<TracerProvider>();
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => LlmReply.Error(401, "Incorrect API key provided: sk-abc*xyz.");
        using var house = new LlmHouse(server);
        using var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        request.ActivityTraceFlags |= ActivityTraceFlags.Recorded;

        await Assert.ThrowsAsync<LlmCallException>(() => AskAsync(house, new CallNotes()));

        var call = Assert.Single(exported.Spans, span => span.TraceId == request.TraceId);
        Assert.Equal((ActivityStatusCode.Error, null), (call.Status, call.StatusDescription));
        Assert.NotNull(call.GetTagItem("error.type"));
    }

    private static Task<LlmAnswer> AskAsync(LlmHouse house, CallNotes notes) =>
        house.Caller.AskAsync([new ChatMessage(ChatRole.User, "question")], Schema, "answer", notes, Ct);

    private static async Task RetriesAfterAsync(LlmServer server, FakeTimeProvider time, TimeSpan pause)
    {
        using var house = new LlmHouse(server, options => options.CallTimeout = TimeSpan.FromHours(1), time);
        var notes = new CallNotes();
        var begun = time.GetUtcNow();
        var call = AskAsync(house, notes);
        await Eventually.TrueAsync(() => Retries(notes) == 1, "the first try is refused");

        await AdvanceUntilAsync(time, () => call.IsCompleted);

        Assert.Equal("{}", (await call).Text);
        Assert.Equal(pause, notes.Retries[0].Delay);
        Assert.Equal(2, server.Requests.Count);
        Assert.True(server.Requests[1].At - begun >= pause, $"sent after {server.Requests[1].At - begun}");
    }

    private static Task AdvanceUntilAsync(FakeTimeProvider time, Func<bool> condition) => Eventually.TrueAsync(
        () =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return condition();
        },
        "the call ends");

    private static int Retries(CallNotes notes)
    {
        lock (notes.Retries) return notes.Retries.Count;
    }
}
