using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Llm;

namespace PlanDecomp.Tests.Api.Chat.Reading;

/// <summary>Each way in which a call can fail is told in words, with what helps, in both languages.</summary>
public sealed class LlmFailureWordsTests
{
    public static TheoryData<string, LlmFailure, string, string, string, string> Failures => new()
    {
        { "network", new(LlmFault.Transient, null, "x"), "cannot be reached", "Try again in a moment", "暂时无法访问", "稍后重试" },
        { "busy", new(LlmFault.Transient, 429, "x", TimeSpan.FromSeconds(20)), "too much to do", "in 20 seconds", "请求过多", "20 秒后" },
        { "down", new(LlmFault.Down, 503, "x"), "has not answered", "Llm:Fallback", "没有应答", "Llm:Fallback" },
        { "key", new(LlmFault.Configuration, 401, "x"), "not set up correctly", "change its settings", "配置有误", "修改设置" },
        { "quota", new(LlmFault.Configuration, 402, "x") { IsAboutMoney = true }, "no credit left", "plan and billing", "额度已用完", "账单" },
        { "rights", new(LlmFault.Forbidden, 403, "x"), "forbids", "Llm:ApiKey", "禁止", "Llm:ApiKey" },
        { "context", new(LlmFault.ContextTooLong, 400, "x"), "longer than the language model can read", "Llm:Model", "可读的长度", "Llm:Model" },
        { "large", new(LlmFault.TooLarge, null, "x"), "too large", "Llm:MaxAnswerBytes", "过大", "Llm:MaxAnswerBytes" },
        { "declined", new(LlmFault.Declined, null, "x"), "does not answer this", "Word it differently", "不回答", "换个说法" },
        { "refused", new(LlmFault.Refused, 400, "x"), "refused the request", "use tools", "拒绝", "支持工具" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_failure_says_what_happened_and_what_helps(string kind, LlmFailure failure, string what, string next, string whatChinese, string nextChinese)
    {
        var (english, chinese) = (LlmFailureWords.Of(ReplyLanguage.English, failure, hasBegun: false), LlmFailureWords.Of(ReplyLanguage.Chinese, failure, hasBegun: false));

        Assert.True(english.Contains(what, StringComparison.Ordinal) && english.Contains(next, StringComparison.Ordinal), $"{kind}: {english}");
        Assert.True(chinese.Contains(whatChinese, StringComparison.Ordinal) && chinese.Contains(nextChinese, StringComparison.Ordinal), $"{kind}: {chinese}");
        Assert.EndsWith("(x)", english, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_failure_that_reaches_a_reply_is_among_them() =>
        Assert.Empty(Enum.GetValues<LlmFault>().Except([LlmFault.FormatRefused, LlmFault.ParameterRefused]).Except(Failures.Select(row => row.Data.Item2.Fault)));
}
