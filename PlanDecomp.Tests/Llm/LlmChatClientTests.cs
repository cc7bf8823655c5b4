using PlanDecomp.Llm;

namespace PlanDecomp.Tests.Llm;

public sealed class LlmChatClientTests
{
    [Theory]
    [InlineData("http://localhost:11434", "http://localhost:11434/v1")]
    [InlineData("http://localhost:11434/", "http://localhost:11434/v1")]
    [InlineData("https://x.openai.azure.com/openai/v1/", "https://x.openai.azure.com/openai/v1/")]
    public void An_address_without_a_path_means_v1(string configured, string called) =>
        Assert.Equal(new Uri(called), LlmChatClient.EndpointOf(new Uri(configured)));
}
