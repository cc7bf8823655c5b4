using System.Text.RegularExpressions;
using PlanDecomp.Contracts.Operations;

namespace PlanDecomp.Web.Client.JobLog.Lines;

/// <summary>Lines of a job's life itself, whatever its type.</summary>
internal static partial class LifecycleLineText
{
    public static IReadOnlyDictionary<string, Func<LineArguments, string>> Chinese { get; } = new Dictionary<string, Func<LineArguments, string>>
    {
        ["job.queued"] = a => $"已排队：{Wish(a["what"])}",
        ["job.continued"] = a => $"已排队，从作业 {a["job_id"]} 结束处继续{(a["what"] is { Length: > 0 } what ? $"：{Wish(what)}" : "。")}",
        ["job.started"] = a => $"已由工作进程 {a["worker"]} 开始执行。",
        ["job.taken_over"] = a => $"原工作进程已失联，由工作进程 {a["worker"]} 接管，从上一个检查点继续（第 {a["attempt"]} 次尝试）。",
        ["job.resumed"] = a => $"由工作进程 {a["worker"]} 继续执行（第 {a["attempt"]} 次尝试）。",
        ["job.released"] = a => $"工作进程 {a["worker"]} 正在停止，作业回到队列。",
        ["job.retrying"] = a => $"第 {a["attempt"]} 次尝试出错：{ErrorText.Chinese(a["error"])} 将在 {a["delay_seconds"]} 秒后重试。",
        ["job.failed"] = a => $"失败：{ErrorText.Chinese(a["error"])}",
        ["job.cancelled"] = a => a.IsTrue("has_done") ? "已取消。此前已完成的内容保留不变。" : "已取消。",
        ["job.dead_lettered"] = a => ErrorText.Chinese(a["error"]),
        ["log.full"] = a => $"日志已达到 {a["limit"]} 行，之后的行不再保存；作业仍在继续。",
    };

    /// <summary>What the server writes as <c>break down "title"</c>, <c>execute "title"</c> or, of an operation, <c>check quality "title"</c>.</summary>
    private static string Wish(string what) => AnyWish().Match(what) is { Success: true } match && VerbOf(match.Groups[1].Value) is { } verb
        ? $"{verb}“{match.Groups[2].Value}”"
        : AcrossPlansLineText.Wish(what);

    private static string? VerbOf(string wish) => wish switch
    {
        "break down" => "拆分",
        "execute" => "执行",
        _ => TaskOperations.Find(wish.Replace(' ', '_'))?.Words.Doing.Chinese,
    };

    [GeneratedRegex("^([a-z ]+) \"(.*)\"$", RegexOptions.Singleline)]
    private static partial Regex AnyWish();
}
