using Microsoft.Extensions.Options;
using PlanDecomp.Llm;

namespace PlanDecomp.Api.Chat.Reading;

/// <summary>Says that rules answer, and why.</summary>
internal sealed class RulesNotice(IOptions<LlmOptions> llm)
{
    public string Text(ReplyLanguage language) => llm.Value.IsConfiguredFor(LlmRole.Chat)
        ? language.Say(
            "Built-in rules answer here, not the language model (Chat:Reader); they know certain sentences only.",
            "这里按设置（Chat:Reader）由内置规则而不是语言模型回答，只能听懂特定的句子。")
        : language.Say(
            "Built-in rules answer here, because no language model is configured; they know certain sentences only.",
            "这里由内置规则回答，因为没有配置语言模型；它们只能听懂特定的句子。");
}
