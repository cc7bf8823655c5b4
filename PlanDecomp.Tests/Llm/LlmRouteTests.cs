using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using PlanDecomp.Llm;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Llm;

/// <summary>Which model is asked: by the kind of work, and while the first is of no use.</summary>
public sealed class LlmRouteTests
{
    private static readonly JsonElement Schema = JsonElement.Parse("""{"type":"object"}""");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_kind_of_work_has_its_model_and_what_it_leaves_out_is_as_the_main_one_has_it()
    {
        await using var main = await LlmServer.StartAsync();
        await using var other = await LlmServer.StartAsync();
        using var house = new LlmHouse(main, options =>
        {
            options.ApiKey = "main-key";
            options.Roles.Writing.Model = "writer";
            (options.Roles.Operations.BaseUrl, options.Roles.Operations.Model) = (other.BaseUrl, "operator");
        });

        await AskAsync(house.Models.CallerFor(LlmRole.Planning), new CallNotes());
        await AskAsync(house.Models.CallerFor(LlmRole.Writing), new CallNotes());
        await AskAsync(house.Models.CallerFor(LlmRole.Operations), new CallNotes());

        Assert.Equal([("test-model", "Bearer main-key"), ("writer", "Bearer main-key")], main.Requests.Select(request => (request.Model, request.Authorization)));

        // A key goes to no other endpoint than the one it was given for.
        var foreign = Assert.Single(other.Requests);
        Assert.Equal("operator", foreign.Model);
        Assert.DoesNotContain("main-key", foreign.Authorization, StringComparison.Ordinal);
    }

    public static TheoryData<string, LlmReply> OfNoUse => new()
    {
        { "key", LlmReply.Error(401, "Incorrect API key provided.") },
        { "model", LlmReply.Error(404, "The model does not exist.") },
        { "quota", LlmReply.Error(429, "You exceeded your current quota.", code: "insufficient_quota") },
        { "credit", LlmReply.Error(402, "Payment required.") },
        { "pause", LlmReply.Error(503, "busy", retryAfter: "3600") },
        { "down", LlmReply.Error(503, "busy") },
    };

    [Theory]
    [MemberData(nameof(OfNoUse))]
    public async Task While_the_first_is_of_no_use_the_fallback_is_asked_and_the_first_again_after_a_rest(string kind, LlmReply refusal)
    {
        var time = new FakeTimeProvider();
        await using var first = await LlmServer.StartAsync(time);
        await using var second = await LlmServer.StartAsync(time);
        var isOut = true;
        first.Script = _ => isOut ? refusal : LlmReply.Text("{}");
        second.Script = _ => LlmReply.Text("{}");
        using var house = new LlmHouse(first, options =>
        {
            options.MaxRetries = 0;
            (options.Fallback.BaseUrl, options.Fallback.Model, options.Fallback.ApiKey) = (second.BaseUrl, "spare", "spare-key");
        }, time);
        var notes = new CallNotes();

        for (var call = 0; call < 5; call++) Assert.Equal("{}", (await AskAsync(house.Caller, notes)).Text);

        // One that only was busy is given up after three calls in a row.
        var tried = kind == "down" ? 3 : 1;
        Assert.Equal((tried, 5), (first.Requests.Count, second.Requests.Count));

        // Who asks while the first is left alone is told as much as who has found it so.
        Assert.Equal(5, notes.Fallbacks.Count);
        Assert.All(second.Requests, request => Assert.Equal(("spare", "Bearer spare-key"), (request.Model, request.Authorization)));
        Assert.Equal("spare", notes.Requests[^1].Model);

        isOut = false;
        time.Advance(TimeSpan.FromHours(1.1));
        await AskAsync(house.Caller, notes);
        Assert.Equal((tried + 1, 5), (first.Requests.Count, second.Requests.Count));
    }

    [Theory]
    [InlineData(400, "This request is not valid.")]
    [InlineData(400, "This model's maximum context length is 100 tokens.")]
    public async Task What_another_model_would_refuse_as_well_does_not_go_to_it(int status, string words)
    {
        await using var first = await LlmServer.StartAsync();
        await using var second = await LlmServer.StartAsync();
        first.Script = _ => LlmReply.Error(status, words);
        using var house = new LlmHouse(first, options => (options.Fallback.BaseUrl, options.Fallback.Model) = (second.BaseUrl, "spare"));

        await Assert.ThrowsAsync<LlmCallException>(() => AskAsync(house.Caller, new CallNotes()));

        Assert.Empty(second.Requests);
    }

    [Fact]
    public async Task When_the_fallback_fails_too_its_own_settings_are_named()
    {
        await using var first = await LlmServer.StartAsync();
        await using var second = await LlmServer.StartAsync();
        first.Script = _ => LlmReply.Error(401, "no");
        second.Script = _ => LlmReply.Error(401, "no");
        using var house = new LlmHouse(first, options => (options.Fallback.BaseUrl, options.Fallback.Model, options.Fallback.ApiKey) = (second.BaseUrl, "spare", "spare-key"));

        var error = await Assert.ThrowsAsync<LlmCallException>(() => AskAsync(house.Caller, new CallNotes()));

        Assert.Contains("Set Llm:Fallback:ApiKey", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("spare-key", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_falls_back_before_its_first_word_too()
    {
        await using var first = await LlmServer.StartAsync();
        await using var second = await LlmServer.StartAsync();
        first.Script = _ => LlmReply.Error(401, "no");
        using var house = new LlmHouse(first, options => (options.Fallback.BaseUrl, options.Fallback.Model) = (second.BaseUrl, "spare"));

        var text = "";
        await foreach (var update in house.Stream.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "hello")], null, Ct)) text += update.Text;

        Assert.Equal("Hello.", text);
        Assert.Equal(["spare"], house.StreamFallbacks);
        Assert.Equal("spare", Assert.Single(second.Requests).Model);
    }

    public static TheoryData<Action<LlmOptions>, string> Wrong => new()
    {
        { options => options.Roles.Planning.BaseUrl = new Uri("http://a/v1"), "Llm:Roles:Planning:Model is needed" },
        { options => (options.Fallback.BaseUrl, options.Fallback.Model) = (new Uri("ftp://a/v1"), "m"), "Llm:Fallback:BaseUrl 'ftp://a/v1' is no http" },
        { options => (options.ApiKey, options.Fallback.Model) = (null, "m"), "Llm:Fallback:Model is set without an endpoint" },
        { options => options.Roles.Chat.InputPerMillion = 1, "Llm:Roles:Chat:InputPerMillion and :OutputPerMillion go together" },
        { options => options.Roles.Chat.OutputPerMillion = -1, "0 or more" },
        {
            options =>
            {
                options.Prices.Add(new LlmPrice { Model = LlmOptions.DefaultModel });
                options.Fallback.Model = "unpriced";
            },
            "no price of the model 'unpriced'"
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Settings_that_cannot_be_are_refused_by_name(Action<LlmOptions> change, string words)
    {
        var options = new LlmOptions { ApiKey = "key" };
        change(options);

        Assert.Contains(options.Validate(new ValidationContext(options)), fault => fault.ErrorMessage!.Contains(words, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, null, 1.6)]
    [InlineData(100_000L, null, 0.2)]
    [InlineData(null, "0.5", 0.5)]
    public void A_bound_follows_from_calls_limits_and_prices(long? tokens, string? cost, double expected)
    {
        var options = new LlmOptions { ApiKey = "key", MaxOutputTokens = 4_000 };
        options.Prices.Add(new LlmPrice { Model = LlmOptions.DefaultModel, InputPerMillion = 1, OutputPerMillion = 2 });

        var bound = LlmBounds.Of(options, LlmRole.Planning, calls: 100, tokens, cost is null ? null : decimal.Parse(cost, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal((decimal)expected, bound.Cost);
        Assert.Equal(tokens ?? 1_200_000, bound.Tokens);
    }

    [Fact]
    public void Without_a_price_a_bound_has_no_cost() =>
        Assert.Null(LlmBounds.Of(new LlmOptions { ApiKey = "key" }, LlmRole.Writing, 10, null, null).Cost);

    private static Task<LlmAnswer> AskAsync(LlmCaller caller, CallNotes notes) =>
        caller.AskAsync([new ChatMessage(ChatRole.User, "question")], Schema, "answer", notes, Ct);
}
