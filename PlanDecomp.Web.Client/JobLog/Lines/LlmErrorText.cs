using System.Text.RegularExpressions;

namespace PlanDecomp.Web.Client.JobLog.Lines;

/// <summary>Why a call of the language model failed, in Chinese, as far as the words are ours; what the endpoint says stays as it is.</summary>
internal static partial class LlmErrorText
{
    private static readonly (Regex Words, string Chinese)[] Known =
    [
        (Money(), "接口表示账户额度已用完（$1）：$2。请检查其套餐与账单"),
        (Key(), "接口拒绝了密钥（$1）。请将 $2 设为有效的密钥"),
        (Rights(), "接口禁止此次调用（$1）：$2。请检查 $3 与 $4 的权限"),
        (Context(), "提示超出模型可读的长度（$1）：$2"),
        (Filter(), "接口的内容过滤器拦截了请求（$1）：$2"),
        (FilterStopped(), "接口的内容过滤器中止了回答"),
        (Forbids(), "接口禁止此次调用（$1）：$2"),
        (Format(), "接口不支持此 response_format（$1）：$2"),
        (Streams(), "接口不支持流式回答（$1）：$2"),
        (Parameter(), "接口不支持 $1（$2）：$3"),
        (Model(), "接口不认识该模型或地址（$1）：$2。请检查 $3 和 $4"),
        (InAnswer(), "接口以错误作答：$1"),
        (Status(), "接口返回 HTTP $1：$2"),
        (Refused(), "接口拒绝了请求（$1）：$2"),
        (Unreachable(), "无法连接接口：$1"),
        (Unreadable(), "无法读取接口的回答：$1"),
        (CutOff(), "接口的回答被截断，或不是 JSON：$1"),
        (NoBody(), "接口的回答没有内容"),
        (NoChoices(), "接口的回答中没有 choices：$1"),
        (Page(), "接口返回了网页而不是 JSON。请检查 $1。网页：$2"),
        (Silent(), "$1 秒内没有回答"),
        (BrokeOff(), "回答中断：$1 秒内没有后续内容"),
        (Endless(), "回答在 $1 秒内没有结束，已达 Llm:CallTimeout 的十倍"),
        (Declines(), "模型拒绝回答：$1"),
    ];

    /// <summary>Words that are not known here stay as they are, with or without the full stop they came with.</summary>
    public static string Chinese(string detail)
    {
        var isSentence = detail.EndsWith('.');
        var words = isSentence ? detail[..^1] : detail;
        if (AsksToWait().Match(words) is { Success: true } waits) return $"{Chinese(waits.Groups[1].Value)}；它要求等待 {waits.Groups[2].Value} 秒，超过了 {waits.Groups[3].Value}{(isSentence ? "。" : "")}";
        foreach (var (known, chinese) in Known)
        {
            if (known.IsMatch(words)) return known.Replace(words, chinese) + (isSentence ? "。" : "");
        }

        return detail;
    }

    [GeneratedRegex(@"^the endpoint says that the account's quota is used up \((.+?)\): (.*)\. Check its plan and billing$", RegexOptions.Singleline)]
    private static partial Regex Money();

    [GeneratedRegex(@"^the endpoint refused the key \((.+?)\)\. Set (Llm:[\w:]+), or OPENAI_API_KEY, to a valid one$")]
    private static partial Regex Key();

    [GeneratedRegex(@"^the endpoint forbids the call \((.+?)\): (.*)\. Check the rights of (Llm:[\w:]+) and (Llm:[\w:]+)$", RegexOptions.Singleline)]
    private static partial Regex Rights();

    [GeneratedRegex(@"^the prompt is longer than the model can read \((.+?)\): (.*)$", RegexOptions.Singleline)]
    private static partial Regex Context();

    [GeneratedRegex(@"^the endpoint's content filter stopped it \((.+?)\): (.*)$", RegexOptions.Singleline)]
    private static partial Regex Filter();

    [GeneratedRegex("^the endpoint's content filter stopped the answer$")]
    private static partial Regex FilterStopped();

    [GeneratedRegex(@"^the endpoint forbids the call \((.+?)\): (.*)$", RegexOptions.Singleline)]
    private static partial Regex Forbids();

    [GeneratedRegex(@"^the endpoint does not take this response_format \((.+?)\): (.*)$", RegexOptions.Singleline)]
    private static partial Regex Format();

    [GeneratedRegex(@"^the endpoint does not stream its answers \((.+?)\): (.*)$", RegexOptions.Singleline)]
    private static partial Regex Streams();

    [GeneratedRegex(@"^the endpoint does not take (\w+) \((.+?)\): (.*)$", RegexOptions.Singleline)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^the endpoint does not know the model or the address \((.+?)\): (.*)\. Check (Llm:[\w:]+) and (Llm:[\w:]+)$", RegexOptions.Singleline)]
    private static partial Regex Model();

    [GeneratedRegex("^the endpoint answered with an error: (.*)$", RegexOptions.Singleline)]
    private static partial Regex InAnswer();

    [GeneratedRegex(@"^the endpoint answered HTTP (\d+): (.*)$", RegexOptions.Singleline)]
    private static partial Regex Status();

    [GeneratedRegex(@"^the endpoint refused the request \((.+?)\): (.*)$", RegexOptions.Singleline)]
    private static partial Regex Refused();

    [GeneratedRegex("^the endpoint cannot be reached: (.*)$", RegexOptions.Singleline)]
    private static partial Regex Unreachable();

    [GeneratedRegex("^the endpoint's answer cannot be read: (.*)$", RegexOptions.Singleline)]
    private static partial Regex Unreadable();

    [GeneratedRegex("^the endpoint's answer was cut off, or is no JSON: (.*)$", RegexOptions.Singleline)]
    private static partial Regex CutOff();

    [GeneratedRegex("^the endpoint's answer has no body$")]
    private static partial Regex NoBody();

    [GeneratedRegex("^the endpoint's answer holds no choices: (.*)$", RegexOptions.Singleline)]
    private static partial Regex NoChoices();

    [GeneratedRegex(@"^the endpoint answered with a web page instead of JSON\. Check (Llm:[\w:]+)\. The page: (.*)$", RegexOptions.Singleline)]
    private static partial Regex Page();

    [GeneratedRegex(@"^no answer within ([\d.]+) s$")]
    private static partial Regex Silent();

    [GeneratedRegex(@"^its answer broke off: nothing more came within ([\d.]+) s$")]
    private static partial Regex BrokeOff();

    [GeneratedRegex(@"^its answer came to no end within ([\d.]+) s, ten times Llm:CallTimeout$")]
    private static partial Regex Endless();

    [GeneratedRegex("^it refuses: (.*)$", RegexOptions.Singleline)]
    private static partial Regex Declines();

    [GeneratedRegex(@"^(.*); it asks to wait (\d+) s, longer than (.*)$", RegexOptions.Singleline)]
    private static partial Regex AsksToWait();
}
