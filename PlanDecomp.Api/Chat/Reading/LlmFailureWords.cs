using PlanDecomp.Llm;

namespace PlanDecomp.Api.Chat.Reading;

/// <summary>Why the language model gave no answer, and what to do next.</summary>
internal static class LlmFailureWords
{
    /// <param name="language">The person's.</param>
    /// <param name="failure">The failure; its detail holds no secrets.</param>
    /// <param name="hasBegun">A part of the answer is there.</param>
    public static string Of(ReplyLanguage language, LlmFailure failure, bool hasBegun)
    {
        var what = failure.Fault switch
        {
            LlmFault.Transient when hasBegun => language.Say("The language model's answer broke off.", "语言模型的回答中断了。"),
            LlmFault.Transient => language.Say("The language model cannot be reached or is busy.", "语言模型暂时无法访问或繁忙。"),
            LlmFault.Configuration => language.Say("The language model is not set up correctly.", "语言模型的配置有误。"),
            LlmFault.TooLarge => language.Say("The language model's answer is too large.", "语言模型的回答过大。"),
            LlmFault.ContextTooLong => language.Say("This conversation is longer than the language model can read.", "对话超出了语言模型可读的长度。"),
            LlmFault.Declined => language.Say("The language model does not answer this.", "语言模型不回答这个问题。"),
            _ => language.Say("The language model refused the request.", "语言模型拒绝了这个请求。"),
        };
        var next = failure.Fault switch
        {
            LlmFault.Transient => language.Say("Try again in a moment.", "请稍后重试。"),
            LlmFault.Configuration => language.Say("Whoever runs this app has to change its settings.", "需要由管理员修改设置。"),
            LlmFault.TooLarge => language.Say("Ask for less at once, or have the limit (Llm:MaxAnswerBytes) raised.", "请缩小请求，或提高上限（Llm:MaxAnswerBytes）。"),
            LlmFault.ContextTooLong => language.Say("Begin a new one, or choose a model that reads more (Llm:Model).", "请新建对话，或更换可读内容更长的模型（Llm:Model）。"),
            LlmFault.Declined => language.Say("Word it differently.", "请换个说法。"),
            _ => language.Say("Word it differently, or choose another model (Llm:Model); it must be able to use tools.", "请换个说法，或更换支持工具调用的模型（Llm:Model）。"),
        };
        var commands = language.Say("Commands such as /plan and /status work without it.", "/计划、/状态 等命令不需要它也能使用。");
        return language.Say($"{what} {next} {commands} ({failure.Detail})", $"{what}{next}{commands}（{failure.Detail}）");
    }
}
