using Microsoft.ML.Tokenizers;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Chat.Reading;

/// <summary>What the chat's tools cost, in every request to a language model.</summary>
public sealed class ToolTokensTests
{
    [Fact]
    public async Task The_tools_cost_at_most_2000_tokens()
    {
        using var data = new PlanData();
        await using var llm = await LlmServer.StartAsync();
        await using var app = new ApiApp(data.Path, new Dictionary<string, string?> { ["Llm:BaseUrl"] = llm.BaseUrl.ToString(), ["Llm:Model"] = "m" });
        using var anna = app.NewClient();
        await (await ChatTalk.BeginAsync(anna)).SayAsync("hi");

        var request = Assert.Single(llm.Requests);
        var tools = request.Body["tools"]!.ToJsonString();
        var tokens = TiktokenTokenizer.CreateForModel("gpt-4o").CountTokens(tools);
        TestContext.Current.TestOutputHelper!.WriteLine($"{request.Tools.Count} tools: {tokens} tokens, {tools.Length} characters; rules: {TiktokenTokenizer.CreateForModel("gpt-4o").CountTokens(request.Messages[0])} tokens.");

        Assert.InRange(tokens, 1, 2_000);
    }
}
