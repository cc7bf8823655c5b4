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
            LlmFault.Transient when failure.Status == 429 => language.Say("The language model has too much to do just now.", "语言模型当前请求过多。"),
            LlmFault.Transient => language.Say("The language model cannot be reached or is busy.", "语言模型暂时无法访问或繁忙。"),
            LlmFault.Down => language.Say("The language model has not answered for a while.", "语言模型已有一段时间没有应答。"),
            LlmFault.Configuration when failure.IsAboutMoney => language.Say("The account at the language model has no credit left.", "语言模型账户的额度已用完。"),
            LlmFault.Configuration => language.Say("The language model is not set up correctly.", "语言模型的配置有误。"),
            LlmFault.Forbidden => language.Say("The language model's endpoint forbids this request.", "语言模型的服务端禁止这个请求。"),
            LlmFault.TooLarge => language.Say("The language model's answer is too large.", "语言模型的回答过大。"),
            LlmFault.ContextTooLong => language.Say("This conversation is longer than the language model can read.", "对话超出了语言模型可读的长度。"),
            LlmFault.Declined => language.Say("The language model does not answer this.", "语言模型不回答这个问题。"),
            _ => language.Say("The language model refused the request.", "语言模型拒绝了这个请求。"),
        };
        var next = failure.Fault switch
        {
            LlmFault.Transient or LlmFault.Down when failure.RetryAfter is { TotalSeconds: >= 1 } pause => language.Say(
                $"Try again in {Math.Ceiling(pause.TotalSeconds):0} seconds.", $"请在 {Math.Ceiling(pause.TotalSeconds):0} 秒后重试。"),
            LlmFault.Transient => language.Say("Try again in a moment.", "请稍后重试。"),
            LlmFault.Down => language.Say("Try again in a few minutes; another model can stand in for it (Llm:Fallback).", "请几分钟后重试；也可设置备用模型（Llm:Fallback）。"),
            LlmFault.Configuration when failure.IsAboutMoney => language.Say(
                "Whoever runs this app has to see to its plan and billing, or set another model (Llm:Fallback).", "需要由管理员处理其套餐与账单，或设置备用模型（Llm:Fallback）。"),
            LlmFault.Configuration => language.Say("Whoever runs this app has to change its settings.", "需要由管理员修改设置。"),
            LlmFault.Forbidden => language.Say("Word it differently; when that does not help, the key's rights have to be looked at (Llm:ApiKey).", "请换个说法；若仍不行，需检查密钥的权限（Llm:ApiKey）。"),
            LlmFault.TooLarge => language.Say("Ask for less at once, or have the limit (Llm:MaxAnswerBytes) raised.", "请缩小请求，或提高上限（Llm:MaxAnswerBytes）。"),
            LlmFault.ContextTooLong => language.Say("Begin a new one, or choose a model that reads more (Llm:Model).", "请新建对话，或更换可读内容更长的模型（Llm:Model）。"),
            LlmFault.Declined => language.Say("Word it differently.", "请换个说法。"),
            _ => language.Say("Word it differently, or choose another model (Llm:Model); it must be able to use tools.", "请换个说法，或更换支持工具调用的模型（Llm:Model）。"),
        };
        var commands = Commands(language);
        return language.Say($"{what} {next} {commands} ({failure.Detail})", $"{what}{next}{commands}（{failure.Detail}）");
    }

    /// <summary>What can be done without a model.</summary>
    public static string Commands(ReplyLanguage language) => language.Say("Commands such as /plan and /status work without it.", "/计划、/状态 等命令不需要它也能使用。");
}
