namespace PlanDecomp.Web.Client.JobLog.Lines;

/// <summary>Lines about calls of the language model.</summary>
internal static class LlmLineText
{
    public static IReadOnlyDictionary<string, Func<LineArguments, string>> Chinese { get; } = new Dictionary<string, Func<LineArguments, string>>
    {
        ["llm.request"] = a => $"就“{a["title"]}”向 {a["model"]} 提问（第 {a["call"]} 次）。",
        ["llm.response"] = a =>
            $"收到“{a["title"]}”的回答：输入 {a["input_tokens"]}、输出 {a["output_tokens"]} 个 token{(a.IsTrue("estimated") ? "（估算）" : "")}，{a["milliseconds"]} 毫秒。",
        ["llm.retry"] = a => $"“{a["title"]}”的调用失败：{ErrorText.Chinese(a["error"])}。{a["delay_seconds"]} 秒后重试（第 {a["retry"]} 次，最多 {a["max_retries"]} 次）。",
        ["llm.simplified"] = a => a["to"].Length == 0 ? $"该接口不支持 {a["from"]}，之后不再发送该参数。" : $"该接口不支持 {a["from"]}，之后改用 {a["to"]}。",
        ["llm.fallback"] = a => $"语言模型 {a["from"]} 暂不可用：{ErrorText.Chinese(a["error"])}。改用 {a["host"]} 上的 {a["to"]}。",
        ["llm.cut"] = a => $"对“{a["title"]}”的调用没有得到回答；其提示约 {a["input_tokens"]} 个 token 照计（估算）。",
        ["llm.shortened"] = a => $"“{a["title"]}”的提示超出模型可读的长度，去掉以下内容后重试：{a["left_out"]}。",
    };
}
