using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.RegularExpressions;
using PlanDecomp.Llm;
using PlanDecomp.Web.Client.JobLog.Lines;

namespace PlanDecomp.Tests.WebClient.JobLog;

/// <summary>Each way in which a call fails is told in Chinese too, with the setting that helps; the endpoint's own words stay.</summary>
public sealed partial class LlmErrorTextTests
{
    public static TheoryData<string> Details =>
    [
        "the endpoint says that the account's quota is used up (HTTP 402): Payment required. Check its plan and billing",
        "the endpoint refused the key (HTTP 401). Set Llm:Fallback:ApiKey, or OPENAI_API_KEY, to a valid one",
        "the endpoint forbids the call (HTTP 403): no. Check the rights of Llm:ApiKey and Llm:Model",
        "the endpoint forbids the call (HTTP 403): no",
        "the prompt is longer than the model can read (HTTP 400): too long",
        "the endpoint's content filter stopped it (HTTP 400): filtered",
        "the endpoint's content filter stopped the answer",
        "the endpoint does not take this response_format (HTTP 400): unknown",
        "the endpoint does not stream its answers (HTTP 400): no",
        "the endpoint does not take temperature (HTTP 400): unsupported",
        "the endpoint does not know the model or the address (HTTP 404): no such model. Check Llm:Model and Llm:BaseUrl",
        "the endpoint answered HTTP 503: busy",
        "the endpoint answered with an error: busy",
        "the endpoint refused the request (HTTP 400): no",
        "the endpoint cannot be reached: Connection refused",
        "the endpoint's answer cannot be read: odd",
        "the endpoint's answer was cut off, or is no JSON: {",
        "the endpoint's answer has no body",
        "no answer within 120 s",
        "its answer broke off: nothing more came within 120 s",
        "it refuses: I cannot do that",
    ];

    [Theory]
    [MemberData(nameof(Details))]
    public void A_failure_is_told_in_Chinese(string detail)
    {
        var chinese = LlmErrorText.Chinese(detail);

        Assert.Matches(Han(), chinese);
        Assert.DoesNotContain("the endpoint", chinese, StringComparison.Ordinal);
        foreach (Match setting in Setting().Matches(detail)) Assert.Contains(setting.Value, chinese, StringComparison.Ordinal);
        Assert.Equal($"{chinese}。", LlmErrorText.Chinese($"{detail}."));
    }

    [Theory]
    [InlineData(401, "no")]
    [InlineData(402, "no credit")]
    [InlineData(404, "no such model")]
    [InlineData(400, "bad request")]
    [InlineData(400, "context length exceeded")]
    [InlineData(403, "no")]
    [InlineData(500, "broken")]
    public void What_a_refusal_is_called_is_known(int status, string words)
    {
        var failure = LlmFailure.Of(new ClientResultException(new Answer(status, words)), DateTimeOffset.UtcNow);

        Assert.Matches(Han(), LlmErrorText.Chinese(failure.Detail));
    }

    [Fact]
    public void A_jobs_error_is_Chinese_to_its_end() => Assert.Equal(
        "语言模型无法使用：接口拒绝了密钥（HTTP 401）。请将 Llm:ApiKey 设为有效的密钥。",
        ErrorText.Chinese("The language model cannot be used: the endpoint refused the key (HTTP 401). Set Llm:ApiKey, or OPENAI_API_KEY, to a valid one."));

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();

    [GeneratedRegex(@"Llm:[\w:]+")]
    private static partial Regex Setting();

    private sealed class Answer(int status, string words) : PipelineResponse
    {
        public override int Status => status;
        public override string ReasonPhrase => "";
        public override Stream? ContentStream { get; set; }
        public override BinaryData Content => BinaryData.FromString(words);
        protected override PipelineResponseHeaders HeadersCore => null!;
        public override BinaryData BufferContent(CancellationToken cancellationToken = default) => Content;
        public override ValueTask<BinaryData> BufferContentAsync(CancellationToken cancellationToken = default) => new(Content);
        public override void Dispose()
        {
        }
    }
}
