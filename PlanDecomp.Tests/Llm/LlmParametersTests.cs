using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PlanDecomp.Llm;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Llm;

/// <summary>Parameters that an endpoint does not take, over real HTTP.</summary>
public sealed class LlmParametersTests
{
    private static readonly JsonElement Schema = JsonElement.Parse("""{"type":"object","properties":{},"required":[],"additionalProperties":false}""");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Parameters_the_endpoint_refuses_are_left_out_and_that_is_remembered()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = request => request.Body switch
        {
            JsonObject body when body.ContainsKey("temperature") => LlmReply.Error(400, "Unsupported value: 'temperature' does not support 0.5 with this model. Only the default (1) value is supported."),
            JsonObject body when body.ContainsKey("max_completion_tokens") => LlmReply.Error(422, "Extra inputs are not permitted: max_completion_tokens"),
            _ => LlmReply.Text("{}"),
        };
        using var house = new LlmHouse(server, options => (options.Temperature, options.MaxOutputTokens) = (0.5f, 500));
        var notes = new CallNotes();

        await house.Caller.AskAsync([new ChatMessage(ChatRole.User, "?")], Schema, "answer", notes, Ct);
        await house.Caller.AskForTextAsync([new ChatMessage(ChatRole.User, "?")], notes, Ct);
        await house.Stream.GetStreamingResponseAsync("hi", new ChatOptions { Temperature = 0.5f, MaxOutputTokens = 500 }, Ct).ToChatResponseAsync(Ct);

        Assert.Equal(5, server.Requests.Count);
        Assert.All(server.Requests.Skip(2), request =>
        {
            Assert.Equal(500, request.Body["max_tokens"]!.GetValue<int>());
            Assert.DoesNotContain(request.Body.AsObject(), pair => pair.Key is "temperature" or "max_completion_tokens");
        });
        Assert.Equal([("temperature", ""), ("max_completion_tokens", "max_tokens")], notes.Simplifications);
        Assert.Empty(notes.Retries);
    }

    [Fact]
    public async Task A_limit_refused_under_either_name_is_left_out()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = request => request.Body is JsonObject body && (body.ContainsKey("max_tokens") || body.ContainsKey("max_completion_tokens"))
            ? LlmReply.Error(400, "max_tokens is too large") : LlmReply.Text("hello");
        using var house = new LlmHouse(server, options => options.MaxOutputTokens = 500);

        Assert.Equal("hello", (await AskAsync(house)).Text);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_refused_parameter_that_was_not_sent_ends_the_call()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => LlmReply.Error(400, "temperature must be set");
        using var house = new LlmHouse(server);

        Assert.Contains("temperature must be set", (await Assert.ThrowsAsync<LlmCallException>(() => AskAsync(house))).Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    private static Task<LlmAnswer> AskAsync(LlmHouse house) => house.Caller.AskForTextAsync([new ChatMessage(ChatRole.User, "?")], new CallNotes(), Ct);
}
